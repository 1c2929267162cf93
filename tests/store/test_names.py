"""Who is who: the tables of teams and names, and how a said name is resolved."""

from __future__ import annotations

import csv
import re
from collections import Counter, defaultdict
from importlib import resources

import pytest

from pressbox.countries import countries
from pressbox.sources.registry import SOURCES
from pressbox.store.names import Names, SaidName, country_group, listed_teams, misnamed, name_key
from pressbox.store.resolve import reference_digest

Row = dict[str, str]


def table(name: str, package: str = "pressbox.store") -> list[Row]:
    text = resources.files(package).joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def team(name: str, area: str | None, source: str = "openfootball", national: bool = False) -> str:
    said = SaidName(source, name, area, national)
    return Names().resolve([said])[said].team


def how(name: str, area: str | None, source: str = "openfootball") -> str:
    said = SaidName(source, name, area, national=False)
    return Names().resolve([said])[said].how


# The tables


def test_every_id_is_of_its_country_and_given_once():
    rows = table("teams.csv")
    assert [row for row, count in Counter(row["id"] for row in rows).items() if count > 1] == []
    for row in rows:
        prefix = row["country"].lower() or "nat"
        assert re.fullmatch(rf"{prefix}-[a-z0-9-]+", row["id"]), row
        assert not row["country"] or row["country"] in countries(), row


def test_names_are_ascii_as_printed():
    assert [row["name"] for row in table("teams.csv") if not row["name"].isascii()] == []


def test_every_name_is_of_a_listed_team_and_a_known_source():
    sources = {source.name for source in SOURCES}
    for row in table("team_names.csv"):
        assert row["team"] in listed_teams(), row
        assert set(filter(None, row["sources"].split("|"))) <= sources, row


def test_no_name_is_listed_twice_for_a_team():
    rows = table("team_names.csv")
    assert [row for row, n in Counter((r["team"], name_key(r["name"])) for r in rows).items() if n > 1] == []


def test_no_name_for_all_sources_means_two_teams_of_one_country():
    meant = defaultdict(set)
    for row in table("team_names.csv"):
        if not row["sources"]:
            meant[name_key(row["name"]), country_group(listed_teams()[row["team"]].country)].add(row["team"])
    assert {key: teams for key, teams in meant.items() if len(teams) > 1} == {}


def test_no_name_for_one_source_means_two_teams_of_one_country():
    meant = defaultdict(set)
    for row in table("team_names.csv"):
        for source in filter(None, row["sources"].split("|")):
            country = country_group(listed_teams()[row["team"]].country)
            meant[source, name_key(row["name"]), country].add(row["team"])
    assert {key: teams for key, teams in meant.items() if len(teams) > 1} == {}


def test_the_sample_is_printed_in_its_own_names():
    printed = {row["name"] for row in table("teams.csv")}
    rows = table("results.csv", "pressbox.sample")
    assert {row[side] for row in rows for side in ("home", "away")} - printed == set()


def test_teams_with_points_deducted_are_listed():
    assert {row["team"] for row in table("deductions.csv")} - set(listed_teams()) == set()


def test_a_name_put_right_means_a_listed_team():
    for source, _, name, since, until, means, country in misnamed():
        said = SaidName(str(source), str(means), country and str(country), national=country is None)
        assert Names().resolve([said])[said].how in ("listed", "exact"), means
        assert (name, country) != (means, "ENG")
        assert until is None or str(since) < str(until)


def test_the_digest_of_the_reference_tables_is_stable():
    assert reference_digest() == reference_digest()


# Resolving


@pytest.mark.parametrize(
    ("source", "name", "area", "expected"),
    [
        ("openfootball", "FC Internazionale Milano", "ITA", "ita-inter-milan"),
        ("openfootball", "Inter", "ITA", "ita-inter-milan"),
        ("schochastics", "inter-mailand", "ITA", "ita-inter-milan"),
        ("fivethirtyeight", "Internazionale", "UEFA", "ita-inter-milan"),
        ("football_datasets", "Milan", "ITA", "ita-ac-milan"),
        ("openfootball", "Hellas Verona FC", "ITA", "ita-hellas-verona"),
        ("football_data", "Nott'm Forest", "ENG", "eng-nottingham-forest"),
        ("odds_nm2890", "Nottingham", "ENG", "eng-nottingham-forest"),
        ("fpl", "Spurs", "ENG", "eng-tottenham-hotspur"),
        ("schochastics", "Bor. Mönchengladbach", "UEFA", "ger-borussia-monchengladbach"),
        ("football_data", "Sp Lisbon", "POR", "por-sporting-lisbon"),
    ],
)
def test_every_source_has_its_own_spelling(source: str, name: str, area: str, expected: str):
    assert team(name, area, source) == expected


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("Arsenal", "ENG"), ("Arsenal", "ARG")),
        (("Everton", "ENG"), ("Everton", "CHI")),
        (("Barcelona", "ESP"), ("Barcelona", "ECU")),
        (("Nacional", "POR"), ("Nacional", "URU")),
        (("Bangor City", "WAL"), ("Bangor", "NIR")),
        (("Red Star FC", "FRA"), ("Crvena Zvezda", "SRB")),
        (("Athletic Club", "ESP"), ("Atlético Madrid", "ESP")),
        (("Sporting CP", "POR"), ("Sporting Gijón", "ESP")),
        (("PSV", "NED"), ("FC Eindhoven", "NED")),
        (("Paris Saint-Germain", "FRA"), ("Paris FC", "FRA")),
        (("Wimbledon FC", "ENG"), ("AFC Wimbledon", "ENG")),
        (("Wimbledon FC", "ENG"), ("Milton Keynes Dons", "ENG")),
        (("Accrington FC (1878-1896)", "ENG"), ("Accrington Stanley", "ENG")),
        (("Bayern München", "GER"), ("Bayern München II", "GER")),
        (("1. FC Union Berlin", "GER"), ("Hertha BSC", "GER")),
        (("Extremadura UD", "ESP"), ("CF Extremadura", "ESP")),
        (("Chester City", "ENG"), ("Chester FC", "ENG")),
    ],
)
def test_clubs_of_like_names_are_kept_apart(one: tuple[str, str], other: tuple[str, str]):
    assert team(*one) != team(*other)


def test_a_name_may_mean_another_club_in_another_source():
    assert team("Chester", "ENG", "engsoccerdata") == "eng-chester-city"
    assert team("RWD Molenbeek", "BEL", "odds_nm2890") != team("RWD Molenbeek", "BEL", "schochastics")


@pytest.mark.parametrize("area", ["WAL", "ENG", "UEFA"])
def test_welsh_clubs_of_english_leagues_are_one_club_in_europe(area: str):
    assert team("Swansea City", area) == "eng-swansea-city"


def test_case_accents_and_punctuation_do_not_matter():
    assert how("BODO GLIMT", "NOR") == "exact"
    assert team("Bodø/Glimt", "NOR") == team("bodo glimt", "NOR")


def test_an_unknown_name_joins_no_other_team():
    said = [
        SaidName("openfootball", "Nowhere Town FC", "ENG", national=False),
        SaidName("football_data", "Nowhere", "ENG", national=False),
    ]
    found = Names().resolve(said)
    assert {resolved.how for resolved in found.values()} == {"unknown"}
    assert len({resolved.team for resolved in found.values()}) == 2


def test_an_unknown_club_of_another_country_gets_an_id_of_its_own():
    assert team("Nowhere Town", "ENG") == "eng-nowhere-town"
    assert team("Nowhere Town", "SCO") == "sco-nowhere-town"


def test_a_name_without_a_country_that_two_clubs_bear_is_not_guessed():
    assert how("Atromitos Yeroskipou", "UEFA") == "unknown"


def test_in_europe_a_source_means_the_club_it_calls_so_at_home():
    home = SaidName("openfootball", "Nowhere Town", "ENG", national=False)
    abroad = SaidName("openfootball", "Nowhere Town", "UEFA", national=False)
    found = Names().resolve([abroad, home])
    assert found[abroad].team == found[home].team


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("West Germany", "nat-germany"),
        ("Soviet Union", "nat-russia"),
        ("Serbia and Montenegro", "nat-serbia"),
        ("Türkiye", "nat-turkey"),
        ("Ireland", "nat-republic-of-ireland"),
    ],
)
def test_national_teams_go_under_their_present_names(name: str, expected: str):
    assert team(name, None, national=True) == expected


def test_a_club_is_never_a_national_team():
    assert team("Gibraltar", "GIB") != "nat-gibraltar"
