from __future__ import annotations

import collections
import csv
import gzip
import re
from pathlib import Path

import pytest

from pressbox.countries import countries, country_code, spelling_key

CONFEDERATIONS = {"UEFA", "CONMEBOL", "CONCACAF", "CAF", "AFC", "OFC"}

FORMER_STATES = ["Yugoslavia", "Czechoslovakia", "German DR", "Yemen DPR", "Vietnam Republic", "Soviet Union"]


def test_no_spelling_names_two_countries():
    owners = collections.defaultdict(set)
    for country in countries().values():
        for spelling in country.spellings:
            owners[spelling_key(spelling)].add(country.code)
    assert {spelling: codes for spelling, codes in owners.items() if len(codes) > 1} == {}


def test_every_row_is_complete_and_in_order_of_code():
    table = countries()
    assert list(table) == sorted(table)
    for code, country in table.items():
        assert re.fullmatch("[A-Z]{3}", code)
        assert country.name
        assert country.adjective
        assert len(country.slugs) >= 1
        assert country.confederation in CONFEDERATIONS or code == "GRL"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("ITA", "ITA"),
        ("ita", "ITA"),
        ("Cote d'Ivoire", "CIV"),
        ("cote-divoire", "CIV"),
        ("Österreich", "AUT"),
        ("HRV", "CRO"),
        ("DE", "GER"),
        ("KSA", "KSA"),
        ("SAU", "KSA"),
        ("IRL", "IRL"),
        ("ddr", "GDR"),
        ("udssr", "URS"),
        ("Korea, South", "KOR"),
        ("Antigua & Barbuda", "ATG"),
        ("MCO", "FRA"),
        ("Monaco", None),
        ("NA", None),
        ("Saudi Arabian", None),
        ("", None),
    ],
)
def test_spellings_lead_to_the_country(text: str, code: str | None):
    assert country_code(text) == code


def test_macedonia_is_not_macau():
    assert country_code("macedonia-fyr") == "MKD"
    assert country_code("MAC") == "MAC"
    assert countries()["MAC"].name == "Macau"


@pytest.mark.shared_data
def test_every_country_of_schochastics_has_a_slug(shared_data: Path):
    slugs = {slug for country in countries().values() for slug in country.slugs}
    codes: dict[str, set[str]] = collections.defaultdict(set)
    for path in (shared_data / "football-data-schochastics" / "results").glob("*.csv.gz"):
        with gzip.open(path, "rt", encoding="utf-8") as file:
            for row in csv.DictReader(file):
                codes[row["home_country"]].add(row["home_code"])
                codes[row["away_country"]].add(row["away_code"])
    assert set(codes) - slugs == set()
    pairs = {(slug, code) for slug, seen in codes.items() for code in seen}
    assert len(pairs) == 224
    wrong = {pair for pair in pairs if country_code(pair[1]) != country_code(pair[0])}
    assert {code for _, code in wrong} == {"YUG", "MAC", "NA"}


@pytest.mark.shared_data
def test_labels_of_the_other_dictionaries_are_known(shared_data: Path):
    labels = set()
    with (shared_data / "football-data-schochastics/elo/team_dictionary_men.csv").open(encoding="utf-8") as file:
        labels |= {text for row in csv.DictReader(file) for text in (row["country_label"], row["country"])}
    with gzip.open(shared_data / "engsoccerdata/champs.csv.gz", "rt", encoding="utf-8") as file:
        labels |= {text for row in csv.DictReader(file) for text in (row["hcountry"], row["vcountry"])} - {"NA"}
    for path in (shared_data / "openfootball/champions-league").rglob("*.txt"):
        labels |= set(re.findall(r"\(([A-Z]{3})\)", path.read_text(encoding="utf-8")))
    assert {label for label in labels if country_code(label) is None} == set()


@pytest.mark.shared_data
def test_national_teams_that_played_in_a_world_cup_qualification_are_countries(shared_data: Path):
    with (shared_data / "internationals/results.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.DictReader(file) if row["tournament"].startswith("FIFA World Cup")]
    teams = {team for row in rows for team in (row["home_team"], row["away_team"])}
    assert len(teams) > 200
    assert {team for team in [*teams, *FORMER_STATES] if country_code(team) is None} == set()
