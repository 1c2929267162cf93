"""The worked example on the real data: W23 to W25, what changes later changes nothing, and how long it takes."""

from __future__ import annotations

import dataclasses
import datetime as dt
import time

import pytest

from pressbox.pipeline import Desk
from pressbox.preview.news_claims import mine_news
from pressbox.squads.suspensions import discipline
from pressbox.store.database import Store
from pressbox.views import Card

pytestmark = pytest.mark.shared_data


def test_the_worked_example_has_its_team_news(shared_store: Store):
    desk = Desk(shared_store)
    fixture = desk.fixture("Atalanta", "Liverpool", "2024-04-18")
    dossier = shared_store.dossier(fixture, desk.as_of(fixture))
    told = {(claim.template, claim.kind, claim.subject): claim for claim in mine_news(dossier)}
    # W23
    assert "a 10th booking" in told["SUSPENSION", "served", "Marten de Roon"].statement
    assert "may play in the Europa League" in told["SUSPENSION", "served", "Marten de Roon"].statement
    assert "a fifth booking" in told["SUSPENSION", "served", "Davide Zappacosta"].statement
    # W24
    causes = {"Ben Doak": "knee", "Joel Matip": "knee", "Thiago Alcántara": "muscle"}
    assert all(cause in told["AVAIL_OUT", "out", player].statement for player, cause in causes.items())
    bradley = told["AVAIL_OUT", "doubtful", "Conor Bradley"].statement
    assert "ankle" in bradley
    assert "after 47 minutes against Crystal Palace" in bradley
    # W25
    days = {"Alisson Becker": "2024-02-04", "Diogo Jota": "2024-02-17"}
    for player, day in days.items():
        value = told["AVAIL_RETURN", "first minutes", player].value
        assert isinstance(value, dict)
        assert value["since"] == day
    trent = told["AVAIL_RETURN", "no start yet", "Trent Alexander-Arnold"].statement
    assert trent == "Trent Alexander-Arnold has not started in the Premier League since 10 February."
    proved = {claim.id for claim in desk.proved(dossier).claims}
    assert {claim.id for claim in told.values()} <= proved


def test_later_cards_and_reports_change_nothing(shared_store: Store):
    desk = Desk(shared_store)
    early = desk.news("Atalanta", "2024-04-15")
    fixture = desk.fixture("Atalanta", "Hellas Verona", "2024-04-15")
    record = shared_store.news_records([fixture.home], fixture.date, desk.as_of(fixture), fixture)[fixture.home.id]
    later = [match for match in record.cards.matches if not match.over]
    assert later
    assert all(not match.told and not match.cards and not match.seen for match in later)
    assert all(report.seen_at < record.squad.as_of.utc for report in record.squad.reports)
    card = (Card("De Roon M.", "red", 1, None),)
    changed = tuple(match if match.over else dataclasses.replace(match, cards=card) for match in record.cards.matches)
    assert discipline(dataclasses.replace(record.cards, matches=changed)).bans[-1].offence == "booking"
    assert {item.player for item in early.group("suspended")} == {"Marten de Roon", "Davide Zappacosta"}


def test_news_of_a_club_takes_at_most_half_a_second_of_processor(shared_store: Store):
    desk = Desk(shared_store)
    desk.news("Liverpool", "2024-04-18")
    took = []
    for day in range(3):
        began = time.process_time()
        desk.news("Liverpool", dt.date(2024, 4, 18 - day))
        took.append(time.process_time() - began)
    assert min(took) <= 0.5
