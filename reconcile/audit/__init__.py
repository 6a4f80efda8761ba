"""What claims to be computed from what, who is to blame, and why."""
