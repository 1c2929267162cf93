"""Our own table layout: the sample, every table, and everything that can be wrong with a file."""

from __future__ import annotations

import collections
import datetime as dt
import gzip
import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq
import pytest
from hypothesis import given
from hypothesis import strategies as st

import pressbox
from pressbox.errors import LayoutChanged
from pressbox.sources.base import Parsed
from pressbox.sources.rows import MatchRow
from pressbox.sources.tables import LAYOUTS, NOTE_WORDS, OUTCOMES, Tables, parse_minute, parse_note

SAMPLE = Path(pressbox.__file__).parent / "sample"
FILES = Path(__file__).parents[1] / "files" / "tables"
DOCS = Path(__file__).parents[2] / "docs" / "tables.md"
RESULTS = "date,competition,home,away,home_goals,away_goals,note\n"
LINEUPS = "date,competition,club,opponent,player\n"


def parsed_folder(folder: Path) -> Parsed:
    (bundle,) = Tables().bundles(folder)
    return Tables().parse(bundle)


def parsed_tables(folder: Path, **tables: str) -> Parsed:
    """Write ``name=text`` as ``name.csv`` and parse the folder."""
    for name, text in tables.items():
        (folder / f"{name}.csv").write_text(text, encoding="utf-8")
    return parsed_folder(folder)


def match(parsed: Parsed, home: str, away: str) -> MatchRow:
    """The last match of the two."""
    return [row for row in parsed.matches if (row.home, row.away) == (home, away)][-1]


def only_match(folder: Path, score: str, note: str = "", **more: str) -> MatchRow:
    header = ",".join(["date,competition,home,away,home_goals,away_goals,note", *more])
    row = ",".join(["2024-04-18,Europa League,Atalanta,Liverpool", score, note, *more.values()])
    (row_read,) = parsed_tables(folder, results=f"{header}\n{row}\n").matches
    return row_read


def only_reason(parsed: Parsed) -> str:
    (row,) = parsed.rejected
    return row.reason


class TestSample:
    """The embedded sample is read as it is."""

    def test_every_row_is_read(self):
        parsed = parsed_folder(SAMPLE)
        assert parsed.rejected == []
        assert parsed.data_rows == 922 + 85 + 198 + 73
        rows = (parsed.matches, parsed.squads, parsed.lineups, parsed.availability)
        assert [len(table) for table in rows] == [922, 85, 198, 73]

    def test_the_expected_line_ups_do_not_ship(self):
        assert sorted(path.name for path in SAMPLE.glob("*.csv")) == [
            "availability.csv",
            "lineups.csv",
            "results.csv",
            "squads.csv",
        ]

    def test_911_results_were_known_before_the_kick_off(self):
        matches = parsed_folder(SAMPLE).matches
        assert sum(row.date is not None and row.date < dt.date(2024, 4, 18) for row in matches) == 911

    def test_competitions_are_named_as_people_write_them(self):
        counts = collections.Counter(row.competition for row in parsed_folder(SAMPLE).matches)
        assert counts == {
            "Premier League": 361,
            "Serie A": 356,
            "Europa League": 147,
            "Champions League": 43,
            "EFL Cup": 6,
            "Coppa Italia": 5,
            "FA Cup": 4,
        }

    def test_the_worked_example_is_there(self):
        first, second = (
            row
            for row in parsed_folder(SAMPLE).matches
            if {row.home, row.away} == {"Atalanta", "Liverpool"} and row.season == "2023-24"
        )
        assert (first.date, first.home, first.home_goals, first.away_goals) == (dt.date(2024, 4, 11), "Liverpool", 0, 3)
        assert (second.round, second.home_goals_ht, second.away_goals_ht) == ("Quarter-final", 0, 1)
        assert (second.extra_time, second.shoot_out, second.neutral) == (False, False, None)

    def test_a_score_with_extra_time_is_none_after_90_minutes(self):
        final = match(parsed_folder(SAMPLE), "Chelsea", "Liverpool")
        assert (final.home_goals, final.away_goals) == (None, None)
        assert (final.home_goals_aet, final.away_goals_aet) == (0, 1)
        assert (final.extra_time, final.shoot_out, final.neutral) == (True, False, True)

    def test_a_shoot_out_follows_extra_time(self):
        night = match(parsed_folder(SAMPLE), "Roma", "Feyenoord")
        assert (night.home_goals, night.home_goals_aet, night.away_goals_aet) == (None, 1, 1)
        assert (night.extra_time, night.shoot_out, night.home_pens, night.away_pens) == (True, True, 4, 2)

    def test_every_eleven_belongs_to_a_match_and_has_eleven(self):
        parsed = parsed_folder(SAMPLE)
        keys = {row.key for row in parsed.matches}
        elevens = collections.Counter((row.match, row.side) for row in parsed.lineups)
        assert len(elevens) == 18
        assert set(elevens.values()) == {11}
        assert {key for key, _ in elevens} <= keys

    def test_a_report_is_seen_at_the_end_of_its_day_and_before_the_next_match_day(self):
        """17 April 2024 ends in Bergamo (UTC+2) at 22:00 UTC."""
        seen = {row.seen_at for row in parsed_folder(SAMPLE).availability if row.seen_at.day == 17}
        assert seen == {dt.datetime(2024, 4, 17, 21, 59, 59, tzinfo=dt.UTC)}
        assert max(row.seen_at for row in parsed_folder(SAMPLE).availability) == seen.pop()


class TestEveryTable:
    """The small folder in tests/files holds all tables."""

    def test_every_row_is_read(self):
        parsed = parsed_folder(FILES)
        assert parsed.rejected == []
        read = {name: len(getattr(parsed, name)) for name in LAYOUTS}
        assert read == {
            "matches": 6,
            "squads": 2,
            "lineups": 3,
            "availability": 2,
            "goals": 4,
            "cards": 1,
            "prices": 6,
            "match_stats": 1,
        }
        assert parsed.data_rows == sum(read.values())

    def test_keys_are_unique_and_every_row_refers_to_one(self):
        parsed = parsed_folder(FILES)
        keys = [row.key for row in parsed.matches]
        assert len(set(keys)) == len(keys)
        for name in ("lineups", "goals", "cards", "prices", "match_stats"):
            assert {row.match for row in getattr(parsed, name)} <= set(keys), name

    def test_what_a_match_can_hold_is_read(self):
        row = match(parsed_folder(FILES), "Atalanta", "Liverpool")
        assert row == MatchRow(
            source_line=4, key="2024-04-18 Europa League: Atalanta v Liverpool", competition="Europa League",
            season="2023-24", date=dt.date(2024, 4, 18), kick_off=dt.time(21), timezone="Europe/Rome",
            round="Quarter-final", leg=2, home="Atalanta", away="Liverpool", home_country="ITA", away_country="ENG",
            status="played", home_goals=0, away_goals=1, home_goals_ht=0, away_goals_ht=1, extra_time=False,
            home_goals_aet=None, away_goals_aet=None, shoot_out=False, home_pens=None, away_pens=None, neutral=None,
            venue=None, city="Bergamo", attendance=None, referee=None, note="Atalanta through, 3-1 on aggregate",
        )  # fmt: skip

    def test_a_90_minute_score_stands_beside_the_final_one(self):
        row = match(parsed_folder(FILES), "Freiburg", "Lens")
        assert (row.home_goals, row.away_goals, row.home_goals_aet, row.away_goals_aet) == (2, 2, 3, 2)
        assert row.neutral is False

    def test_a_fixture_has_no_score_and_nothing_that_follows_from_one(self):
        row = match(parsed_folder(FILES), "Atalanta", "Lecce")
        assert (row.status, row.competition, row.season) == ("scheduled", "ita-1", "2030-31")
        assert (row.home_goals, row.extra_time, row.shoot_out) == (None, None, None)

    def test_goals_are_counted_in_the_order_of_their_match(self):
        goals = [row for row in parsed_folder(FILES).goals if row.match.startswith("2024-04-11")]
        assert [(row.sequence, row.side, row.minute) for row in goals] == [
            (1, "away", 38),
            (2, "away", 60),
            (3, "away", 83),
        ]

    def test_a_club_may_be_home_or_away(self):
        lineups = parsed_folder(FILES).lineups
        assert [(row.player, row.side, row.role) for row in lineups] == [
            ("Juan Musso", "away", "start"),
            ("Marten de Roon", "away", "start"),
            ("Mohamed Salah", "home", "bench"),
        ]

    def test_stoppage_time_is_kept_apart(self):
        (card,) = parsed_folder(FILES).cards
        assert (card.minute, card.stoppage, card.kind) == (90, 3, "yellow")

    def test_a_moment_is_turned_to_utc(self):
        assert parsed_folder(FILES).availability[1].seen_at == dt.datetime(2024, 4, 17, 9, tzinfo=dt.UTC)

    def test_the_three_kinds_of_file_say_the_same(self, tmp_path: Path):
        zipped, columns = tmp_path / "a" / "tables", tmp_path / "b" / "tables"
        for folder in (zipped, columns):
            folder.mkdir(parents=True)
        for path in FILES.glob("*.csv"):
            (zipped / f"{path.name}.gz").write_bytes(gzip.compress(path.read_bytes(), mtime=0))
            table = pyarrow.csv.read_csv(path, convert_options=pyarrow.csv.ConvertOptions(strings_can_be_null=True))
            pq.write_table(table, columns / f"{path.stem}.parquet")
        plain = parsed_folder(FILES)
        assert parsed_folder(zipped) == plain
        typed = parsed_folder(columns)
        assert typed.rejected == []
        for name in LAYOUTS:
            rows = [row._replace(source_line=row.source_line + 1) for row in getattr(typed, name)]
            assert rows == getattr(plain, name), name

    def test_typed_columns_of_other_programs_are_understood(self, tmp_path: Path):
        """Spreadsheets and data frames write dates as moments and whole numbers with gaps as fractions."""
        pq.write_table(
            pa.table(
                {
                    "date": pa.array([dt.datetime(2024, 4, 18), dt.datetime(2030, 8, 10)], pa.timestamp("ns")),
                    "competition": ["Europa League", "Serie A"],
                    "home": ["Atalanta", "Atalanta"],
                    "away": ["Liverpool", "Lecce"],
                    "home_goals": [0.0, float("nan")],
                    "away_goals": [1.0, None],
                    "neutral": [False, None],
                    "kick_off": [dt.time(21), None],
                }
            ),
            tmp_path / "matches.parquet",
        )
        played, scheduled = parsed_folder(tmp_path).matches
        assert (played.date, played.home_goals, played.away_goals) == (dt.date(2024, 4, 18), 0, 1)
        assert (played.neutral, played.kick_off) == (False, dt.time(21))
        assert (scheduled.status, scheduled.source_line) == ("scheduled", 2)


class TestBundles:
    """A folder is one bundle."""

    def test_the_bundle_is_named_after_its_folder_and_starts_with_the_results(self):
        (bundle,) = Tables().bundles(SAMPLE)
        assert (bundle.source, bundle.name) == ("tables", "sample")
        assert [path.name for path in bundle.paths] == ["results.csv", "squads.csv", "lineups.csv", "availability.csv"]

    def test_a_folder_without_tables_is_no_bundle(self, tmp_path: Path):
        (tmp_path / "deeper").mkdir()
        shutil.copy(SAMPLE / "results.csv", tmp_path / "deeper")
        (tmp_path / "E0.csv").write_text("Div\n")
        assert list(Tables().bundles(tmp_path)) == []
        assert list(Tables().bundles(tmp_path / "absent")) == []

    def test_of_two_copies_of_a_table_one_is_read(self, tmp_path: Path):
        shutil.copy(SAMPLE / "results.csv", tmp_path)
        (tmp_path / "results.csv.gz").write_bytes(gzip.compress((SAMPLE / "results.csv").read_bytes()))
        parsed = parsed_folder(tmp_path)
        assert len(parsed.matches) == 922
        assert parsed.rejected == []

    def test_results_and_matches_are_read_together(self, tmp_path: Path):
        parsed = parsed_tables(
            tmp_path,
            results=RESULTS + "2024-04-11,Europa League,Liverpool,Atalanta,0,3,\n",
            matches=RESULTS + "2024-04-18,Europa League,Atalanta,Liverpool,0,1,\n"
            "2024-04-11,Europa League,Liverpool,Atalanta,0,3,\n",
        )
        assert len(parsed.matches) == 2
        assert only_reason(parsed) == "repeats matches.csv, line 3"


class TestScores:
    """What the score and the note of a result say."""

    @pytest.mark.parametrize("word", ["awarded", "walkover", "abandoned", "cancelled", "void"])
    def test_the_note_says_that_a_match_was_no_play(self, tmp_path: Path, word: str):
        assert only_match(tmp_path, "3,0", word).status == word

    def test_a_cancelled_match_needs_no_score(self, tmp_path: Path):
        row = only_match(tmp_path, ",", "cancelled")
        assert (row.status, row.home_goals) == ("cancelled", None)

    def test_penalties_without_extra_time_leave_the_score_of_90_minutes(self, tmp_path: Path):
        row = only_match(tmp_path, "1,1", "Pens 5-4; No AET")
        assert (row.extra_time, row.shoot_out, row.home_goals, row.home_goals_aet) == (False, True, 1, None)

    def test_a_shoot_out_may_lack_its_score(self, tmp_path: Path):
        row = only_match(tmp_path, "1,1", "pens")
        assert (row.extra_time, row.shoot_out, row.home_pens) == (True, True, None)

    def test_neutral_ground_is_noted_or_has_a_column(self, tmp_path: Path):
        assert only_match(tmp_path, "1,1", "aet;neutral").neutral is True
        assert only_match(tmp_path, "1,1", neutral="yes").neutral is True
        assert only_match(tmp_path, "1,1", neutral="no").neutral is False

    @pytest.mark.parametrize(
        ("score", "note", "ninety", "reason"),
        [
            ("x-y,", "", ",", 'home_goals: "x-y" is not a whole number'),
            ("-1,0", "", ",", 'home_goals: "-1" is negative'),
            ("2,", "", ",", "goals of one side only"),
            ("2,1", "", "1,", "goals of one side only"),
            ("2,1", "", "1,1", "another score after 90 minutes than at the end, but the note has no aet"),
            ("2,1", "aet", "3,1", "more goals after 90 minutes than at the end"),
            (",", "aet", ",", "extra time or a shoot-out without a score"),
            ("1,1", "pens 4-4", ",", 'note: "pens 4-4" is no result of a shoot-out'),
            ("1,1", "aet;no aet", ",", 'note: "aet;no aet" contradicts itself'),
            ("1,1", "awarded;void", ",", 'note: "awarded;void" contradicts itself'),
            ("1,1", "a.e.t.", ",", "free text goes to the column remark"),
        ],
    )
    def test_a_score_that_cannot_be_is_rejected(self, tmp_path: Path, score: str, note: str, ninety: str, reason: str):
        text = RESULTS.replace("note", "note,home_goals_90,away_goals_90")
        parsed = parsed_tables(
            tmp_path, results=f"{text}2024-04-18,Europa League,Atalanta,Liverpool,{score},{note},{ninety}\n"
        )
        assert parsed.matches == []
        assert reason in only_reason(parsed)

    @given(st.integers(0, 20), st.integers(0, 20), st.sampled_from(["", "aet", "neutral"]))
    def test_any_shoot_out_is_read_back(self, home: int, away: int, word: str):
        if home != away:
            note = parse_note(f"{word};pens {home}-{away}")
            assert (note.pens, note.words) == ((home, away), {word} - {""})

    @given(st.integers(0, 120), st.integers(1, 20))
    def test_any_minute_is_read_back(self, minute: int, stoppage: int):
        assert parse_minute(f"{minute}+{stoppage}") == (minute, stoppage)
        assert parse_minute(str(minute)) == (minute, None)


class TestBadRows:
    """A bad row is left out, and named with file, line, value and reason; the rest is read."""

    def test_a_bad_row_is_named_and_the_others_are_read(self, tmp_path: Path):
        parsed = parsed_tables(
            tmp_path,
            results=RESULTS
            + "2024-04-18,Europa League,Atalanta,Liverpool,0,1,\n"
            + "31/02/2024,Serie A,Atalanta,Verona,2,2,\n"
            + "2024-02-31,Serie A,Atalanta,Verona,2,2,\n"
            + ",Serie A,Atalanta,Verona,2,2,\n"
            + "2024-04-15,Serie A,Atalanta,Verona,2\n"
            + "2024-04-15,Serie A,Atalanta,Verona,2,2,\n",
        )
        assert [row.date for row in parsed.matches] == [dt.date(2024, 4, 18), dt.date(2024, 4, 15)]
        assert parsed.data_rows == 6
        assert [tuple(row) for row in parsed.rejected] == [
            (3, "results.csv: 31/02/2024,Serie A,Atalanta,Verona,2,2,", 'date: "31/02/2024" is not a date YYYY-MM-DD'),
            (
                4,
                "results.csv: 2024-02-31,Serie A,Atalanta,Verona,2,2,",
                'date: "2024-02-31" is not a day of the calendar',
            ),
            (5, "results.csv: ,Serie A,Atalanta,Verona,2,2,", "date: missing"),
            (6, "results.csv: 2024-04-15,Serie A,Atalanta,Verona,2", "5 cells where the header has 7"),
        ]

    def test_a_row_that_repeats_another_is_rejected(self, tmp_path: Path):
        row = "2024-04-18,Europa League,Atalanta,Liverpool,0,1,\n"
        parsed = parsed_tables(tmp_path, results=RESULTS + row + "\n" + row.replace("Europa", "EUROPA"))
        assert len(parsed.matches) == 1
        assert parsed.rejected[0].source_line == 4
        assert only_reason(parsed) == "repeats results.csv, line 2"

    @pytest.mark.parametrize("table", ["squads", "lineups", "availability", "goals", "cards", "prices", "match_stats"])
    def test_no_table_takes_a_row_twice(self, tmp_path: Path, table: str):
        for path in FILES.glob("*.csv"):
            shutil.copy(path, tmp_path)
        text = (tmp_path / f"{table}.csv").read_text()
        (tmp_path / f"{table}.csv").write_text(text + text.splitlines()[1] + "\n")
        assert only_reason(parsed_folder(tmp_path)) == f"repeats {table}.csv, line 2"

    def test_goals_without_a_minute_are_goals_of_their_own(self, tmp_path: Path):
        parsed = parsed_tables(
            tmp_path,
            results=RESULTS + "2024-04-11,Europa League,Liverpool,Atalanta,0,3,\n",
            goals="date,competition,club,opponent,player\n"
            + "2024-04-11,Europa League,Atalanta,Liverpool,Scamacca\n" * 2,
        )
        assert [row.sequence for row in parsed.goals] == [1, 2]
        assert [row.minute for row in parsed.goals] == [None, None]

    @pytest.mark.parametrize(
        "row", ["2024-04-18,Europa League,Atalanta,Lyon,Musso", "2024-04-18,Serie A,Atalanta,Liverpool,Musso"]
    )
    def test_a_line_up_of_no_match_is_rejected(self, tmp_path: Path, row: str):
        parsed = parsed_tables(
            tmp_path,
            results=RESULTS + "2024-04-18,Europa League,Atalanta,Liverpool,0,1,\n",
            lineups=f"{LINEUPS}{row}\n2024-04-18,europa league,liverpool,Atalanta,Alisson\n",
        )
        assert [(lineup.player, lineup.side) for lineup in parsed.lineups] == [("Alisson", "away")]
        assert parsed.rejected[0].value == f"lineups.csv: {row}"
        assert only_reason(parsed).startswith("the results have no match of Atalanta and ")

    @pytest.mark.parametrize(
        ("table", "column", "cell", "reason"),
        [
            ("results", "timezone", "Europe/Bergamo", 'timezone: "Europe/Bergamo" is not a time zone like Europe/Rome'),
            ("results", "timezone", "../etc", "is not a time zone"),
            ("results", "leg", "3", 'leg: "3" is not 1 to 2'),
            ("results", "season", "2023-25", 'season: "2023-25" is not a season like 2023-24 or 2024'),
            ("results", "home_country", "it", 'home_country: "it" is not a code of three capital letters'),
            ("results", "kick_off", "25:00", 'kick_off: "25:00" is not a time of day HH:MM'),
            ("results", "neutral", "perhaps", 'neutral: "perhaps" is neither true nor false'),
            ("squads", "position", "Keeper", 'position: "Keeper" is not one of GK, DF, MF, FW'),
            ("lineups", "line", "0", 'line: "0" is not 1 or more'),
            ("availability", "as_of", "yesterday", 'as_of: "yesterday" is not a date YYYY-MM-DD or a moment'),
            ("availability", "as_of", "2024-04-17T10:00", 'as_of: "2024-04-17T10:00" has no offset from UTC'),
            ("availability", "status", "hurt", 'status: "hurt" is not one of out, suspended'),
            ("availability", "chance", "75", 'chance: "75" is not between 0 and 1'),
            ("goals", "minute", "late", 'minute: "late" is not a minute like 63 or 90+3'),
            ("cards", "kind", "blue", 'kind: "blue" is not one of yellow'),
            ("prices", "price", "1.0", 'price: "1.0" is not a decimal price'),
            ("prices", "outcome", "over", 'outcome: "over" is not one of home, draw, away, the outcomes of 1x2'),
            ("prices", "handicap", "2.5", "handicap: 1x2 has no line"),
            ("prices", "market", "total", 'outcome: "home" is not one of over, under'),
            ("prices", "market", "handicap", "handicap: handicap has a line, and it is missing"),
            ("match_stats", "home_shots", "many", 'home_shots: "many" is not a whole number'),
        ],
    )
    def test_a_cell_that_is_not_what_its_column_holds_is_rejected(
        self, tmp_path: Path, table: str, column: str, cell: str, reason: str
    ):
        for path in FILES.glob("*.csv"):
            shutil.copy(path, tmp_path)
        path = tmp_path / f"{table}.csv"
        header, first, *_ = path.read_text().splitlines()
        cells = dict(zip(header.split(","), first.split(","), strict=True)) | {column: cell}
        path.write_text(f"{','.join(cells)}\n{','.join(cells.values())}\n")
        reasons = [row.reason for row in parsed_folder(tmp_path).rejected if row.value.startswith(f"{table}.csv: ")]
        assert len(reasons) == 1
        assert reason in reasons[0]

    def test_a_column_that_nobody_knows_is_reported(self, tmp_path: Path):
        text = RESULTS.replace("note", "note,atendance") + "2024-04-18,Europa League,Atalanta,Liverpool,0,1,,19000\n"
        parsed = parsed_tables(tmp_path, results=text)
        assert len(parsed.matches) == 1
        assert parsed.rejected[0][:2] == (1, "results.csv: atendance")
        assert "attendance" in only_reason(parsed)


class TestBadFiles:
    """A bad file is left out, and the tables beside it are read."""

    SQUADS = "club,player\nAtalanta,Juan Musso\n"
    LATIN = "2024-04-13,Ligue 1,Saint-Étienne,Nice,1,1,\n".encode("latin-1")

    @pytest.mark.parametrize(
        ("name", "data", "reason"),
        [
            (
                "results.csv",
                RESULTS.replace("home_goals", "home_score").encode(),
                "results.csv, line 1: no column home_goals (it has date,",
            ),
            (
                "results.csv",
                b"date;competition;home;away\n2024-04-18;Europa League;Atalanta;Liverpool\n",
                "cells must be divided by commas",
            ),
            ("results.csv", RESULTS.replace("note", "home").encode(), "the column home is there twice"),
            ("results.csv", b"", "results.csv: the file is empty"),
            ("results.csv", RESULTS.encode() + LATIN, "results.csv, line 2: byte 0xc9"),
            (
                "results.csv",
                RESULTS.encode() + b'2024-04-13,"Ligue 1,Nice,Lens,1,1,\n',
                "results.csv, line 2: not a CSV row",
            ),
            ("results.csv.gz", gzip.compress(RESULTS.encode() * 9, mtime=0)[:-12], "results.csv.gz: broken gzip"),
            ("results.csv.gz", b"garbage", "results.csv.gz: broken gzip"),
            ("results.parquet", b"garbage", "results.parquet: not a Parquet file"),
            ("results.parquet", b"PAR1 garbage PAR1", "results.parquet: not a Parquet file"),
        ],
    )
    def test_a_bad_file_is_named_and_the_others_are_read(self, tmp_path: Path, name: str, data: bytes, reason: str):
        (tmp_path / name).write_bytes(data)
        parsed = parsed_tables(tmp_path, squads=self.SQUADS)
        assert [row.player for row in parsed.squads] == ["Juan Musso"]
        assert parsed.rejected[0][:2] == (0, name)
        assert reason in only_reason(parsed)
        assert str(tmp_path) not in only_reason(parsed)

    def test_a_folder_of_which_nothing_can_be_read_is_not_in_our_layout(self, tmp_path: Path):
        (tmp_path / "results.csv").write_text("date,home_team,away_team\n1872-11-30,Scotland,England\n")
        with pytest.raises(LayoutChanged, match="no column competition, home, away, home_goals, away_goals"):
            parsed_folder(tmp_path)

    def test_a_header_alone_is_an_empty_table(self, tmp_path: Path):
        parsed = parsed_tables(tmp_path, results=RESULTS)
        assert (parsed.data_rows, parsed.matches, parsed.rejected) == (0, [], [])


class TestDocs:
    """docs/tables.md describes what is read."""

    @staticmethod
    def section(table: str) -> str:
        return DOCS.read_text(encoding="utf-8").split(f"\n## {table}\n")[1].split("\n## ")[0]

    @pytest.mark.parametrize("table", LAYOUTS)
    def test_every_column_is_documented_and_every_documented_column_is_read(self, table: str):
        first_cells = re.findall(r"^\| ([^|]+) \|", self.section(table).split("| word of")[0], re.MULTILINE)
        documented = {name for cell in first_cells for name in re.findall(r"`([a-z0-9_]+)`", cell)}
        assert documented == {*LAYOUTS[table].required, *LAYOUTS[table].optional}

    @pytest.mark.parametrize("table", LAYOUTS)
    def test_required_columns_stand_in_bold(self, table: str):
        assert set(re.findall(r"\*\*`([a-z0-9_]+)`\*\*", self.section(table))) == set(LAYOUTS[table].required)

    @pytest.mark.parametrize("word", sorted(NOTE_WORDS))
    def test_every_word_of_a_note_is_documented(self, word: str):
        assert f"`{word}`" in self.section("matches")

    @pytest.mark.parametrize("market", OUTCOMES)
    def test_every_market_and_outcome_is_documented(self, market: str):
        assert all(f"`{word}`" in self.section("prices") for word in (market, *OUTCOMES[market]))
