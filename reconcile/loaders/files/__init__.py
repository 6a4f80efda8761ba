"""From a path to grids: sniffed, guarded, read in a worker process, counted twice."""
