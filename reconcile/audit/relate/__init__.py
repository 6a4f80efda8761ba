"""What a table claims of itself."""
