"""How fast and how lean the product is beside two rivals; see README.md. Nothing is asserted."""
