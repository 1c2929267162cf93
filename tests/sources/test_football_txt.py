"""The Football.TXT parser, dialect by dialect; lines are upstream's own or one change away from it."""

from __future__ import annotations

import datetime as dt

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.football_txt import Setting, parse_football_txt
from pressbox.sources.rows import MatchRow

LEAGUE = Setting("eng-1", "2023-24", (2023, 2024))
CUP = Setting("uefa-el", "2023-24", (2023, 2024), timezone="Europe/Paris")
EURO = Setting("uefa-euro", "2024", (2024,), town_first=True)


def read(*lines: str, setting: Setting = LEAGUE) -> Parsed:
    return parse_football_txt("\n".join(("= A title", *lines)), setting)


def match(line: str, setting: Setting = LEAGUE) -> MatchRow:
    """Read the one fixture of a file."""
    parsed = read(line, setting=setting)
    assert parsed.rejected == []
    (row,) = parsed.matches
    return row


def scorelines(row: MatchRow) -> dict[str, tuple[int | None, int | None]]:
    return {
        "90": (row.home_goals, row.away_goals),
        "ht": (row.home_goals_ht, row.away_goals_ht),
        "aet": (row.home_goals_aet, row.away_goals_aet),
        "pens": (row.home_pens, row.away_pens),
    }


NONE = (None, None)


class TestDialects:
    def test_dialect_a_has_the_score_between_and_dates_in_brackets(self) -> None:
        parsed = read("Matchday 1", "[Fri Aug/11]", "  20.00  Burnley FC               0-3 (0-2)  Manchester City FC")
        (row,) = parsed.matches
        assert (row.home, row.away, row.round) == ("Burnley FC", "Manchester City FC", "Matchday 1")
        assert (row.date, row.kick_off, row.timezone) == (dt.date(2023, 8, 11), dt.time(20), None)
        assert scorelines(row) == {"90": (0, 3), "ht": (0, 2), "aet": NONE, "pens": NONE}
        assert (row.status, row.extra_time, row.shoot_out) == ("played", False, False)

    def test_dialect_b_has_the_score_behind_and_countries_in_parentheses(self) -> None:
        parsed = read(
            "» Quarterfinals",
            "  Thu Apr/18",
            "    21.00  Atalanta (ITA)          v Liverpool FC (ENG)      0-1 (0-1)",
            setting=CUP,
        )
        (row,) = parsed.matches
        assert (row.home, row.home_country) == ("Atalanta", "ITA")
        assert (row.away, row.away_country) == ("Liverpool FC", "ENG")
        assert (row.date, row.kick_off, row.timezone) == (dt.date(2024, 4, 18), dt.time(21), "Europe/Paris")
        assert (row.round, row.leg) == ("Quarterfinals", None)

    def test_dialect_c_has_its_own_headings_and_years_in_the_first_date(self) -> None:
        parsed = read(
            "▪ Matchday 1",
            "  Fri Aug 11 2023",
            "    21:00  OGC Nice                v Lille OSC                1-1 (1-0)",
            "  Sat Aug 12",
            "           Olympique Marseille     v Stade de Reims           2-1 (1-1)",
        )
        assert [row.date for row in parsed.matches] == [dt.date(2023, 8, 11), dt.date(2023, 8, 12)]
        assert [row.kick_off for row in parsed.matches] == [dt.time(21), None]

    def test_a_long_name_may_push_the_score_by_one_space(self) -> None:
        row = match("         Brighton & Hove Albion FC  4-1 (1-0)  Luton Town FC")
        assert (row.home, row.away) == ("Brighton & Hove Albion FC", "Luton Town FC")
        row = match("    20.45  Olympiakos Piraeus (GRE) v Juventus (ITA)           1-0 (1-0)")
        assert (row.home, row.home_country, row.away) == ("Olympiakos Piraeus", "GRE", "Juventus")

    def test_names_may_hold_figures_and_years(self) -> None:
        row = match("  Stoke FC                  2-4  Accrington FC (1878-1896)")
        assert (row.home, row.away) == ("Stoke FC", "Accrington FC (1878-1896)")
        row = match("           1899 Hoffenheim         v 1. FC Köln                0-0")
        assert (row.home, row.away) == ("1899 Hoffenheim", "1. FC Köln")

    def test_date_time_place_and_fixture_may_share_a_line(self) -> None:
        parsed = read(
            "▪ Semi-finals",
            "June 28 20:45 @ Brussel     Portugal           1-2 France",
            "        18:00 @ Amsterdam   Italy              0-0 Netherlands",
            setting=EURO,
        )
        assert [(row.date, row.kick_off, row.city) for row in parsed.matches] == [
            (dt.date(2024, 6, 28), dt.time(20, 45), "Brussel"),
            (dt.date(2024, 6, 28), dt.time(18), "Amsterdam"),
        ]

    def test_a_date_line_may_hold_the_place_of_the_fixture_below(self) -> None:
        parsed = read(
            "Thu Jun 13 18:00 UTC+3 @ Lenin, Moscow, Att: 78011",
            "  Russia v Saudi Arabia  5-0",
            setting=Setting("fifa-world-cup", "2024", (2024,)),
        )
        (row,) = parsed.matches
        assert (row.venue, row.city, row.attendance) == ("Lenin", "Moscow", 78011)
        assert (row.kick_off, row.timezone) == (dt.time(18), "Etc/GMT-3")

    def test_the_euro_prints_the_town_first_where_the_place_comes_first(self) -> None:
        parsed = read("June 11 @ Roma, Stadio Olimpico", "Italy     1-0 Belgium", setting=EURO)
        assert (parsed.matches[0].venue, parsed.matches[0].city) == ("Stadio Olimpico", "Roma")
        row = match("June 24  Portugal  2-1 England  @ Estádio da Luz, Lisbon", EURO)
        assert (row.venue, row.city) == ("Estádio da Luz", "Lisbon")
        row = match("June 10  France  2-1 Romania  @ Paris (Stade de France)", EURO)
        assert (row.venue, row.city) == ("Stade de France", "Paris")

    def test_of_two_kick_offs_the_one_in_parentheses_is_local(self) -> None:
        row = match("18:00 (20:00 UTC+4)  Turkey    0-2 (0-1)  Wales   @ Baku", EURO)
        assert (row.kick_off, row.timezone) == (dt.time(20), "Etc/GMT-4")
        row = match("18:00 (19:00 EEST)  Denmark      2-3  Portugal    @ Lviv", EURO)
        assert (row.kick_off, row.timezone) == (dt.time(19), None)

    def test_headings_nest_outermost_first(self) -> None:
        parsed = read(
            "== Regular",
            "Matchday 46",
            "  Luton Town FC  0-0  Hull City AFC",
            "== Playoffs",
            "Final",
            "  Coventry City FC  1-2  Luton Town FC",
            "▪ Group Matches",
            "▪▪ Group 1",
            "  France v Mexico                 4-1",
            "▪ Final",
            "  Uruguay v Argentina             4-2",
        )
        assert [row.round for row in parsed.matches] == [
            "Regular | Matchday 46",
            "Playoffs | Final",
            "Playoffs | Group Matches | Group 1",
            "Playoffs | Final",
        ]

    def test_a_heading_may_name_the_leg(self) -> None:
        parsed = read("» Semifinals, 2nd Leg", "  Roma (ITA) v Milan (ITA)  2-1")
        assert (parsed.matches[0].round, parsed.matches[0].leg) == ("Semifinals, 2nd Leg", 2)

    def test_lists_of_groups_and_matchdays_are_no_rounds(self) -> None:
        parsed = read(
            "Group A  |  Germany   Scotland     Hungary   Switzerland",
            "▪ Matchday 3 | Sun Jun 23 - Wed Jun 26",
            "▪ Group A",
            "  Germany   5-1 (3-0)  Scotland",
            setting=EURO,
        )
        assert parsed.matches[0].round == "Group A"
        assert parsed.data_rows == 1


class TestYears:
    def test_the_weekday_tells_the_year(self) -> None:
        parsed = read("[Sat Dec/30]", "  A FC 1-0 B FC", "[Mon Jan/1]", "  C FC 1-0 D FC")
        assert [row.date for row in parsed.matches] == [dt.date(2023, 12, 30), dt.date(2024, 1, 1)]

    def test_a_season_may_go_on_into_august(self) -> None:
        """1 August was a Thursday in 2019 and a Saturday in 2020."""
        setting = Setting("ita-1", "2019-20", (2019, 2020))
        parsed = read("Sat Aug 1", "  A FC 1-0 B FC", "Thu Aug 1", "  C FC 1-0 D FC", setting=setting)
        assert [row.date for row in parsed.matches] == [dt.date(2020, 8, 1), dt.date(2019, 8, 1)]

    def test_without_a_weekday_the_second_half_of_the_year_comes_first(self) -> None:
        parsed = read("Aug 12", "  A FC 1-0 B FC", "16 May", "  C FC 1-0 D FC")
        assert [row.date for row in parsed.matches] == [dt.date(2023, 8, 12), dt.date(2024, 5, 16)]

    @pytest.mark.parametrize("date", ["[Sat Feb/31]", "[Mon Dec/30]", "Fri Aug 11 2031", "31 June"])
    def test_a_date_that_is_none_is_rejected_with_its_matches(self, date: str) -> None:
        parsed = read("[Sat Aug/12]", "  A FC 1-0 B FC", date, "  C FC 1-0 D FC", "[Sun Aug/13]", "  E FC 1-0 F FC")
        assert [row.home for row in parsed.matches] == ["A FC", "E FC"]
        assert [row.source_line for row in parsed.rejected] == [4, 5]
        assert parsed.data_rows == 4


class TestScores:
    @pytest.mark.parametrize(
        ("score", "expected"),
        [
            ("2-1 (1-0)", {"90": (2, 1), "ht": (1, 0), "aet": NONE, "pens": NONE}),
            ("2-1", {"90": (2, 1), "ht": NONE, "aet": NONE, "pens": NONE}),
            ("3-2 a.e.t. (1-1, 1-0)", {"90": (1, 1), "ht": (1, 0), "aet": (3, 2), "pens": NONE}),
            ("0-1 a.e.t. (0-0)", {"90": (0, 0), "ht": NONE, "aet": (0, 1), "pens": NONE}),
            ("3-4 pen. 1-1 a.e.t. (1-1, 0-1)", {"90": (1, 1), "ht": (0, 1), "aet": (1, 1), "pens": (3, 4)}),
            ("4-1 pen. (1-1, 1-0)", {"90": (1, 1), "ht": (1, 0), "aet": NONE, "pens": (4, 1)}),
            ("5-4 pen. (0-0)", {"90": (0, 0), "ht": NONE, "aet": NONE, "pens": (5, 4)}),
            ("2-1 a.e.t., 4-3 pen.", {"90": NONE, "ht": NONE, "aet": (2, 1), "pens": (4, 3)}),
            ("1-1 a.e.t. (1-1), 3-4 pen.", {"90": (1, 1), "ht": NONE, "aet": (1, 1), "pens": (3, 4)}),
            ("1-1 a.e.t (1-1, 1-0), 1-3 pen.", {"90": (1, 1), "ht": (1, 0), "aet": (1, 1), "pens": (1, 3)}),
            ("2-1 a.e.t.", {"90": NONE, "ht": NONE, "aet": (2, 1), "pens": NONE}),
        ],
    )
    @pytest.mark.parametrize("line", ["  Home FC  {}  Away FC", "  Home FC  v Away FC  {}"])
    def test_every_notation_reads_between_and_behind_the_sides(
        self, line: str, score: str, expected: dict[str, tuple[int | None, int | None]]
    ) -> None:
        row = match(line.format(score))
        assert (row.home, row.away) == ("Home FC", "Away FC")
        assert scorelines(row) == expected
        assert row.extra_time is ("a.e.t" in score)
        assert row.shoot_out is ("pen" in score)

    @pytest.mark.parametrize(
        ("ending", "aet", "pens", "extra_time", "note"),
        [
            ("(aet, 4-2 pen)", (1, 1), (4, 2), True, None),
            ("(aet/gg)", (1, 1), NONE, True, "golden goal"),
            ("(aet/sg)", (1, 1), NONE, True, "silver goal"),
            ("(9-8 pen)", NONE, (9, 8), False, None),
        ],
    )
    def test_old_euros_say_how_it_ended_behind_the_away_side(
        self, ending: str, aet: object, pens: object, extra_time: bool, note: str | None
    ) -> None:
        row = match(f"Czechoslovakia   1-1 Italy    {ending}", EURO)
        assert (row.home, row.away) == ("Czechoslovakia", "Italy")
        assert (scorelines(row)["aet"], scorelines(row)["pens"]) == (aet, pens)
        assert (row.extra_time, row.note) == (extra_time, note)

    def test_goalless_after_extra_time_was_goalless_before(self) -> None:
        row = match("  Brazil v Italy   0-0 a.e.t., 3-2 pen.")
        assert scorelines(row) == {"90": (0, 0), "ht": NONE, "aet": (0, 0), "pens": (3, 2)}

    def test_a_goalless_draw_was_goalless_at_half_time_in_a_file_that_knows_half_times(self) -> None:
        parsed = read("  A FC 1-0 (1-0) B FC", "  C FC 0-0 D FC", "  E FC 2-2 F FC")
        assert [row.home_goals_ht for row in parsed.matches] == [1, 0, None]
        assert [row.home_goals_ht for row in read("  C FC 0-0 D FC").matches] == [None]

    def test_half_time_scores_that_only_repeat_the_final_score_are_forgotten(self) -> None:
        """Ten in a row, as in the Premier League of 2004-05; a goalless match among them says nothing."""
        repeated = [f"  Home {number} 2-1 (2-1) Away {number}" for number in range(10)]
        lines = [
            "  A FC 2-1 (1-0) B FC",
            *repeated[:4],
            "  C FC 0-0 (0-0) D FC",
            *repeated[4:],
            "  E FC 1-0 (0-0) F FC",
        ]
        half_times = [row.home_goals_ht for row in read(*lines).matches]
        assert half_times == [1, *[None] * 4, 0, *[None] * 6, 0]
        assert [row.home_goals_ht for row in read(lines[0], *repeated[:9]).matches] == [1, *[2] * 9]

    @pytest.mark.parametrize(
        "score", ["x-y", "1-", "100-1", "2-1 (x)", "2-1 (1-0, 0-0)", "3-3 pen. 1-1 a.e.t. (1-1)", "4-3 pen."]
    )
    def test_an_unreadable_or_impossible_score_is_rejected(self, score: str) -> None:
        parsed = read(f"  15.00  Everton FC   {score}  Fulham FC")
        assert parsed.matches == []
        assert [row.source_line for row in parsed.rejected] == [2]

    def test_regular_time_cannot_beat_extra_time(self) -> None:
        parsed = read("  Everton FC   2-1 a.e.t. (3-1, 0-0)  Fulham FC")
        assert [row.reason for row in parsed.rejected] == ["3-1 cannot become 2-1"]

    def test_awarded_matches_are_not_results_of_play(self) -> None:
        row = match("  Bolton Wanderers         0-1  Brentford FC             [awarded]")
        assert (row.status, row.home_goals, row.away_goals) == ("awarded", 0, 1)

    def test_a_score_below_that_at_half_time_was_awarded(self) -> None:
        """İstanbulspor walked off at 1-2 against Trabzonspor in December 2023."""
        row = match("    20:00  İstanbulspor AŞ         v Trabzonspor              0-3 (1-1)")
        assert (row.status, row.away_goals) == ("awarded", 3)
        assert row.note == "score after 90 minutes below that at half time"

    @pytest.mark.parametrize(
        ("line", "status"),
        [
            ("  Solihull Moors           -  Harrogate Town           [cancelled]", "cancelled"),
            ("  RB Leipzig (GER)        v Spartak Moskva (RUS)     [cancelled]", "cancelled"),
            ("  CD Cardassar             -  AD CF Épila", "cancelled"),
            ("  Leyton Orient           v Tottenham Hotspur", "scheduled"),
            ("  Sweden n/p Austria   [cancelled; Austria withdrew because of Anschluss]", "cancelled"),
        ],
    )
    def test_fixtures_without_a_score_were_not_played(self, line: str, status: str) -> None:
        row = match(line)
        assert row.status == status
        assert set(scorelines(row).values()) == {NONE}
        assert row.extra_time is None

    def test_a_reason_for_not_playing_is_kept(self) -> None:
        row = match("  Sweden n/p Austria   [cancelled; Austria withdrew]  @ Stade Gerland, Lyon")
        assert (row.note, row.venue) == ("cancelled; Austria withdrew", "Stade Gerland")


class TestKickOffs:
    def test_a_kick_off_holds_until_the_next_time_or_date(self) -> None:
        parsed = read(
            "[Sat Aug/12]",
            "  15.00  A FC 1-0 B FC",
            "         C FC 1-0 D FC",
            "  17.30  E FC 1-0 F FC",
            "[Sun Aug/13]",
            "         G FC 1-0 H FC",
        )
        assert [row.kick_off for row in parsed.matches] == [dt.time(15), dt.time(15), dt.time(17, 30), None]

    def test_a_time_that_is_none_is_rejected_and_not_carried_on(self) -> None:
        parsed = read("  15.00  A FC 1-0 B FC", "  25.00  C FC 1-0 D FC", "         E FC 1-0 F FC")
        assert [(row.home, row.kick_off) for row in parsed.matches] == [("A FC", dt.time(15)), ("E FC", None)]
        assert parsed.rejected[0].reason == '"25:00" is no time of day'


class TestGoals:
    def goals(self, line: str, statement: str) -> list[tuple[object, ...]]:
        parsed = read(line, *statement.split("\n"), setting=EURO)
        assert parsed.rejected == []
        return [(*goal[3:9], *goal[10:]) for goal in parsed.goals]

    def test_goals_come_in_the_order_of_the_clock_with_the_running_score(self) -> None:
        assert self.goals(
            "  Germany   3-1 (3-0)  Scotland",
            "   (Wirtz 10' Havertz 45+1' (pen.) Can 90+3'; \n    Rüdiger 87' (o.g.))",
        ) == [
            ("home", "Wirtz", 10, None, False, False, 1, 0),
            ("home", "Havertz", 45, 1, False, True, 2, 0),
            ("away", "Rüdiger", 87, None, True, False, 2, 1),
            ("home", "Can", 90, 3, False, False, 3, 1),
        ]

    @pytest.mark.parametrize(
        "scorers",
        [
            "(M. Rosas 42' (pen.), 65' Gayón 75')",
            "(M. Rosas 42'(p), 65', Gayón 75')",
            "(M. Rosas 42pen, 65, Gayón 75)",
            "(M. Rosas 42'pen, 65' Gayón 75')",
            "(M. Rosas 42' (pen),65' Gayón  75')",
        ],
    )
    def test_every_notation_of_minutes_and_penalties_reads(self, scorers: str) -> None:
        goals = self.goals("  Argentina  0-3  Mexico", scorers)
        assert [(goal[0], goal[1], goal[2], goal[5]) for goal in goals] == [
            ("away", "M. Rosas", 42, True),
            ("away", "M. Rosas", 65, False),
            ("away", "Gayón", 75, False),
        ]

    @pytest.mark.parametrize("mark", ["og", " (og)", "'(og)", "' (o.g.)", "' og"])
    def test_every_notation_of_own_goals_reads(self, mark: str) -> None:
        goals = self.goals("  Czechoslovakia   1-0  Netherlands", f"(Ondrus 77{mark})")
        assert [(goal[0], goal[4], goal[5]) for goal in goals] == [("home", True, False)]

    def test_two_sides_in_one_minute_leave_the_running_score_open(self) -> None:
        goals = self.goals("  Spain  1-2  Italy", "(Dani 48; Brooking 48, Woodcock 61)")
        assert [goal[6:] for goal in goals] == [(None, None), (None, None), (1, 2)]

    def test_goals_that_do_not_make_the_score_are_rejected(self) -> None:
        parsed = read("  Spain  2-1  Italy", "  (Dani 48; Brooking 19, Woodcock 61)", setting=EURO)
        assert parsed.goals == []
        assert [row.reason for row in parsed.rejected] == ["goals listed make it 1-2, the score is 2-1"]

    def test_a_goal_after_minute_ninety_tells_of_extra_time(self) -> None:
        """Spain v Germany, Euro 2024: upstream prints 2-1 (0-0), it was 1-1 after 90 minutes."""
        parsed = read("  Spain        2-1 (0-0) Germany", "  (Olmo 51' Merino 119'; Wirtz 89')", setting=EURO)
        (row,) = parsed.matches
        assert row.extra_time is True
        assert scorelines(row) == {"90": (1, 1), "ht": (0, 0), "aet": (2, 1), "pens": NONE}

    def test_goals_give_the_scorelines_that_are_not_printed(self) -> None:
        parsed = read("  Hungary  v Denmark  3-1 a.e.t.", "  (Bene 11' Novák 107' (pen.), 110'; Bertelsen 82')")
        assert scorelines(parsed.matches[0]) == {"90": (1, 1), "ht": (1, 0), "aet": (3, 1), "pens": NONE}

    def test_goals_decide_against_a_printed_half_time_score(self) -> None:
        """Japan v Poland, World Cup 2018: printed 0-1 (0-1), the goal fell in minute 59."""
        parsed = read("  Japan  0-1 (0-1)  Poland", "  (Jan Bednarek 59')")
        assert scorelines(parsed.matches[0])["ht"] == (0, 0)

    def test_scorers_without_a_match_are_rejected(self) -> None:
        parsed = read("▪ Final", "  (Torres 33')", "  Germany  0-1  Spain")
        assert [row.reason for row in parsed.rejected] == ["no match above it"]
        assert len(parsed.matches) == 1

    def test_scorers_without_an_end_do_not_swallow_the_next_match(self) -> None:
        parsed = read("  Germany  0-1  Spain", "  (Torres 33'", "  Russia  0-1  Spain", "  (Xavi 50')")
        assert [row.home for row in parsed.matches] == ["Germany", "Russia"]
        assert [row.reason for row in parsed.rejected] == ["a list of scorers without an end"]
        assert [goal.player for goal in parsed.goals] == ["Xavi"]


EURO_LINEUP = (
    "Jun 14",
    "  Germany   5-1 (3-0)  Scotland",
    "    Germany:    Neuer - Kimmich, Rüdiger, Tah [Y], Mittelstädt - Andrich [Y] (Groß 46'),",
    "                Kroos (Can [Y] 80') - Musiala (Müller 74'), Gündogan,",
    "                Wirtz - Havertz [R 44']",
)
WORLD_CUP_LINEUP = (
    "Jun 14",
    "  France v Russia  1-0",
    "",
    "France: Jean Luc ETTORI [c] - Manuel AMOROS, Maxime BOSSIS, Gerard JANVION, Marius TRESOR -",
    "      Bernard GENGHINI [Y 40'] (50' Patrick BATTISTON [Y 58'] (60' Christian LOPEZ)),",
    "      Michel PLATINI, Alain GIRESSE [Y 35'] [Y/R 90+2'], Jean TIGANA - Dominique ROCHETEAU,",
    "      Didier SIX",
    "",
    "Refs: Charles CORVER (NED), Bruno GALLER (SUI), Robert VALENTINE (SCO)",
)


class TestLineups:
    def test_lines_slots_and_formation_follow_the_dashes(self) -> None:
        lineups = read(*EURO_LINEUP, setting=EURO).lineups
        starters = [row for row in lineups if row.role == "start"]
        assert [(row.line, row.slot) for row in starters[:3]] == [(1, 1), (2, 1), (2, 2)]
        assert {row.formation for row in starters} == {"4-2-3-1"}
        assert [row.player for row in lineups if row.role == "bench"] == ["Groß", "Can", "Müller"]
        assert {row.side for row in lineups} == {"home"}
        assert {row.captain for row in lineups} == {None}

    def test_substitutions_and_cards_of_the_euro_dialect(self) -> None:
        parsed = read(*EURO_LINEUP, setting=EURO)
        assert [row[3:6] for row in parsed.substitutions] == [
            ("Andrich", "Groß", 46),
            ("Kroos", "Can", 80),
            ("Musiala", "Müller", 74),
        ]
        assert [(row.player, row.kind, row.minute) for row in parsed.cards] == [
            ("Tah", "yellow", None),
            ("Andrich", "yellow", None),
            ("Havertz", "red", 44),
            ("Can", "yellow", None),
        ]

    def test_a_substitute_may_be_replaced_himself(self) -> None:
        parsed = read(*WORLD_CUP_LINEUP, setting=EURO)
        assert [row[3:6] for row in parsed.substitutions] == [
            ("Bernard Genghini", "Patrick Battiston", 50),
            ("Patrick Battiston", "Christian Lopez", 60),
        ]

    def test_cards_captain_and_referee_of_the_world_cup_dialect(self) -> None:
        parsed = read(*WORLD_CUP_LINEUP, setting=EURO)
        assert [row[3:7] for row in parsed.cards] == [
            ("Bernard Genghini", 40, None, "yellow"),
            ("Alain Giresse", 35, None, "yellow"),
            ("Alain Giresse", 90, 2, "second_yellow"),
            ("Patrick Battiston", 58, None, "yellow"),
        ]
        assert [row.player for row in parsed.lineups if row.captain] == ["Jean Luc Ettori"]
        assert {row.formation for row in parsed.lineups if row.role == "start"} == {"4-4-2"}
        assert parsed.matches[0].referee == "Charles Corver"

    def test_an_eleven_without_dashes_has_no_lines(self) -> None:
        parsed = read(
            "Belgium          2-1 Hungary",
            "  Belgium: Piot, Heylens, Van den Daele, Thissen, Dolmans, Dockx, Verheyen,",
            "           Polleunis (Puis 70), Semmeling, Van Himst, Lambert ",
            setting=EURO,
        )
        assert [row.player for row in parsed.lineups][-3:] == ["Van Himst", "Lambert", "Puis"]
        assert {(row.formation, row.line, row.slot) for row in parsed.lineups} == {(None, None, None)}
        assert parsed.substitutions[0].minute == 70

    def test_kicks_of_a_shoot_out_are_no_goals(self) -> None:
        parsed = read(
            "Czechoslovakia   1-1 a.e.t., 5-3 pen.  West Germany",
            "  (Dobiás 25; D.Müller 28)",
            "  Penalties: 1-0 Masny,  1-1 Bonhof,",
            "             4-3 Jurkemik,   U.Hoeneß (over),",
            "             5-3 Panenka",
            setting=EURO,
        )
        assert parsed.rejected == []
        assert len(parsed.goals) == 2
        assert scorelines(parsed.matches[0])["pens"] == (5, 3)

    @pytest.mark.parametrize(
        ("lineup", "reason"),
        [
            ("Hungary: Géczi, Fábián", "a line-up of 2 players"),
            ("Berlgium: Piot, Heylens", '"Berlgium" is neither Belgium nor Hungary'),
            ("Hungary: Géczi [X], Fábián", '"[X]" is no booking'),
            ("Hungary: Géczi (Bo, Fábián)", "a substitution without an end"),
            ("Hungary: Géczi,, Fábián", "a line-up with a nameless player"),
        ],
    )
    def test_a_line_up_that_cannot_be_is_rejected_alone(self, lineup: str, reason: str) -> None:
        parsed = read("Belgium          2-1 Hungary", lineup, setting=EURO)
        assert [row.reason for row in parsed.rejected] == [reason]
        assert len(parsed.matches) == 1
        assert parsed.lineups == []


class TestBadLines:
    def test_an_unreadable_line_may_have_been_a_date_so_matches_below_it_wait_for_the_next(self) -> None:
        parsed = read(
            "[Sat Aug/12]", "  A FC 1-0 B FC", "[Sxn Axg/13]", "  C FC 1-0 D FC", "[Mon Aug/14]", "  E FC 1-0 F FC"
        )
        assert [row.home for row in parsed.matches] == ["A FC", "E FC"]
        assert len(parsed.rejected) == 2

    @pytest.mark.parametrize(
        "line", ["  Arsenal FC  2-1  Arsenal FC", "  2-1 (0-0)  Arsenal FC", "  A v B  2-1  C", "  Ars@enal  2-1  B FC"]
    )
    def test_a_score_needs_two_sides(self, line: str) -> None:
        assert len(read(line).rejected) == 1

    def test_comments_are_left_out(self) -> None:
        parsed = read(
            "# Teams      20", "  18:00  England  2-1 (0-1)  Slovakia    # Winner Group C - 3rd Group D", "## x"
        )
        assert (parsed.data_rows, parsed.matches[0].away) == (1, "Slovakia")

    def test_a_text_without_a_title_is_no_football_txt(self) -> None:
        with pytest.raises(LayoutChanged, match="no title line"):
            parse_football_txt("<html>404</html>", LEAGUE)
