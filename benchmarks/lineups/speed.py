"""How long the news and the possible eleven of a club take in a running process, and those of a whole league."""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import pressbox
from pressbox.domain import Team

CLUBS = """
SELECT DISTINCT t.id, t.name FROM matches AS m JOIN teams AS t ON t.id = m.home
WHERE m.competition = 'eng-1' AND m.season = '2023-24' ORDER BY t.id
"""
ON = "2024-04-20"
ONE, ALL = 0.5, 5.0
"""Seconds of processor time that one club, and the twenty of a league, may take."""


def timed(ask: Callable[[Team, str], object], clubs: Sequence[Team]) -> tuple[float, float]:
    """Seconds of processor and of the clock."""
    processor, clock = time.process_time(), time.perf_counter()
    for club in clubs:
        ask(club, ON)
    return time.process_time() - processor, time.perf_counter() - clock


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--home", type=Path, required=True)
    desk = pressbox.open(parser.parse_args().home)
    clubs = [Team(row["id"], row["name"], "ENG") for row in desk.store.rows(CLUBS, {})]
    first = next(club for club in clubs if club.name == "Liverpool")
    for name, ask in (("news", desk.news), ("lineup", desk.lineup)):
        ask(first, ON)  # the first in a process loads libraries
        for label, asked, most in (("Liverpool", [first], ONE), (f"{len(clubs)} clubs", clubs, ALL)):
            processor, clock = timed(ask, asked)
            print(f"{name}, {label}: {processor:.2f} s of processor, {clock:.2f} s by the clock")
            assert processor <= most, f"{name} of {label} takes more than {most} s"


if __name__ == "__main__":
    main()
