"""True statements about what did happen."""
