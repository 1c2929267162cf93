"""Goals, courses of matches and players, from matches by hand: goals are "player minute", ours in front of theirs."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Sequence

from pressbox.domain import Dossier, Match, Tie
from pressbox.facts.claim import Claim
from pressbox.facts.history import History
from pressbox.facts.scene import mine_events
from pressbox.facts.scorers import press_name
from pressbox.views import CardEvent, GoalEvent, MatchEvents, MatchStats
from tests import builders as b
from tests.facts.sides import EVERTON, FULHAM, LIVERPOOL, about, statements


def goal(side: str, said: str, **more: object) -> GoalEvent:
    """A goal from words: "Salah 45+2 pen", "Dunk 3 og"; no account of own goals is ``own_goal=None``."""
    words = said.split()
    flags = {word for word in words if word in ("pen", "og")}
    *name, at = [word for word in words if word not in flags]
    minute, _, stoppage = at.partition("+")
    about_it = {"own_goal": "og" in flags, "penalty": "pen" in flags} | more
    stopped = int(stoppage) if stoppage else None
    return GoalEvent(side, " ".join(name), int(minute), stopped, **about_it)  # type: ignore[arg-type]


def events(
    match: Match,
    home: Sequence[str] = (),
    away: Sequence[str] = (),
    *,
    cards: Sequence[CardEvent] = (),
    stats: MatchStats | None = None,
    **more: object,
) -> MatchEvents:
    """What happened in a match, its goals in the order of their minutes."""
    goals = [*(goal("home", said, **more) for said in home), *(goal("away", said, **more) for said in away)]
    goals.sort(key=lambda event: (event.minute or 0, event.stoppage or 0))
    whole = (len(home), len(away)) == (match.score.home, match.score.away)
    fixture = match.fixture
    return MatchEvents(fixture.id, fixture.home.id, fixture.away.id, tuple(goals), whole, tuple(cards), stats)


def claims(*told: tuple[Match, MatchEvents], dossier: Dossier | None = None, season: bool = False) -> list[Claim]:
    """What is mined for Liverpool; with ``season`` the matches are all of its league season."""
    story = dossier or about(*(match for match, _ in told))
    story = dataclasses.replace(story, events={match.fixture.id: happened for match, happened in told})
    if season:
        table = b.table(b.PREMIER_LEAGUE, (LIVERPOOL, len(told), 3 * len(told)), (FULHAM, len(told), 0))
        story = dataclasses.replace(story, tables={LIVERPOOL.id: table})
    return list(mine_events(History.of_side(story, "home")))


def of(found: Iterable[Claim], template: str, kind: str | None = None) -> list[str]:
    return statements(claim for claim in found if claim.template == template and kind in (None, claim.kind))


def match(score: str, day: str = "2024-04-14") -> Match:
    return b.match(day, LIVERPOOL, score, FULHAM)


def test_scorers_of_both_sides_with_penalties_own_goals_and_stoppage_time():
    played = match("2-2")
    happened = events(played, ["Mo Salah 38 pen", "Tim Ream 60 og"], ["Raúl Jiménez 45+2", "Willian 90+3"])
    assert of(claims((played, happened)), "GOAL_EVENTS", "scorers") == [
        "Mo Salah (38 pen) and Tim Ream (own goal, 60) scored for Liverpool in their 2-2 home draw with Fulham on"
        " Sunday 14 April; Raúl Jiménez (45+2) and Willian (90+3) for Fulham."
    ]


def test_a_side_that_did_not_score_is_told_who_scored_against_it():
    played = match("0-1")
    assert of(claims((played, events(played, [], ["Eberechi Eze 14"]))), "GOAL_EVENTS", "scorers") == [
        "Eberechi Eze (14) scored for Fulham in Liverpool's 1-0 home defeat by Fulham on Sunday 14 April."
    ]


def test_nothing_is_told_of_a_match_whose_goals_are_not_all_on_file():
    played = match("2-0")
    assert claims((played, events(played, ["Mo Salah 38"]))) == []


def test_a_goalless_match_that_the_file_does_not_list_has_no_scorers_and_ends_a_run():
    newest, goalless = match("1-0"), match("0-0", "2024-04-07")
    older = [match("1-0", day) for day in ("2024-03-31", "2024-03-17")]
    told = [(played, events(played, ["Mo Salah 5"])) for played in (newest, *older)]
    told.insert(1, (goalless, events(goalless)))
    assert of(claims(*told), "PLAYER_STREAK") == []


def test_a_run_of_scoring_is_one_of_the_clubs_matches():
    days = ("2024-04-14", "2024-04-07", "2024-03-31")
    told = [(played, events(played, ["Mo Salah 5"])) for played in (match("1-0", day) for day in days)]
    lost = match("0-1", "2024-03-17")
    told.append((lost, events(lost, [], ["Willian 3"])))
    (claim,) = [claim for claim in claims(*told) if claim.template == "PLAYER_STREAK"]
    assert claim.statement == "Mo Salah has scored in each of Liverpool's last three matches in the Premier League."
    assert claim.coverage.note == "matches of the club"
    assert len(claim.proofs) == 2


def test_own_goals_are_nobodys_brace_and_nobodys_tally():
    played = match("2-0")
    assert of(claims((played, events(played, ["Tim Ream 8 og", "Tim Ream 60 og"]))), "GOAL_EVENTS", "brace") == []


def test_a_scorer_is_named_without_an_account_of_own_goals_only_where_he_is_known_as_one_of_the_side():
    newest, older = match("1-0"), match("1-0", "2024-04-07")
    other = (older, events(older, ["Mo Salah 5"], own_goal=None))
    known = claims((newest, events(newest, ["Mo Salah 9"], own_goal=None)), other)
    assert len(of(known, "GOAL_EVENTS", "scorers")) == 1
    unknown = claims((newest, events(newest, ["Tim Ream 9"], own_goal=None)), other)
    assert of(unknown, "GOAL_EVENTS", "scorers") == []


def test_a_name_that_scored_for_both_sides_is_not_put_down_to_one():
    """Two players of one name, or an own goal that no account tells."""
    newest, older = match("2-0"), match("1-1", "2024-04-07")
    told = claims(
        (newest, events(newest, ["Danilo 9", "Danilo 50"], own_goal=None)),
        (older, events(older, ["Danilo 5"], ["Danilo 70"], own_goal=None)),
    )
    assert of(told, "GOAL_EVENTS") == []


def test_three_goals_are_a_hat_trick_and_two_are_not():
    three, two = match("3-0"), match("2-0", "2024-04-07")
    told = claims(
        (three, events(three, ["Mo Salah 5", "Mo Salah 45+1", "Mo Salah 90+10"])),
        (two, events(two, ["Luis Díaz 5", "Luis Díaz 6"])),
    )
    assert of(told, "GOAL_EVENTS", "hat-trick") == [
        "Mo Salah scored a hat-trick (5, 45+1, 90+10) in Liverpool's 3-0 home win over Fulham on Sunday 14 April."
    ]
    assert of(told, "GOAL_EVENTS", "brace") == [
        "Luis Díaz scored twice (5, 6) in Liverpool's 2-0 home win over Fulham on Sunday 7 April."
    ]


def test_a_late_goal_is_told_where_it_changed_the_result():
    winner, consolation = match("2-1"), match("3-1", "2024-04-07")
    told = claims(
        (winner, events(winner, ["Mo Salah 5", "Darwin Núñez 90+9"], ["Willian 3"])),
        (consolation, events(consolation, ["Mo Salah 5", "Mo Salah 6", "Mo Salah 90"], ["Willian 3"])),
    )
    assert of(told, "GOAL_EVENTS", "late winner") == [
        "Darwin Núñez scored the winner in stoppage time of Liverpool's 2-1 home win over Fulham on Sunday 14 April."
    ]


def test_a_lead_that_was_lost_and_a_deficit_made_good():
    slipped, saved = match("2-2"), match("3-2", "2024-04-07")
    told = claims(
        (slipped, events(slipped, ["Mo Salah 13", "Mo Salah 18"], ["Willian 56", "Willian 60"])),
        (saved, events(saved, ["Mo Salah 50", "Mo Salah 60", "Mo Salah 70"], ["Willian 3", "Willian 9"])),
    )
    assert of(told, "MATCH_COURSE") == [
        "Liverpool let a 2-0 lead slip in their 2-2 home draw with Fulham on Sunday 14 April.",
        "Liverpool came from 2-0 down in their 3-2 home win over Fulham on Sunday 7 April.",
    ]


def test_a_course_is_not_told_where_the_minutes_are_out_of_order():
    played = match("2-2")
    happened = events(played, ["Mo Salah 13", "Mo Salah 18"], ["Willian 56", "Willian 60"])
    shuffled = dataclasses.replace(happened, goals=happened.goals[::-1])
    assert of(claims((played, shuffled)), "MATCH_COURSE") == []


def season(*scorers: str, last: Sequence[str] = ()) -> list[tuple[Match, MatchEvents]]:
    """Six league matches won by as many goals as there are scorers, the newest with its own."""
    days = ["2024-04-14", "2024-04-07", "2024-03-31", "2024-03-17", "2024-03-10", "2024-03-03"]
    told = []
    for number, day in enumerate(days):
        names = last if number == 0 and last else [f"{name} {at}" for at, name in enumerate(scorers, 5)]
        played = match(f"{len(names)}-0", day)
        told.append((played, events(played, names)))
    return told


def test_a_top_scorer_and_how_many_of_the_clubs_goals_are_his():
    told = claims(*season("Mo Salah", "Luis Díaz", last=["Mo Salah 8", "Tim Ream 9 og"]), season=True)
    (claim,) = [claim for claim in told if claim.kind == "top scorer"]
    assert claim.statement == (
        "Mo Salah is Liverpool's top scorer in the Premier League this season with six of their 12 goals."
    )
    assert claim.clause.startswith("have Mo Salah as their top scorer")


def test_two_top_scorers_are_joint():
    assert of(claims(*season("Mo Salah", "Luis Díaz"), season=True), "PLAYER_TALLY", "top scorer") == [
        "Luis Díaz and Mo Salah are Liverpool's joint top scorers in the Premier League this season with six goals"
        " each."
    ]


def test_no_top_scorer_where_a_league_match_has_no_goals_on_file():
    told = season("Mo Salah")
    missing = dataclasses.replace(told[3][1], goals=(), whole=False)
    told[3] = (told[3][0], missing)
    assert of(claims(*told, season=True), "PLAYER_TALLY") == []


def test_no_top_scorer_where_the_table_counts_more_matches_than_are_held():
    assert of(claims(*season("Mo Salah")[:5], season=False), "PLAYER_TALLY", "top scorer") == []


def test_a_surname_with_an_initial_is_the_one_player_whom_it_fits():
    told = season("Mo Salah", last=["Salah M. 4"])
    found = [claim for claim in claims(*told, season=True) if claim.kind == "top scorer"]
    assert found[0].value["goals"] == 6  # type: ignore[index, call-overload]
    assert {"Mo Salah", "Salah M."} in [set(getattr(question, "players", ())) for question, _ in found[0].proofs]


def test_a_surname_that_fits_two_players_gives_no_tally():
    told = season("Mo Salah", "Mamadou Salah", last=["Salah M. 4"])
    assert of(claims(*told, season=True), "PLAYER_TALLY", "top scorer") == []


def test_names_are_given_as_the_press_gives_them():
    assert press_name("Ben Yedder W.") == "Ben Yedder"
    assert press_name("Mario Pašalić") == "Mario Pašalić"


def test_players_sent_off_and_penalties_missed():
    played = match("0-0")
    cards = [
        CardEvent("home", "Szoboszlai D.", 67, None, "second_yellow"),
        CardEvent("home", "Salah M.", 90, 4, "penalty_missed"),
        CardEvent("away", "Ream T.", 20, None, "red"),
        CardEvent("home", "Endo W.", 30, None, "yellow"),
    ]
    assert of(claims((played, events(played, cards=cards))), "MATCH_INCIDENT") == [
        "Liverpool had Szoboszlai sent off in the 67th minute of their 0-0 home draw with Fulham on Sunday 14 April.",
        "Salah missed a penalty for Liverpool in stoppage time of their 0-0 home draw with Fulham on Sunday 14 April.",
    ]


def test_many_more_shots_and_no_win():
    played = match("0-1")
    happened = events(played, [], ["Willian 3"], stats=MatchStats(shots=(21, 8)))
    assert of(claims((played, happened)), "EVENT_STAT") == [
        "Liverpool had 21 shots to Fulham's eight in their 1-0 home defeat by Fulham on Sunday 14 April."
    ]
    level = events(played, [], ["Willian 3"], stats=MatchStats(shots=(12, 8)))
    assert of(claims((played, level)), "EVENT_STAT") == []


def test_the_first_leg_is_told_for_the_side_that_won_it():
    first = b.match("2024-04-11", EVERTON, "0-3", LIVERPOOL, b.EUROPA_LEAGUE, round="Quarter-finals", leg=1, tie="t")
    of_tie = b.fixture("2024-04-18", LIVERPOOL, EVERTON, b.EUROPA_LEAGUE, round="Quarter-finals", leg=2, tie="t")
    tie = Tie("t", 2, 2, first, away_goals_rule=False, extra_time=True)
    story = b.dossier(of_tie, recent={LIVERPOOL.id: [first], EVERTON.id: [first]}, tie=tie)
    happened = events(first, [], ["Gianluca Scamacca 38", "Gianluca Scamacca 60", "Mario Pašalić 83"])
    found = claims((first, happened), dossier=story)
    assert of(found, "GOAL_EVENTS", "scorers first leg") == [
        "Gianluca Scamacca (38, 60) and Mario Pašalić (83) scored for Liverpool in their 3-0 win at Everton on Thursday"
        " 11 April."
    ]
    story = dataclasses.replace(story, events={first.fixture.id: happened})
    assert not [claim for claim in mine_events(History.of_side(story, "away")) if claim.kind == "scorers first leg"]


def test_last_seasons_top_scorer_is_not_this_seasons():
    """In August a club's newest league match is one of May."""
    told = season("Mo Salah")
    later = b.dossier(
        b.fixture("2024-08-17", LIVERPOOL, EVERTON), recent={LIVERPOOL.id: [played for played, _ in told]}
    )
    assert of(claims(*told, dossier=later, season=True), "PLAYER_TALLY") == []
