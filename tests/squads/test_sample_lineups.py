"""The embedded sample: its elevens against those that a newspaper expected, and nothing that came later."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from pressbox.cli import main
from pressbox.errors import UnknownTeam
from pressbox.pipeline import Desk
from pressbox.store.database import Store

EXPECTED = Path(__file__).resolve().parents[3] / "shared" / "sample" / "expected_lineups.csv"
FORMATIONS = {"Atalanta": "3-4-1-2", "Liverpool": "4-3-3"}
ON = "2024-04-18"

LATER = [
    "UPDATE lineups SET player = 'Somebody Else' WHERE match IN (SELECT id FROM matches WHERE date >= '2024-04-11')",
    "UPDATE availability SET status = 'out' WHERE seen_at >= '2024-04-10 22:00:00'",
    "INSERT INTO availability SELECT * REPLACE ('out' AS status, TIMESTAMP '2024-04-11 08:00:00' AS seen_at) "
    "FROM availability",
]
EARLIER = [
    "UPDATE availability SET status = 'out' WHERE seen_at < '2024-04-10 22:00:00' AND player = 'Andrew Robertson'"
]


@pytest.fixture
def own_desk() -> Iterator[Desk]:
    """A desk on a sample that a test may change."""
    with Desk(Store.sample()) as desk:
        yield desk


@pytest.mark.parametrize("club", FORMATIONS)
def test_nine_of_eleven_are_those_that_a_newspaper_expected(sample_store: Store, club: str):
    if not EXPECTED.exists():
        pytest.skip("../shared/sample is absent")
    with EXPECTED.open(encoding="utf-8") as file:
        expected = {row["player"] for row in csv.DictReader(file) if row["club"] == club}
    lineup = Desk(sample_store).lineup(club, ON)
    assert lineup.formation == FORMATIONS[club]
    assert len({player.player for player in lineup.eleven} & expected) >= 9


def test_the_basis_says_who_is_back(sample_store: Store):
    lineup = Desk(sample_store).lineup("Atalanta", ON)
    assert lineup.basis.startswith("from the last nine elevens and reports seen by 17 April; ")
    assert "Marten de Roon back from a ban" in lineup.basis


def test_nothing_later_changes_an_eleven(own_desk: Desk):
    before = {club: own_desk.lineup(club, "2024-04-11").to_dict() for club in FORMATIONS}
    assert all(document["known"] for document in before.values())
    for statement in LATER:
        own_desk.store.connection.execute(statement)
    assert {club: own_desk.lineup(club, "2024-04-11").to_dict() for club in FORMATIONS} == before
    for statement in EARLIER:
        own_desk.store.connection.execute(statement)
    assert own_desk.lineup("Liverpool", "2024-04-11").to_dict() != before["Liverpool"]


def test_clubs_of_which_no_eleven_is_on_record_have_none(sample_store: Store):
    lineup = Desk(sample_store).lineup("Arsenal", "2024-04-20")
    assert not lineup.known
    assert lineup.eleven == ()


def test_unknown_clubs_are_refused(sample_store: Store):
    with pytest.raises(UnknownTeam):
        Desk(sample_store).lineup("Nowhere Rovers", ON)


def run(tmp_path: Path, *arguments: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["--home", str(tmp_path), "lineup", *arguments])
    return done.exit_code, done.stdout, done.stderr


def test_the_command_prints_the_document_of_the_contract(tmp_path: Path):
    code, out, _ = run(tmp_path, "liverpool", "--on", ON, "--json")
    document = json.loads(out)
    assert code == 0
    assert list(document) == ["club", "formation", "eleven", "bench", "out", "basis", "known"]
    assert len(document["eleven"]) == 11
    assert {"player", "line", "slot", "p_start", "doubtful"} <= set(document["eleven"][0])
    assert document["known"] is True


def test_the_command_prints_lines_with_chances(tmp_path: Path):
    code, out, _ = run(tmp_path, "Atalanta", "--on", ON)
    assert code == 0
    assert out.startswith("Atalanta, 3-4-1-2, from the last nine elevens")
    assert "Cannot play: Giorgio Scalvini" in out


def test_the_command_says_where_nothing_is_known(tmp_path: Path):
    code, out, _ = run(tmp_path, "Arsenal", "--on", "2024-04-20")
    assert code == 0
    assert out.startswith("Arsenal: no eleven can be predicted: ")


def test_wrong_usage_and_unknown_clubs_have_their_exit_codes(tmp_path: Path):
    assert run(tmp_path, "Nowhere Rovers", "--on", ON)[0] == 1
    assert run(tmp_path, "Liverpool", "--on", ON, "--as-of", "tomorrow")[0] == 2
