"""Decisions read back, merged and kept."""
