"""Payments, positions and figures."""
