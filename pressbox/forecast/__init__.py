"""Numbers about what may happen."""
