"""Messy workbooks made from a seed, with their truth, and how well the program understands them."""
