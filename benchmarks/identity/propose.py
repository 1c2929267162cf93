"""Which names of different sources are one team? The evidence of dates and scores, on a store that is filled.

Two names are proposed to be one team

- by opponent: where two sources have a match of one competition, at most a day apart, with one score, and agree on one
  side of it, the other side is one team, however it is spelt;
- by score: where two names have the same scores on the same days in three matches of four.

What is printed is not yet one team in the store; nothing printed means that the evidence holds no more.
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

from pressbox.store.database import STORE_FILE, open_store

HERE = Path(__file__).parent


def main() -> None:
    """Print proposals as CSV, and how many there are."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--home", type=Path, required=True, help="a data home filled by `pressbox ingest`")
    connection = open_store(parser.parse_args().home / STORE_FILE)
    connection.execute((HERE / "said.sql").read_text(encoding="utf-8"))
    for how in ("by_opponent", "by_score"):
        cursor = connection.execute((HERE / f"{how}.sql").read_text(encoding="utf-8"))
        rows = cursor.fetchall()
        print(f"{how}: {len(rows)}", file=sys.stderr)
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow([column[0] for column in cursor.description or ()])
        writer.writerows(rows)


if __name__ == "__main__":
    main()
