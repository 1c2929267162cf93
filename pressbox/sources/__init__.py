"""Bytes in, rows out: one module a publisher, each knowing nothing of the others; `registry` lists them."""
