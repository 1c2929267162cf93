"""One document per fixture."""
