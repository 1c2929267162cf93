from __future__ import annotations

import dataclasses
import datetime as dt
from pathlib import Path

import pytest

import pressbox
from pressbox.config import Config
from pressbox.domain import Dossier, Match
from pressbox.errors import ForecastError, UnknownTeam
from pressbox.pipeline import Desk, digest, open_desk, pull
from pressbox.store.database import Store


@pytest.fixture(scope="module")
def desk(sample_store: Store) -> Desk:
    return Desk(sample_store)


@pytest.fixture(scope="module")
def dossier(desk: Desk) -> Dossier:
    return desk.dossier(desk.fixture("Atalanta", "Liverpool", "2024-04-18"))


def test_the_package_opens_a_desk(tmp_path: Path):
    with pressbox.open(tmp_path) as desk:
        assert desk.on_sample
        assert repr(desk) == "<Desk on embedded sample>"
        assert desk.fixture("Atalanta", "Liverpool", on="2024-04-18").leg == 2


def test_public_names_are_deliberate():
    assert set(pressbox.__all__) == {"PressboxError", "__version__", "open"}


def test_the_home_is_an_argument_else_the_environment_else_the_platforms(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("PRESSBOX_HOME", str(tmp_path / "environment"))
    assert Config.resolve(tmp_path / "argument").home == tmp_path / "argument"
    assert Config.resolve().home == tmp_path / "environment"
    monkeypatch.delenv("PRESSBOX_HOME")
    assert Config.resolve().home.name == "pressbox"
    assert Config.resolve("~/x").home == Path.home() / "x"


def test_opening_makes_nothing(tmp_path: Path):
    open_desk(tmp_path / "home").close()
    assert list(tmp_path.iterdir()) == []


def test_a_day_may_be_a_date_or_text(desk: Desk):
    assert desk.fixtures("2024-04-18") == desk.fixtures(dt.date(2024, 4, 18))
    assert len(desk.fixtures("2024-04-18", "europa league")) == 4


def test_a_moment_may_be_a_time_or_text_with_or_without_an_offset(desk: Desk):
    fixture = desk.fixture("Atalanta", "Liverpool", "2024-04-18")
    assert str(desk.as_of(fixture)) == "2024-04-18T00:00:00+02:00"
    assert str(desk.as_of(fixture, "2024-04-17T12:00")) == "2024-04-17T12:00:00+02:00"
    assert str(desk.as_of(fixture, "2024-04-17T12:00+01:00")) == "2024-04-17T12:00:00+01:00"
    assert desk.as_of(fixture, dt.datetime(2024, 4, 17, 10, tzinfo=dt.UTC)).utc == dt.datetime(2024, 4, 17, 10)
    with pytest.raises(ValueError, match="isoformat"):
        desk.as_of(fixture, "noon")


def test_an_unknown_side_is_an_error_of_the_store(desk: Desk):
    with pytest.raises(UnknownTeam):
        desk.fixture("Atalnta", "Liverpool", "2024-04-18")


def test_the_same_question_has_the_same_preview(desk: Desk):
    fixture = desk.fixture("Atalanta", "Liverpool", "2024-04-18")
    assert desk.preview(fixture).to_dict() == desk.preview(fixture).to_dict()


def test_a_preview_without_a_forecast_is_a_preview(desk: Desk, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object, **__: object) -> None:
        raise ForecastError("too few matches")

    monkeypatch.setattr(Desk, "_fitted", fail)
    document = desk.preview(desk.fixture("Atalanta", "Liverpool", "2024-04-18")).to_dict()
    assert document["forecast"] is None
    assert document["headline"]


def test_the_digest_of_a_dossier_changes_with_what_is_known(dossier: Dossier):
    assert digest(dossier) == digest(dataclasses.replace(dossier))
    last: Match = dossier.recent["ita-atalanta"][0]
    other = dataclasses.replace(last, score=last.score.reversed, awarded=not last.awarded)
    changed = dataclasses.replace(dossier, recent=dossier.recent | {"ita-atalanta": (other,)})
    assert digest(dossier) != digest(changed)


def test_claims_are_those_of_the_preview_or_more(desk: Desk):
    fixture = desk.fixture("Atalanta", "Liverpool", "2024-04-18")
    mined = {claim.id for claim in desk.facts(fixture)}
    assert mined
    assert len(mined) == len(desk.facts(fixture))


def test_a_pull_of_an_unknown_source_lists_the_known_ones(tmp_path: Path):
    with pytest.raises(ValueError, match="'openfotball' is not a source; known are openfootball, "):
        pull(Config(tmp_path), ["openfotball"], ["2023-24"], lambda _: None)
    assert list(tmp_path.iterdir()) == []
