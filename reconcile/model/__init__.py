"""The vocabulary that every other package speaks: frozen, typed, without I/O, standard library only at import."""
