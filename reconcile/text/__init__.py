"""From written text to values and back: folding, money, numbers in words, dates. Standard library only."""
