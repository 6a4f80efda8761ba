"""One module per shape of a dues rate, discovered by name."""
