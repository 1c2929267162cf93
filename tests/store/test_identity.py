"""Who is who on the real files: no team under two ids, no id for two teams."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from pressbox.store.database import STORE_FILE, open_store
from pressbox.store.names import listed_teams

pytestmark = pytest.mark.shared_data

SIZES = {
    "eng-1": {"": 20},
    "esp-1": {"": 20},
    "ita-1": {"": 18, "2004-05": 20},
    "fra-1": {"": 18, "2002-03": 20, "2023-24": 18},
    "ger-1": {"": 18},
}
"""Clubs of a league from a season on."""

CURTAILED = {("fra-1", "2019-20"): 279}
"""Matches of seasons that were not played to the end."""

PUBLISHERS_DISAGREE = {"esp-cup"}
"""Competitions in which one publisher counts extra time where the other does not."""


@pytest.fixture(scope="module")
def store(shared_home: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The filled store, with the sources of each match and each match seen from both sides."""
    connection = open_store(shared_home / STORE_FILE)
    connection.execute(
        """
        CREATE TEMP TABLE told AS SELECT match, list(DISTINCT source) AS sources FROM match_sources GROUP BY match;
        CREATE TEMP TABLE side AS
        SELECT m.id, m.competition, m.date, t.sources, seen.team, seen.opponent
        FROM matches AS m JOIN told AS t ON t.match = m.id,
          LATERAL (SELECT m.home AS team, m.away AS opponent UNION ALL SELECT m.away, m.home) AS seen
        WHERE m.date IS NOT NULL;
        CREATE TEMP VIEW five_leagues AS
        FROM matches
        WHERE competition IN ('eng-1', 'esp-1', 'ita-1', 'fra-1', 'ger-1') AND phase = 'league'
          AND season BETWEEN '2000-01' AND '2023-24' AND status IN ('played', 'awarded')
        """
    )
    yield connection
    connection.close()


def clubs(competition: str, season: str) -> int:
    return max((since, size) for since, size in SIZES[competition].items() if since <= season)[1]


def test_every_season_of_the_five_leagues_has_its_clubs_and_each_pairing_once(store: duckdb.DuckDBPyConnection):
    seasons = store.execute(
        "SELECT competition, season, count(DISTINCT home), count(DISTINCT away), count(*), "
        "count(DISTINCT (home, away)) FROM five_leagues GROUP BY ALL ORDER BY ALL"
    ).fetchall()
    assert len(seasons) == 5 * 24
    for competition, season, home, away, matches, pairings in seasons:
        size = clubs(competition, season)
        due = CURTAILED.get((competition, season), size * (size - 1))
        assert (home, away, matches, pairings) == (size, size, due, due), (competition, season)


def test_no_match_of_the_five_leagues_is_left_to_one_source(store: duckdb.DuckDBPyConnection):
    assert store.execute("SELECT id FROM five_leagues WHERE sources = 1").fetchall() == []


def test_no_two_sources_have_a_team_meet_two_opponents_on_one_day(store: duckdb.DuckDBPyConnection):
    """Rows of different sources, at most a day apart, that agree on one side are one match."""
    twins = store.execute(
        """
        SELECT DISTINCT a.id, b.id
        FROM side AS a, (SELECT unnest([0, 1]) AS later) AS d
        JOIN side AS b ON b.competition = a.competition AND b.team = a.team AND b.date = a.date + d.later
        WHERE a.id <> b.id AND a.opponent <> b.opponent AND NOT list_has_any(a.sources, b.sources)
        """
    ).fetchall()
    assert twins == []


def test_sources_agree_on_the_score_of_nearly_every_match_they_share(store: duckdb.DuckDBPyConnection):
    """A wrong merge shows as disagreement."""
    shares = store.execute(
        "SELECT m.competition, count(*), count(DISTINCT c.match) / count(DISTINCT m.id) FROM matches AS m "
        "LEFT JOIN conflicts AS c ON c.match = m.id AND c.field = 'score' WHERE m.sources > 1 GROUP BY m.competition"
    ).fetchall()
    assert len(shares) > 40
    assert [row for row in shares if row[2] > 0.005 and row[0] not in PUBLISHERS_DISAGREE] == []


def test_no_club_plays_in_the_leagues_of_two_countries_in_one_season(store: duckdb.DuckDBPyConnection):
    """But Vaduz, whose own country has only a cup."""
    found = store.execute(
        "SELECT DISTINCT m.team, m.season FROM team_matches AS m JOIN competitions AS c ON c.id = m.competition "
        "WHERE c.kind = 'league' AND c.country IS NOT NULL AND c.country <> 'LIE' AND NOT c.national "
        "GROUP BY m.team, m.season HAVING count(DISTINCT c.country) > 1"
    ).fetchall()
    assert found == []


def test_no_club_of_the_five_leagues_plays_twice_on_a_day_since_2000(store: duckdb.DuckDBPyConnection):
    """In the League Cup of 2003-04 and in one match of 2009 a publisher gives a wrong day."""
    found = store.execute(
        "SELECT m.team, m.date FROM team_matches AS m JOIN competitions AS c ON c.id = m.competition "
        "WHERE m.date >= DATE '2000-10-01' GROUP BY m.team, m.date "
        "HAVING count(*) > 1 AND count(*) FILTER (c.id IN ('eng-1', 'esp-1', 'ita-1', 'fra-1', 'ger-1')) > 0"
    ).fetchall()
    assert found == []


def test_every_name_in_the_files_is_known(store: duckdb.DuckDBPyConnection):
    unknown = store.execute(
        "SELECT source, name, team FROM team_names WHERE how = 'unknown' AND matches > 0 ORDER BY ALL"
    ).fetchall()
    assert unknown == []


def test_every_listed_team_plays(store: duckdb.DuckDBPyConnection):
    """A line nobody needs is a slip of the pen; national teams are listed for every country."""
    playing = {row[0] for row in store.execute("SELECT DISTINCT unnest([home, away]) FROM matches").fetchall()}
    assert {team for team, listed in listed_teams().items() if not listed.national} - playing == set()
