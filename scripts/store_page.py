"""Print docs/store.md: the data dictionary, from store/schema.py and the comments of sources/rows.py."""

from __future__ import annotations

import inspect
import re

from pressbox.sources.rows import TABLES
from pressbox.store import schema
from pressbox.store.schema import Column, TableSpec

HEADER = """\
# The store

One DuckDB file, `pressbox.duckdb`, in the data home. This page is written by `scripts/docs` from
`pressbox/store/schema.py`; change it there.

```console
$ python -c 'import pressbox; print(pressbox.open().store.origin)'
```

prints where it lies. Any DuckDB client can read it:

```sql
SELECT m.date, h.name AS home, m.home_final, m.away_final, a.name AS away
FROM matches AS m JOIN teams AS h ON h.id = m.home JOIN teams AS a ON a.id = m.away
WHERE m.competition = 'uefa-el' AND m.season = '2023-24' AND m.round = 'Quarter-finals'
ORDER BY m.date;
```

- Ingest never changes the file: it builds a new one beside it, which takes its place when it is whole.
- `home_goals` is after 90 minutes, `_ht` at half-time, `_aet` after extra time, `_pens` the shoot-out; `_final`
  includes extra time and no shoot-out. Times are UTC and end in `_at`; `date` is the match day where it is played.
- NULL is unknown.
- Below the tables that are made from all sources stand the `said_` tables: what each file says, in its own names.
"""


def page() -> str:
    """The whole page."""
    tables = list(schema.tables())
    made = [table for table in tables if not table.name.startswith("said_")]
    said = [table for table in tables if table.name.startswith("said_")]
    parts = [HEADER, f"Schema version {schema.SCHEMA_VERSION}. {len(tables)} tables.\n"]
    parts += [section(table, comments(table.name) if table.name in TABLES else {}) for table in made]
    parts += ["## What the files say\n", "One table a kind of row, each with the bundle (file) it comes from.\n"]
    parts += [section(table, comments(table.name.removeprefix("said_"))) for table in said]
    return "\n".join(parts)


def section(table: TableSpec, fields: dict[str, str]) -> str:
    """One table: what it holds, then a line a column."""
    lines = [f"### {table.name}", "", table.doc, "", "| column | type | holds |", "| --- | --- | --- |"]
    lines += [f"| `{column.name}` | {column.type} | {meaning(column, fields)} |" for column in table.columns]
    return "\n".join([*lines, ""])


def meaning(column: Column, fields: dict[str, str]) -> str:
    """What a column holds, ready for a cell of a table."""
    return (column.doc or fields.get(column.name, "")).replace("|", "\\|")


def comments(table: str) -> dict[str, str]:
    """What the comments behind the fields of a row type say."""
    source = inspect.getsource(TABLES[table])
    return {name: text.strip() for name, text in re.findall(r"^    (\w+): .*?  # (.+)$", source, re.MULTILINE)}


if __name__ == "__main__":
    print(page(), end="")
