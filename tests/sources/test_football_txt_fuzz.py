"""Damaged files: whatever a line has become, it is loaded or rejected, and nothing but a named error comes out."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.club_names_txt import parse_club_names
from pressbox.sources.football_txt import Setting, parse_football_txt
from pressbox.sources.squads_txt import parse_squads
from tests.sources.mutations import damage_lines

SAMPLES = Path(__file__).parents[1] / "files" / "openfootball"
SEED = st.integers(min_value=0, max_value=2**32 - 1)


def lines_of(*patterns: str) -> list[list[str]]:
    paths = sorted({path for pattern in patterns for path in SAMPLES.glob(pattern)})
    assert paths
    return [path.read_text(encoding="utf-8").splitlines() for path in paths]


MATCH_FILES = lines_of("[!cew]*/*/[!.]*.txt", "england/20*/[!.]*.txt", "euro*/*/*.txt", "worldcup/*/*[!s].txt")
SQUAD_FILES = lines_of("**/squads/*.txt", "worldcup/more/*_squads.txt")
CLUB_FILES = lines_of("clubs/**/*.clubs.txt")


def damaged(files: list[list[str]], seed: int) -> str:
    rng = random.Random(seed)
    lines, _ = damage_lines(rng.choice(files), rng, rng.choice((0.02, 0.1, 0.5)))
    return "\n".join(lines)


def check_match_rows(parsed: Parsed, setting: Setting) -> None:
    assert parsed.data_rows == len(parsed.matches) + len(parsed.rejected)
    matches = {row.key: row for row in parsed.matches}
    assert len(matches) == len(parsed.matches)
    for row in parsed.matches:
        assert row.home
        assert row.away
        assert row.date is None or row.date.year in setting.years
        if row.status == "played":
            assert row.home_goals is not None or row.home_goals_aet is not None
            assert (row.home_goals_ht or 0) <= (row.home_goals if row.home_goals is not None else 99)
    for detail in (*parsed.goals, *parsed.cards, *parsed.substitutions, *parsed.lineups):
        assert detail.match in matches
    for key, row in matches.items():
        listed = sum(goal.match == key for goal in parsed.goals)
        final = row.home_goals_aet if row.home_goals_aet is not None else row.home_goals
        if listed:
            away = row.away_goals_aet if row.away_goals_aet is not None else row.away_goals
            assert listed == (final or 0) + (away or 0)


@settings(max_examples=250, deadline=None)
@given(seed=SEED, years=st.sampled_from([(2023, 2024), (2018,), (1999, 2000)]))
def test_a_damaged_match_file_gives_whole_rows_and_rejected_ones(seed: int, years: tuple[int, ...]) -> None:
    setting = Setting("eng-1", "2023-24", years, town_first=seed % 2 == 0)
    try:
        parsed = parse_football_txt(damaged(MATCH_FILES, seed), setting)
    except LayoutChanged:
        return
    check_match_rows(parsed, setting)


@settings(max_examples=150, deadline=None)
@given(text=st.text(alphabet=st.sampled_from("= v-()[]@:'|#▪»\n\n 0123456789.,;+AaJuneSat/"), max_size=300))
def test_any_text_at_all_is_read_without_a_crash(text: str) -> None:
    setting = Setting("eng-1", "2023-24", (2023, 2024))
    check_match_rows(parse_football_txt("= Title\n" + text, setting), setting)


@settings(max_examples=100, deadline=None)
@given(seed=SEED)
def test_a_damaged_squad_file_gives_players_and_rejected_lines(seed: int) -> None:
    try:
        parsed = parse_squads(damaged(SQUAD_FILES, seed), "de-deutschland", "fifa-world-cup", "2014")
    except LayoutChanged:
        return
    assert parsed.data_rows == len(parsed.squads) + len(parsed.rejected)
    for row in parsed.squads:
        assert row.player
        assert row.team
        assert row.birth_date is None or row.birth_date < dt.date(2100, 1, 1)


@settings(max_examples=100, deadline=None)
@given(seed=SEED)
def test_a_damaged_dictionary_gives_clubs_and_rejected_lines(seed: int) -> None:
    try:
        parsed = parse_club_names(damaged(CLUB_FILES, seed), "ITA")
    except LayoutChanged:
        return
    assert parsed.data_rows == len({row.source_line for row in (*parsed.club_names, *parsed.rejected)})
    assert all(row.club and row.alias for row in parsed.club_names)


@pytest.mark.parametrize("lines", MATCH_FILES, ids=lambda lines: lines[0][:40])
def test_a_file_may_end_anywhere(lines: list[str]) -> None:
    """A download cut short gives the rows up to there; only the last line may differ."""
    text = "\n".join(lines)
    whole = parse_football_txt(text, Setting("x-1", "2024", tuple(range(1880, 2030))))
    for end in range(len(text) // 3, len(text), len(text) // 7):
        part = parse_football_txt(text[:end], Setting("x-1", "2024", tuple(range(1880, 2030))))
        last = text[:end].count("\n") + 1
        before = [row[8:12] for row in part.matches if row.source_line < last]
        assert before == [row[8:12] for row in whole.matches if row.source_line < last]
