"""Simulated seasons: tiny leagues worked by hand, what must always hold, and nothing from after the moment."""

from __future__ import annotations

import datetime as dt
import itertools
import math
from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pressbox.domain import AsOf, Competition, LeagueSeason, Pairing, Table, TableRow, Team, Zone
from pressbox.errors import NoFixture, StoreError
from pressbox.forecast.document import ModelCard
from pressbox.forecast.scoreline import Rates
from pressbox.forecast.season import ProjectedSeason, Projection, pairings, sd_of, simulate
from pressbox.pipeline import Desk
from pressbox.store.competitions import LeagueRule
from pressbox.store.database import Store
from pressbox.store.seasons import league_season, zones_of

LEAGUE = Competition("eng-1", "Premier League", "league", "ENG", 1)
DIFFERENCE = LeagueRule("x", "1995-96", "9999", 3, ("goal_difference", "goals_for"))
HEAD_TO_HEAD = LeagueRule("x", "1995-96", "9999", 3, ("head_to_head", "goal_difference", "goals_for"))
EVEN = Rates(1.2, 1.2)
N = 40_000
CLOSE = 0.012
"""Five standard errors of a share of N."""

Result = tuple[str, str, int, int]


def row(name: str, points: int, scored: int = 0, conceded: int = 0, won: int = 0, played: int = 0) -> TableRow:
    return TableRow(1, Team(name, name.upper(), "ENG"), played, won, 0, 0, scored, conceded, points)


def league(
    rows: Sequence[TableRow], left: Sequence[tuple[str, str]] = (), results: Sequence[Result] = (), **about: object
) -> LeagueSeason:
    pairs = tuple(Pairing(home, away, None) for home, away in left)
    return LeagueSeason(Table(LEAGUE, "2023-24", "now", tuple(rows)), tuple(results), pairs, **about)  # type: ignore[arg-type]


def play(
    season: LeagueSeason,
    rule: LeagueRule = DIFFERENCE,
    rates: Rates = EVEN,
    n: int = N,
    seed: int = 1,
    sd: Mapping[str, tuple[float, float]] | None = None,
) -> Projection:
    known = {(pair.home, pair.away, pair.neutral): rates for pair in pairings(season)}
    return simulate(season, known, rule, n, np.random.default_rng(seed), sd)


def round_robin(clubs: int) -> LeagueSeason:
    names = [f"t{number}" for number in range(clubs)]
    return league([row(name, 0) for name in names], list(itertools.permutations(names, 2)))


# Worked by hand


def test_two_clubs_and_one_match_end_as_the_match_does():
    """A on 3 points at home to B on 2: B is champion only with a win, so P(A first) = P(home) + P(draw)."""
    rates = Rates(1.1, 1.6, -0.08)
    grid = rates.grid()
    away = float(np.triu(grid, 1).sum())
    draw = float(np.trace(grid))
    found = play(league([row("a", 3), row("b", 2)], [("a", "b")]), rates=rates)
    assert found.places[0, 0] == pytest.approx(1 - away, abs=CLOSE)
    assert found.expected_points[0] == pytest.approx(3 + 3 * (1 - away - draw) + draw, abs=0.04)
    assert found.expected_points[1] == pytest.approx(2 + 3 * away + draw, abs=0.04)


def test_three_clubs_and_one_match():
    """A 4 points, B 3, C 3 with a better goal difference than B can reach; B at home to A.

    B wins: B 6, A 4, C 3. Draw: A 5, B 4, C 3. A wins: A 7, C before B.
    """
    grid = EVEN.grid()
    win, draw = float(np.tril(grid, -1).sum()), float(np.trace(grid))
    found = play(league([row("a", 4), row("b", 3), row("c", 3, scored=90)], [("b", "a")]))
    expected = [[1 - win, win, 0], [win, draw, 1 - win - draw], [0, 1 - win - draw, win + draw]]
    assert found.places == pytest.approx(np.array(expected), abs=CLOSE)


def test_scorelines_come_from_the_grid():
    """B needs to win by two to pass A on goal difference: P(home - away >= 2)."""
    rates = Rates(1.7, 0.9, 0.05)
    grid = rates.grid()
    found = play(league([row("a", 3, scored=1), row("b", 0), row("c", 0, conceded=90)], [("b", "c")]), rates=rates)
    by_two = sum(float(grid[h, a]) for h, a in np.ndindex(grid.shape) if h - a >= 2)
    level_and_more_goals = sum(float(grid[a + 1, a]) for a in range(1, len(grid) - 1))
    # by one both are on +1: a has scored 1, b more than that unless it was 1-0, which the lot decides
    expected = by_two + level_and_more_goals + float(grid[1, 0]) / 2
    assert found.places[1, 0] == pytest.approx(expected, abs=CLOSE)


@pytest.mark.parametrize(("rho", "regularity"), [(-0.12, 1.0), (0.0, 1.0), (0.1, 1.0), (-0.06, 1.4), (0.1, 0.8)])
def test_rates_without_spread_draw_the_same_scorelines_as_the_grid(rho: float, regularity: float):
    season = league([row("a", 0), row("b", 0)], [("a", "b")])
    rates = Rates(1.3, 0.8, rho, regularity=regularity)
    certain = play(season, rates=rates)
    drawn = play(season, rates=rates, seed=2, sd={"a": (0.0, 0.0), "b": (0.0, 0.0)})
    grid = rates.grid()
    for found in (certain, drawn):
        assert found.expected_points[0] == pytest.approx(3 * np.tril(grid, -1).sum() + np.trace(grid), abs=0.035)
        assert found.expected_points.sum() == pytest.approx(3 - np.trace(grid), abs=CLOSE)


def test_the_kernels_tables_hold_the_goals_of_a_rate_between_two_of_theirs():
    from pressbox.forecast import season_kernel as kernel
    from pressbox.forecast.goals import goals_around
    from pressbox.forecast.season import _goal_table

    for regularity, rate in itertools.product((0.8, 1.0, 1.1), (0.0004, 0.02, 0.513, 1.7, 8.0, 70.0)):
        table = _goal_table(regularity)
        place, share = kernel._place(rate, table)
        found = [kernel._at_most(count, place, share, table) for count in range(table.shape[1])]
        expected = goals_around(np.array([min(rate, 60.0)]), regularity, table.shape[1])[0].cumsum()
        assert found == pytest.approx(expected, abs=1e-4 if rate < 60 else 0.01)


def test_uncertain_ratings_keep_expected_goals_and_widen_the_season():
    names = ["a", "b"]
    season = league([row(name, 0) for name in names], [("a", "b"), ("b", "a")] * 15)
    certain = play(season)
    uncertain = play(season, sd=dict.fromkeys(names, (0.2, 0.2)))
    assert uncertain.expected_points == pytest.approx(certain.expected_points, rel=0.02)
    assert np.ptp(uncertain.points, axis=1).min() > np.ptp(certain.points, axis=1).max()


def test_head_to_head_decides_before_goal_difference_and_counts_results_already_played():
    """B has beaten A 1-0 and 2-1; both end on 9 points, A with the better goal difference. C is out of it."""
    results = [("b", "a", 1, 0), ("a", "b", 1, 2)]
    rows = [row("a", 9, scored=20), row("b", 9, scored=3), row("c", 0)]
    assert play(league(rows, results=results), HEAD_TO_HEAD).places[:, 0].tolist() == [0, 1, 0]
    assert play(league(rows, results=results), DIFFERENCE).places[:, 0].tolist() == [1, 0, 0]


def test_head_to_head_of_a_match_to_come():
    """A 3 and B 0, A won 1-0 at home. B at home: a win by two or more puts B first, by one leaves both level at 3.

    Head to head is then level, as is goal difference; goals scored are equal too, so the lot decides.
    """
    grid = EVEN.grid()
    season = league([row("a", 3, 1, 0), row("b", 0, 0, 1)], [("b", "a")], [("a", "b", 1, 0)])
    by_two = sum(float(grid[h, a]) for h, a in np.ndindex(grid.shape) if h - a >= 2)
    by_one = sum(float(grid[a + 1, a]) for a in range(len(grid) - 1))
    assert play(season, HEAD_TO_HEAD).places[1, 0] == pytest.approx(by_two + by_one / 2, abs=CLOSE)


def test_head_to_head_waits_until_all_level_clubs_have_met():
    rows = [row("a", 9, scored=20), row("b", 9, scored=3)]
    assert play(league(rows, results=[("b", "a", 1, 0)]), HEAD_TO_HEAD).places[0, 0] == 1


def test_three_level_clubs_are_ordered_by_their_own_matches():
    """All on 30 points; in their matches A has 7, B 5, C 4, against the order of goal difference."""
    results = [
        ("a", "b", 1, 0), ("b", "a", 0, 0), ("a", "c", 1, 0), ("c", "a", 1, 0), ("b", "c", 1, 0), ("c", "b", 0, 0),
    ]  # fmt: skip
    rows = [row("a", 30, scored=1), row("b", 30, scored=2), row("c", 30, scored=3)]
    assert play(league(rows, results=results), HEAD_TO_HEAD).places.tolist() == np.eye(3).tolist()


def test_wins_and_goal_average_order_clubs_too():
    wins = LeagueRule("x", "1995-96", "9999", 3, ("wins", "goal_difference"))
    average = LeagueRule("x", "1888-89", "1975-76", 2, ("goal_average",))
    rows = [row("a", 6, scored=9, conceded=6, won=1), row("b", 6, scored=4, conceded=2, won=2)]
    assert play(league(rows), wins).places[1, 0] == 1
    assert play(league(rows), average).places[1, 0] == 1
    assert play(league(rows), DIFFERENCE).places[0, 0] == 1


def test_what_stays_level_is_decided_by_lot():
    assert play(league([row("a", 1), row("b", 1)])).places == pytest.approx(np.full((2, 2), 0.5), abs=CLOSE)


# What must always hold


def test_a_league_with_nothing_left_is_certain():
    found = play(league([row("a", 9), row("b", 4), row("c", -2)]))
    assert found.places.tolist() == np.eye(3).tolist()
    assert found.expected_points.tolist() == [9, 4, -2]
    assert found.points.tolist() == [[9] * 3, [4] * 3, [-2] * 3]
    assert found.points_of_place.tolist() == [9, 4, -2]


@settings(max_examples=25)
@given(
    st.integers(2, 7), st.integers(0, 2**32), st.floats(0.02, 8), st.floats(0.02, 8), st.floats(-0.3, 0.3),
    st.booleans(), st.sampled_from([DIFFERENCE, HEAD_TO_HEAD]),
)  # fmt: skip
def test_places_sum_to_one_both_ways_and_points_stay_in_reach(
    clubs: int, seed: int, home: float, away: float, rho: float, uncertain: bool, rule: LeagueRule
):
    season = round_robin(clubs)
    sd = {f"t{number}": (0.3, 0.2) for number in range(clubs)} if uncertain else None
    found = play(season, rule, Rates(home, away, rho), 300, seed, sd)
    assert found.places.sum(axis=0) == pytest.approx(np.ones(clubs))
    assert found.places.sum(axis=1) == pytest.approx(np.ones(clubs))
    assert (found.points >= 0).all()
    assert (found.points <= 6 * (clubs - 1)).all()
    assert (np.diff(found.points, axis=1) >= 0).all()
    assert (np.diff(found.points_of_place) <= 0).all()


def test_the_same_seed_gives_the_same_numbers_however_many_threads(monkeypatch: pytest.MonkeyPatch):
    season = round_robin(6)
    found = []
    for threads in (1, 2, 3):
        monkeypatch.setattr("os.cpu_count", lambda threads=threads: threads)
        found.append(play(season, n=3_500).places)
    assert (found[0] == found[1]).all()
    assert (found[0] == found[2]).all()
    assert (found[0] != play(season, n=3_500, seed=2).places).any()


def test_points_so_far_and_deductions_are_kept():
    found = play(league([row("a", 40), row("b", -4)], [("a", "b")]))
    assert found.points[:, 0].min() >= -4
    assert found.points[0, 2] <= 43
    assert found.places[0, 0] == 1


def test_equal_clubs_come_everywhere_equally_often():
    assert play(round_robin(4)).places == pytest.approx(np.full((4, 4), 0.25), abs=CLOSE)


def test_rates_that_are_missing_are_named():
    with pytest.raises(ValueError, match="no rates for a v b"):
        simulate(league([row("a", 0), row("b", 0)], [("a", "b")]), {}, DIFFERENCE, 1, np.random.default_rng(1))


def test_no_season_at_all_is_refused():
    with pytest.raises(ValueError, match="n is 0"):
        play(league([row("a", 0), row("b", 0)]), n=0)


# Splits


def test_a_league_that_will_split_plays_on_within_its_parts():
    """Nothing left before the split: a and b meet once more, c and d too; c can overtake b on points, not in place."""
    season = league([row("a", 10), row("b", 9), row("c", 8), row("d", 1)], splits=2)
    found = play(season)
    assert found.places[:2, 2:].sum() == 0
    assert found.places[2:, :2].sum() == 0
    assert found.expected_points.sum() == pytest.approx(28 + 2 * (3 - np.trace(EVEN.grid())), abs=0.03)
    assert found.expected_points[2] == pytest.approx(8 + (3 - np.trace(EVEN.grid())) / 2, abs=0.03)


def test_a_league_that_has_split_keeps_its_parts():
    season = league([row("a", 10), row("b", 3), row("c", 8), row("d", 1)], upper=frozenset({"a", "b"}))
    assert play(season).places.argmax(axis=1).tolist() == [0, 1, 2, 3]


# Uncertainty


def test_the_uncertainty_of_clubs_is_that_of_their_rates():
    """Variances 0.04, 0.01 and 0.09 for attack and defence alike: each rate has one side's and the other's."""
    variance = {"a": 0.04, "b": 0.01, "c": 0.09}
    pairs = [Pairing(home, away, None) for home, away in itertools.permutations(variance, 2)]
    rates = {}
    for pair in pairs:
        spread = math.sqrt(variance[pair.home] + variance[pair.away])
        rates[pair.home, pair.away, False] = Rates(1.0, 1.0, 0.0, spread, spread)
    found = sd_of(pairs, rates)
    assert {club: attack**2 for club, (attack, _) in found.items()} == pytest.approx(variance)
    assert all(attack == defence for attack, defence in found.values())
    assert sd_of([], {}) == {}


# The document


def test_zones_are_sums_of_places():
    zones = (Zone("champions", 1, 1), Zone("Champions League", 1, 2), Zone("relegation", 4, 4))
    season = LeagueSeason(round_robin(4).table, (), round_robin(4).left, zones=zones)
    found = ProjectedSeason(season, ModelCard("test", "1", 1), play(season)).to_dict()
    for team in found["teams"]:
        assert team["zones"]["champions"] == team["title"] == team["places"][0]
        assert team["zones"]["Champions League"] == pytest.approx(sum(team["places"][:2]))
        assert team["zones"]["relegation"] == pytest.approx(team["places"][3])
    needed = {zone["zone"]: zone["points_needed"] for zone in found["zones"]}
    points = found["points_of_place"]
    assert needed == {"champions": points[0], "Champions League": points[1], "relegation": points[2]}
    assert found["notes"] == [
        "European places are those of the table alone; cup winners can move them.",
        "12 fixtures left follow from the format of the league; no source has their dates.",
    ]


def test_a_season_without_zones_on_file_says_so():
    season = round_robin(2)
    found = ProjectedSeason(season, ModelCard("test", "1", 1), play(season)).to_dict()
    assert found["zones"] == []
    assert found["notes"][0] == "Which places lead where is not on file for this season."


def test_zones_do_not_overlap_but_for_the_champions():
    for competition, season in (("eng-1", "2023-24"), ("ita-1", "2016-17"), ("fra-1", "2022-23"), ("ger-3", "2018-19")):
        zones = [zone for zone in zones_of(competition, season) if zone.name != "champions"]
        places = [place for zone in zones for place in range(zone.first, zone.last + 1)]
        assert places == sorted(set(places))
    assert zones_of("eng-1", "1888-89") == ()


# From the store


def calendar(*rows: tuple[str, str, int | None, str]) -> list[dict[str, object]]:
    """Rows of the league's calendar: home, away, home goals (away goals are 0) or None, status."""
    return [
        {
            "home": home, "away": away, "date": dt.date(2024, 1, number), "neutral": False, "status": status,
            "known": goals is not None, "home_goals": goals, "away_goals": None if goals is None else 0,
        }
        for number, (home, away, goals, status) in enumerate(rows, 1)
    ]  # fmt: skip


def small_table(*played: int, season: str = "2023-24", competition: Competition = LEAGUE) -> Table:
    return Table(
        competition, season, "now", tuple(row(name, 0, played=n) for name, n in zip("abcd", played, strict=False))
    )


def test_fixtures_of_a_double_round_robin_that_no_source_has_are_left_too():
    found = league_season(
        small_table(2, 1, 1), calendar(("a", "b", 1, "played"), ("a", "c", 1, "played"), ("c", "a", None, "scheduled"))
    )
    assert found.results == (("a", "b", 1, 0), ("a", "c", 1, 0))
    assert [(pair.home, pair.away, pair.date is None) for pair in found.left] == [
        ("c", "a", False), ("b", "a", True), ("b", "c", True), ("c", "b", True),
    ]  # fmt: skip


def test_cancelled_fixtures_are_not_played():
    rows = calendar(("a", "b", 1, "played"), ("b", "a", None, "cancelled"))
    assert league_season(small_table(1, 1), rows).left == ()


def test_a_fixture_list_with_holes_is_refused():
    other = Competition("nor-1", "Eliteserien", "league", "NOR", 1)
    rows = calendar(("a", "b", 1, "played"), ("a", "c", None, "scheduled"), ("b", "a", None, "scheduled"))
    with pytest.raises(StoreError, match="fixture list is not whole"):
        league_season(small_table(1, 1, 0, competition=other), rows)


def test_a_season_with_results_missing_is_refused():
    with pytest.raises(StoreError, match="results are missing"):
        league_season(small_table(38, 2, 2), [])


@pytest.fixture
def moment() -> AsOf:
    return AsOf(dt.datetime(2024, 3, 1, tzinfo=dt.UTC))


def projected(store: Store, moment: AsOf) -> dict[str, object]:
    return Desk(store).project("Premier League", "2024-03-01", moment, n=2_000).to_dict()


def test_the_sample_projects_its_season(sample_store: Store, moment: AsOf):
    found = Desk(sample_store).project("eng-1", "2024-03-01", moment, n=2_000)
    assert isinstance(found, ProjectedSeason)
    table = sample_store.table("eng-1", dt.date(2024, 3, 1), moment)
    assert table
    document = found.to_dict()
    assert {team["team"]: team["points"] for team in document["teams"]} == {r.team.name: r.points for r in table.rows}
    assert sum(row.played for row in table.rows) + 2 * document["fixtures_left"] == 760
    assert found.projection.places.sum(axis=0) == pytest.approx(np.ones(20))
    assert document["teams"][0]["team"] in ("Manchester City", "Liverpool", "Arsenal")
    assert document["teams"][-1]["zones"]["relegation"] > 0.5


def test_nothing_that_happens_after_the_moment_changes_a_projection(moment: AsOf):
    """The results of March and April 2024 are turned round; the fixture list stays."""
    store = Store.sample()
    before = projected(store, moment)
    changed = (
        "UPDATE matches SET home_final = away_final + 5, home_goals = away_goals + 5 WHERE date >= DATE '2024-03-01'"
    )
    store.connection.execute(changed)
    assert projected(store, moment) == before
    store.close()


def test_a_cup_projects_the_ties_of_its_round(sample_store: Store):
    """Before the second legs of the quarter-finals; the semi-finals' pairings are in the store and not known."""
    found = Desk(sample_store).project("Europa League", "2024-04-18").to_dict()
    assert (found["round"], len(found["ties"])) == ("Quarter-finals", 4)
    for tie in found["ties"]:
        assert sum(tie["tie"]["through"].values()) == pytest.approx(1)
        assert tie["fixture"]["leg"] == 2


def test_a_knockout_round_is_not_drawn_while_the_groups_play(sample_store: Store):
    with pytest.raises(NoFixture, match="no tie that was drawn"):
        Desk(sample_store).project("Europa League", "2023-11-09")


@pytest.mark.shared_data
@pytest.mark.parametrize(
    ("competition", "day"),
    [("eng-1", "2023-12-01"), ("ita-1", "2024-04-18"), ("esp-2", "2024-02-01"), ("sco-1", "2024-04-01"),
     ("sco-1", "2024-05-01"), ("ger-1", "2020-03-15")],
)  # fmt: skip
def test_real_seasons_end_with_every_club_having_played_the_same(shared_store: Store, competition: str, day: str):
    on = dt.date.fromisoformat(day)
    season = shared_store.season(competition, on, AsOf(dt.datetime.combine(on, dt.time(), dt.UTC)))
    assert season
    total = {row.team.id: row.played for row in season.table.rows}
    for pair in season.left:
        total[pair.home] += 1
        total[pair.away] += 1
    assert len(set(total.values())) == 1
    assert (season.splits, len(season.upper)) == {"2024-04-01": (6, 0), "2024-05-01": (0, 6)}.get(day, (0, 0))
