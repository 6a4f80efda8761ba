"""One module per cause; its stem is the kind of the explanation."""
