"""One module per code, discovered, never listed."""
