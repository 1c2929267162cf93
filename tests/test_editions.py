"""Publishing, comparing and grading on the embedded sample, through the desk and the commands."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from pressbox.cli import main
from pressbox.domain import Fixture
from pressbox.errors import EditionError, EditionRefused, NotGraded
from pressbox.pipeline import Desk, digest
from pressbox.publish.publishing import Publication, publishing_moment, refuse_hindsight
from pressbox.store.database import Store

ON = "2024-04-18"


def at(moment: str) -> Callable[[], dt.datetime]:
    """A clock that stands still."""
    return lambda: dt.datetime.fromisoformat(moment)


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def desk(sample_store: Store, home: Path) -> Desk:
    return Desk(sample_store, home=home)


@pytest.fixture(scope="module")
def fixture(desk: Desk) -> Fixture:
    return desk.fixture("Atalanta", "Liverpool", ON)


@pytest.fixture(scope="module")
def published(desk: Desk, fixture: Fixture) -> tuple[Publication, Publication]:
    """Editions of two moments, each published then."""
    first = desk.publish(fixture, desk.as_of(fixture, "2024-04-11T12:00"), at("2024-04-11T12:00:00+02:00"))
    return first, desk.publish(fixture, None, at("2024-04-18T09:00:00+02:00"))


def test_an_edition_is_the_preview_of_its_moment(desk: Desk, fixture: Fixture, published: tuple[Publication, ...]):
    first = published[0].edition
    assert published[0].added
    alone = Desk(desk.store).preview(fixture, desk.as_of(fixture, "2024-04-11T12:00")).to_dict()
    assert first.preview == json.loads(json.dumps(alone))
    assert first.preview["edition"]["hash"] == alone["edition"]["hash"]
    assert not first.late


def test_what_is_known_at_a_moment_has_one_version_however_often_it_is_asked(desk: Desk, fixture: Fixture):
    moment = desk.as_of(fixture)
    assert len({digest(desk.store.dossier(fixture, moment)) for _ in range(6)}) == 1


def test_the_grid_of_an_edition_is_that_of_its_forecast(published: tuple[Publication, ...]):
    edition = published[0].edition
    assert edition.grid is not None
    for cell in edition.preview["forecast"]["scorelines"]:
        assert edition.grid[cell["home"]][cell["away"]] == cell["p"]
    assert set(edition.beside) == {"elo", "base_rate"}


def test_a_new_edition_says_what_moved_since_the_last_and_why(published: tuple[Publication, ...]):
    earlier, newer = (publication.edition.preview for publication in published)
    movement = newer["forecast"]["movement"]
    assert movement["since"] == "2024-04-11T12:00:00+02:00"
    for part in ("home", "draw", "away"):
        assert movement["from"]["result"][part] == earlier["forecast"]["result"][part]
        moved = newer["forecast"]["result"][part] - earlier["forecast"]["result"][part]
        assert sum(cause["change"][part] for cause in movement["causes"]) == pytest.approx(moved, abs=1e-12)
    assert {cause["cause"] for cause in movement["causes"]} >= {"first leg", "result"}
    analysis = next(section for section in newer["sections"] if section["name"] == "data analysis")
    told = " ".join(sentence["text"] for sentence in analysis["paragraphs"][-1]["sentences"])
    assert told.startswith("Since the edition of Thursday 11 April the chances have moved: ")
    assert "The aggregate after Liverpool 0-3 Atalanta on Thursday 11 April: " in told
    assert earlier["forecast"]["movement"] is None


def test_what_is_moved_from_is_what_was_said_whatever_a_model_would_say_now(
    desk: Desk, fixture: Fixture, published: tuple[Publication, ...], monkeypatch: pytest.MonkeyPatch
):
    edition = published[0].edition
    said = edition.preview["forecast"]
    other = dict(said) | {
        "result": {"home": 0.2, "draw": 0.3, "away": 0.5},
        "model": said["model"] | {"version": "of long ago"},
    }
    monkeypatch.setattr(
        desk, "edition", lambda _: dataclasses.replace(edition, preview=dict(edition.preview) | {"forecast": other})
    )
    movement = desk.preview(fixture, desk.as_of(fixture)).forecast["movement"]  # type: ignore[index]
    assert movement["from"]["result"] == other["result"]
    model = next(cause for cause in movement["causes"] if cause["cause"] == "model")
    assert model["change"]["home"] == pytest.approx(said["result"]["home"] - 0.2, abs=1e-8)


def test_a_preview_is_compared_with_the_edition_before_it(desk: Desk, fixture: Fixture, published: object):
    assert published
    forecast = desk.preview(fixture, desk.as_of(fixture, "2024-04-18T00:00")).forecast
    assert forecast is not None
    assert forecast["movement"]["since"] == "2024-04-11T12:00:00+02:00"
    assert desk.preview(fixture, desk.as_of(fixture, "2024-04-10")).forecast["movement"] is None  # type: ignore[index]


def test_a_preview_is_not_compared_with_an_edition_that_was_changed(
    sample_store: Store, home: Path, fixture: Fixture, published: tuple[Publication, ...]
):
    path = home / "editions" / published[0].entry.file
    data = path.read_bytes()
    told: list[str] = []
    path.write_bytes(data.replace(b"Liverpool", b"liverpool", 1))
    try:
        desk = Desk(sample_store, told.append, home)
        forecast = desk.preview(fixture, desk.as_of(fixture)).forecast
    finally:
        path.write_bytes(data)
    assert forecast is not None
    assert forecast["movement"] is None
    assert [line for line in told if f"{published[0].entry.file} has been changed" in line]


def test_publishing_the_same_content_twice_adds_nothing(
    desk: Desk, fixture: Fixture, published: tuple[Publication, ...]
):
    before = desk.editions()
    again = desk.publish(fixture, None, at("2024-04-18T10:00:00+02:00"))
    assert not again.added
    assert again.entry == published[1].entry
    assert desk.editions() == before
    assert desk.verify().whole


def test_a_clock_that_goes_back_is_refused(desk: Desk, fixture: Fixture, published: object):
    assert published
    with pytest.raises(EditionRefused, match=r"the clock says 2024-04-17T.*set the clock right"):
        desk.publish(fixture, None, at("2024-04-17T09:00:00+02:00"))


def test_an_edition_cannot_know_less_than_the_last(desk: Desk, fixture: Fixture, published: object):
    assert published
    with pytest.raises(EditionRefused, match=r"edition 2 of Atalanta v Liverpool is as of 2024-04-18T00:00:00\+02:00"):
        desk.publish(fixture, desk.as_of(fixture, "2024-04-12"), at("2024-04-18T10:00:00+02:00"))


def test_knowledge_of_after_kick_off_is_refused(desk: Desk, fixture: Fixture):
    begins, now = desk.as_of(fixture), dt.datetime(2024, 5, 1, tzinfo=dt.UTC)
    refuse_hindsight(fixture, begins, begins, now)
    with pytest.raises(EditionRefused, match="no kick-off of Atalanta v Liverpool is on record"):
        refuse_hindsight(fixture, desk.as_of(fixture, "2024-04-18T12:00"), begins, now)
    kicked_off = dataclasses.replace(fixture, kick_off_at=dt.datetime(2024, 4, 18, 19))
    refuse_hindsight(kicked_off, desk.as_of(fixture, "2024-04-18T20:59"), begins, now)
    with pytest.raises(EditionRefused, match=r"kicked off at 2024-04-18T19:00:00\+00:00"):
        refuse_hindsight(kicked_off, desk.as_of(fixture, "2024-04-18T21:01"), begins, now)


def test_a_moment_that_is_still_to_come_is_refused_and_never_the_default(desk: Desk, fixture: Fixture):
    begins, now = desk.as_of(fixture), dt.datetime(2024, 4, 16, 10, tzinfo=dt.UTC)
    with pytest.raises(EditionRefused, match="is still to come"):
        refuse_hindsight(fixture, begins, begins, now)
    assert str(publishing_moment(begins, now)) == "2024-04-16T12:00:00+02:00"
    assert publishing_moment(begins, dt.datetime(2024, 4, 18, 10, tzinfo=dt.UTC)) == begins


def test_the_grade_is_that_of_the_last_edition_before_kick_off(
    desk: Desk, fixture: Fixture, published: tuple[Publication, ...]
):
    found = desk.grade(fixture)
    assert found.entry == published[1].entry
    assert found.score is not None
    cells = {(cell["home"], cell["away"]): cell["p"] for cell in found.edition.preview["forecast"]["scorelines"]}
    assert found.score.probability == cells[0, 1]
    assert f"0-1 was given {cells[0, 1]:.1%}" in found.text[1]
    assert any(line.startswith("Atalanta went through, which was given 9") for line in found.text)
    assert not found.late
    json.dumps(found.to_dict())


def test_a_fixture_without_an_edition_is_not_graded(desk: Desk):
    with pytest.raises(NotGraded, match="no edition of Liverpool v Atalanta"):
        desk.grade(desk.fixture("Liverpool", "Atalanta", "2024-04-11"))


def test_the_scoreboard_has_every_match_once(desk: Desk, published: object):
    assert published
    board = desk.scoreboard()
    assert [grade.entry.number for grade in board.grades] == [2]
    assert (board.waiting, board.not_graded, board.late) == ((), (), 0)
    assert set(board.beside) == {"elo", "base_rate"}


def test_a_desk_without_a_home_has_no_editions_and_publishes_none(sample_store: Store, fixture: Fixture):
    desk = Desk(sample_store)
    assert desk.editions() == ()
    with pytest.raises(EditionError, match="no data home to keep editions in"):
        desk.publish(fixture)


# Commands


def run(home: Path, *words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(main, ["--home", str(home), *words])
    assert done.exception is None or isinstance(done.exception, SystemExit)
    return done.exit_code, done.stdout, done.stderr


@pytest.fixture(scope="module")
def command_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one edition, published by the command."""
    home = tmp_path_factory.mktemp("commands")
    code, out, err = run(home, "publish", "Atalanta", "Liverpool", "--on", ON)
    assert code == 0
    assert Path(out.strip()).is_file()
    assert "published late" in err
    return home


def test_publishing_again_says_that_nothing_was_added(command_home: Path):
    code, out, err = run(command_home, "publish", "Atalanta", "Liverpool", "--on", ON, "--json")
    assert code == 0
    assert json.loads(out)["added"] is False
    code, out, err = run(command_home, "publish", "Atalanta", "Liverpool", "--on", ON)
    assert (code, "edition 1 tells the same already; nothing was added" in err) == (0, True)


def test_verify_names_a_changed_file_and_fails(command_home: Path):
    assert run(command_home, "verify")[0] == 0
    assert json.loads(run(command_home, "verify", "--json")[1])["whole"] is True
    (path,) = command_home.glob("editions/*/*.json")
    data = path.read_bytes()
    path.write_bytes(data.replace(b"Liverpool", b"liverpool", 1))
    try:
        code, out, _ = run(command_home, "verify")
        assert code == 1
        assert out.startswith("2024-04-18/000001-atalanta-liverpool.json: it has been changed")
        code, out, _ = run(command_home, "verify", "--json")
        assert (code, json.loads(out)["faults"][0]["file"]) == (1, "2024-04-18/000001-atalanta-liverpool.json")
        code, _, err = run(command_home, "grade", "Atalanta", "Liverpool", "--on", ON)
        assert (code, "has been changed; `pressbox verify`" in err) == (1, True)
    finally:
        path.write_bytes(data)


def test_verify_takes_a_hash_kept_elsewhere(command_home: Path):
    head = json.loads(run(command_home, "verify", "--json")[1])["head"]
    assert run(command_home, "verify", "--head", head)[0] == 0
    assert run(command_home, "verify", "--head", "0" * 64)[0] == 1


def test_the_grade_and_the_scoreboard_are_printed(command_home: Path):
    code, out, _ = run(command_home, "grade", "Atalanta", "Liverpool", "--on", ON)
    assert (code, out.splitlines()[0]) == (0, "Atalanta 0-1 Liverpool.")
    assert "base rate" in out
    code, out, _ = run(command_home, "scoreboard")
    assert code == 0
    assert "Atalanta 0-1 Liverpool  (we said " in out
    document = json.loads(run(command_home, "scoreboard", "--json")[1])
    assert (document["matches"], document["late"]) == (1, 1)


def test_a_home_without_editions_has_an_empty_scoreboard_and_a_whole_chain(tmp_path: Path):
    assert run(tmp_path, "verify")[:2] == (0, "0 editions, all as published\n")
    assert run(tmp_path, "scoreboard")[:2] == (0, "graded: 0; without a result yet: 0\n")


def test_what_is_refused_is_one_line_and_exit_1(command_home: Path):
    code, out, err = run(command_home, "publish", "Atalanta", "Liverpool", "--on", ON, "--as-of", "2024-04-19")
    assert (code, out) == (1, "")
    assert "only what was known when 2024-04-18 began is of before it" in err.splitlines()[-1]
