"""One DuckDB file; everything after this reads only from here."""
