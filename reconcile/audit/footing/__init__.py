"""The arithmetic of any sheet, whatever it is about: which lines are sums of others, and where one is not."""
