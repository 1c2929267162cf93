"""Documents out: pages, text, JSON."""
