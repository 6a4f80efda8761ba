"""From a grid to tables: headers, rows, units, and what a total covers."""
