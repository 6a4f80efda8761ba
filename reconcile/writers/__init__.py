"""Workbook, document and data files; they lay out and compute nothing."""
