"""Whole dossiers of several kinds of fixture, as previews meet them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from pressbox.domain import Dossier, Tie
from pressbox.facts import mine
from pressbox.preview.compose import compose
from pressbox.preview.document import Preview
from tests import builders as b

ATALANTA = b.team("Atalanta", "ITA")
VERONA = b.team("Hellas Verona", "ITA")
INTER = b.team("Inter", "ITA")
LIVERPOOL = b.team("Liverpool")
PALACE = b.team("Crystal Palace")
ARSENAL = b.team("Arsenal")
CITY = b.team("Manchester City")
SPARTA = b.team("Sparta Prague", "CZE")
SPORTING = b.team("Sporting CP", "POR")
TIE = "uefa-el:2023-24:quarter-finals:atalanta:liverpool"


def european(date: str, home: Any, score: str, away: Any, leg: int, round_: str, tie: str) -> Any:  # noqa: ANN401
    return b.match(date, home, score, away, b.EUROPA_LEAGUE, round=round_, leg=leg, tie=tie)


FIRST_LEG = european("2024-04-11", LIVERPOOL, "0-3", ATALANTA, 1, "Quarter-finals", TIE)


def second_leg() -> Dossier:
    """Atalanta v Liverpool after a 3-0 win away, with a little of everything."""
    of = b.fixture(
        "2024-04-18", ATALANTA, LIVERPOOL, b.EUROPA_LEAGUE, round="Quarter-finals", leg=2, tie=TIE, city="Bergamo"
    )
    verona = b.match("2024-04-15", ATALANTA, "2-2", VERONA, b.SERIE_A)
    palace = b.match("2024-04-14", LIVERPOOL, "0-1", PALACE)
    italian = [
        european("2024-03-14", ATALANTA, "2-1", SPORTING, 2, "Round of 16", "r16:sporting"),
        european("2024-03-06", SPORTING, "1-1", ATALANTA, 1, "Round of 16", "r16:sporting"),
        b.match("2024-01-10", ATALANTA, "2-1", INTER, b.COPPA_ITALIA, round="Quarter-finals"),
    ]
    english = [
        european("2024-03-14", LIVERPOOL, "6-1", SPARTA, 2, "Round of 16", "r16:sparta"),
        european("2024-03-07", SPARTA, "1-5", LIVERPOOL, 1, "Round of 16", "r16:sparta"),
        b.match("2024-02-25", LIVERPOOL, "1-0", b.team("Chelsea"), b.EFL_CUP, neutral=True, round="Final"),
        b.match("2024-01-07", ARSENAL, "0-2", LIVERPOOL, b.FA_CUP, round="Round 3"),
    ]
    earlier = [
        b.match("2020-11-25", LIVERPOOL, "0-2", ATALANTA, b.CHAMPIONS_LEAGUE, season="2020-21", phase="group"),
        b.match("2020-11-03", ATALANTA, "0-5", LIVERPOOL, b.CHAMPIONS_LEAGUE, season="2020-21", phase="group"),
    ]
    return b.dossier(
        of,
        recent={ATALANTA.id: [verona, FIRST_LEG, *italian], LIVERPOOL.id: [palace, FIRST_LEG, *english]},
        meetings=[FIRST_LEG, *earlier],
        tie=Tie(TIE, 2, 2, FIRST_LEG, False, True),
        tables={
            ATALANTA.id: b.table(b.SERIE_A, (INTER, 32, 83), (ATALANTA, 31, 51)),
            LIVERPOOL.id: b.table(b.PREMIER_LEAGUE, (CITY, 32, 73), (ARSENAL, 32, 71), (LIVERPOOL, 32, 71)),
        },
        reports={
            ATALANTA.id: [b.report(ATALANTA, "Giorgio Scalvini", "out", "2024-04-17", reason="hamstring injury")],
            LIVERPOOL.id: [
                b.report(LIVERPOOL, "Alisson Becker", "available", "2024-04-16", reason="back from injury"),
                b.report(LIVERPOOL, "Alisson Becker", "out", "2024-03-30", reason="injured"),
                b.report(LIVERPOOL, "Wataru Endo", "doubtful", "2024-04-16"),
            ],
        },
        lineups={
            LIVERPOOL.id: [
                b.lineup(
                    LIVERPOOL,
                    palace,
                    "4-3-3",
                    [
                        ["Alisson Becker"],
                        ["Conor Bradley", "Ibrahima Konate", "Virgil van Dijk", "Andrew Robertson"],
                        ["Wataru Endo", "Curtis Jones", "Alexis Mac Allister"],
                        ["Mohamed Salah", "Darwin Nunez", "Luis Diaz"],
                    ],
                )
            ]
        },
        next_fixtures={
            ATALANTA.id: [b.fixture("2024-04-21", b.team("Monza", "ITA"), ATALANTA, b.SERIE_A)],
            LIVERPOOL.id: [
                b.fixture("2024-04-21", b.team("Fulham"), LIVERPOOL),
                b.fixture("2024-04-24", b.team("Everton"), LIVERPOOL),
                b.fixture("2024-05-05", LIVERPOOL, b.team("Tottenham")),
            ],
        },
        coverage={ATALANTA.id: "since 2020-10-21", LIVERPOOL.id: "since 2020-10-21", "meetings": "since 2020-10-21"},
    )


def first_leg() -> Dossier:
    of = b.fixture("2024-04-11", LIVERPOOL, ATALANTA, b.EUROPA_LEAGUE, round="Quarter-finals", leg=1, tie=TIE)
    back = b.fixture("2024-04-18", ATALANTA, LIVERPOOL, b.EUROPA_LEAGUE, round="Quarter-finals", leg=2, tie=TIE)
    return b.dossier(of, tie=Tie(TIE, 2, 1, None, False, True), next_fixtures={LIVERPOOL.id: [back]})


def league() -> Dossier:
    """Arsenal, second, against Crystal Palace, who have not won for four matches."""
    of = b.fixture("2024-04-20", ARSENAL, PALACE, matchday=34)
    others = [b.team(name) for name in ("Fulham", "Everton", "Brentford")]
    return b.dossier(
        of,
        recent={
            ARSENAL.id: b.run_of(["2-0", "3-0", "1-1", "1-0", "0-2", "4-1", "2-1"], ARSENAL, others, "2024-04-13"),
            PALACE.id: b.run_of(["0-1", "1-1", "0-0", "1-3", "2-0", "0-1", "1-0"], PALACE, others, "2024-04-13"),
        },
        meetings=[b.match("2023-08-21", PALACE, "0-1", ARSENAL)],
        tables={
            side.id: b.table(b.PREMIER_LEAGUE, (CITY, 32, 73), (ARSENAL, 32, 71), (others[0], 32, 40), (PALACE, 31, 33))
            for side in (ARSENAL, PALACE)
        },
    )


def neutral_final() -> Dossier:
    of = b.fixture(
        "2024-05-22",
        ATALANTA,
        b.team("Bayer Leverkusen", "GER"),
        b.EUROPA_LEAGUE,
        phase="final",
        round="Final",
        tie="final",
        leg=1,
        neutral=True,
        city="Dublin",
    )
    return b.dossier(of, tie=Tie("final", 1, 1, None, False, True))


def unknown_clubs() -> Dossier:
    """No match, no table, no news: clubs that the store has never seen play."""
    return b.dossier(
        b.fixture("2024-04-20", b.team("Eastville"), b.team("Westville"), b.FA_CUP, round="Round 1"),
        coverage={"meetings": "no matches"},
    )


def marked_up() -> Dossier:
    """Names that would run as a script, or break a table, where they are not escaped."""
    home, away = b.team("<script>alert(1)</script>"), b.team('R&D | "Städt" *FC*')
    played = b.match("2024-04-13", home, "2-0", away)
    return b.dossier(
        b.fixture("2024-04-20", home, away),
        recent={home.id: [played], away.id: [played]},
        meetings=[played],
        reports={home.id: [b.report(home, "<b>Bold</b>", "out", "2024-04-19", reporter="javascript:alert(2)")]},
        lineups={home.id: [b.lineup(home, played, "2-1", [["<i>A</i>"], ["B", "C"], ["D & E"]])]},
    )


def preview_of(story: Dossier, forecast: Mapping[str, Any] | None) -> Preview:
    made_at = dt.datetime(2024, 4, 18, 6, 0, tzinfo=dt.UTC)
    return compose(story, mine(story), forecast, data_version="data-1", made_at=made_at)


SECOND_LEG_TIE = {
    "leg": 2,
    "aggregate_before": {"home": 3, "away": 0},
    "away_goals_rule": False,
    "through": {"home": 0.9312, "away": 0.0688},
    "decided": {"in_90": 0.962, "extra_time": 0.018, "penalties": 0.02},
    "predicted_aggregate": {"home": 4, "away": 2},
}

KINDS = {
    "league": league,
    "first leg": first_leg,
    "second leg": second_leg,
    "neutral final": neutral_final,
    "unknown clubs": unknown_clubs,
    "marked up": marked_up,
}
