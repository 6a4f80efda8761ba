"""From tables to typed tables, one module per kind."""
