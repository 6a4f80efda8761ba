"""rules.toml as a Charter, and names as branches of the roll."""
