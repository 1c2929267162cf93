"""openfootball: paths to competitions and seasons, the samples, and the counts of the real data."""

from __future__ import annotations

import collections
import csv
import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from pressbox.errors import LayoutChanged
from pressbox.sources.base import Bundle, Parsed
from pressbox.sources.openfootball import OpenFootball
from pressbox.sources.rows import ClubNameRow, MatchRow

SAMPLES = Path(__file__).parents[1] / "files" / "openfootball"
SOURCE = OpenFootball()


def parse(name: str, folder: Path = SAMPLES) -> Parsed:
    return SOURCE.parse(Bundle("openfootball", name, (folder / name,)))


def matches_of(name: str, home: str, away: str) -> list[MatchRow]:
    return [row for row in parse(name).matches if (row.home, row.away) == (home, away)]


class TestPaths:
    @pytest.mark.parametrize(
        ("name", "competition", "season"),
        [
            ("england/2023-24/1-premierleague.txt", "eng-1", "2023-24"),
            ("england/archive/1880s/1888-89/1-footballleague.txt", "eng-1", "1888-89"),
            ("england/2022-23/2-championship.txt", "eng-2", "2022-23"),
            ("england/2019-20/5-nationalleague.txt", "eng-5", "2019-20"),
            ("england/2020-21/eflcup.txt", "eng-league-cup", "2020-21"),
            ("italy/2022-23/2-serieb.txt", "ita-2", "2022-23"),
            ("espana/2020-21/cup.txt", "esp-cup", "2020-21"),
            ("deutschland/2019-20/cup.txt", "ger-cup", "2019-20"),
            ("europe/france/2014-15_fr1.txt", "fra-1", "2014-15"),
            ("europe/switzerland/2023-24_chcup.txt", "sui-cup", "2023-24"),
            ("europe/turkey/2023-24_tr1.txt", "tur-1", "2023-24"),
            ("champions-league/2023-24/el.txt", "uefa-el", "2023-24"),
            ("euro/2024--germany/euro.txt", "uefa-euro", "2024"),
            ("euro/2021--europe/euro.txt", "uefa-euro", "2020"),
            ("worldcup/2018--russia/cup_finals.txt", "fifa-world-cup", "2018"),
            ("worldcup/min/2018.txt", "fifa-world-cup", "2018"),
            ("worldcup/more/2018_full.txt", "fifa-world-cup", "2018"),
        ],
    )
    def test_competition_and_season_follow_from_the_path(self, name: str, competition: str, season: str) -> None:
        assert {(row.competition, row.season) for row in parse(name).matches} == {(competition, season)}

    def test_bundles_are_sorted_and_leave_out_dot_files(self) -> None:
        names = [bundle.name for bundle in SOURCE.bundles(SAMPLES)]
        assert names == sorted(names)
        assert (SAMPLES / "england/2018-19/.conf.txt").exists()
        assert len(names) == 39
        assert not any(".conf" in name or "README" in name for name in names)

    def test_a_path_of_nobody_is_refused(self) -> None:
        with pytest.raises(LayoutChanged, match="not a path"):
            SOURCE.parse(Bundle("openfootball", "england/2018-19/.conf.txt", ()))

    def test_a_file_of_another_kind_is_refused_by_name(self, tmp_path: Path) -> None:
        path = tmp_path / "1-liga.txt"
        path.write_text("404: Not Found", encoding="utf-8")
        with pytest.raises(LayoutChanged, match=re.escape(str(path))):
            SOURCE.parse(Bundle("openfootball", "espana/2023-24/1-liga.txt", (path,)))

    def test_live_files_are_bundles_when_they_are_here(self, tmp_path: Path) -> None:
        for download in SOURCE.downloads("2024-25"):
            assert download.url.endswith(download.path.partition("/")[2])
            (tmp_path / download.path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / download.path).touch()
        bundles = {bundle.name for bundle in SOURCE.bundles(tmp_path)}
        assert bundles == {download.path for download in SOURCE.downloads("2024-25")}
        assert "europe/switzerland/2024-25_chcup.txt" in bundles


class TestEnglishLeaguesADayEarly:
    """Those of 1999-00 and the lower ones of 1998-99 have a Saturday's matches under a Friday."""

    def days(self, tmp_path: Path, *dates: str) -> list[dt.date | None]:
        name = "england/archive/1990s/1999-00/1-premierleague.txt"
        path = tmp_path / "file.txt"
        path.write_text("\n".join(("= A title", *(f"{date}\n  A FC 1-0 B FC" for date in dates))), encoding="utf-8")
        return [row.date for row in SOURCE.parse(Bundle("openfootball", name, (path,))).matches]

    def test_a_league_that_plays_on_fridays_is_put_on_saturdays(self, tmp_path: Path) -> None:
        days = self.days(tmp_path, "[Fri Aug/6]", "[Fri Aug/13]", "[Sun Aug/15]")
        assert days == [dt.date(1999, 8, 7), dt.date(1999, 8, 14), dt.date(1999, 8, 16)]

    def test_a_league_with_some_matches_on_fridays_is_left_alone(self, tmp_path: Path) -> None:
        days = self.days(tmp_path, "[Fri Aug/6]", "[Sat Aug/7]", "[Sat Aug/14]")
        assert days == [dt.date(1999, 8, 6), dt.date(1999, 8, 7), dt.date(1999, 8, 14)]


class TestSamples:
    @pytest.mark.parametrize("bundle", list(SOURCE.bundles(SAMPLES)), ids=lambda bundle: bundle.name)
    def test_every_line_of_the_samples_is_read(self, bundle: Bundle) -> None:
        parsed = SOURCE.parse(bundle)
        assert parsed.rejected == []
        assert parsed.data_rows > 0
        assert len({row.key for row in parsed.matches}) == len(parsed.matches)

    def test_both_legs_of_a_tie_are_matches(self) -> None:
        name = "champions-league/2023-24/el.txt"
        (first,) = matches_of(name, "Liverpool FC", "Atalanta")
        (second,) = matches_of(name, "Atalanta", "Liverpool FC")
        assert (first.date, first.home_goals, first.away_goals) == (dt.date(2024, 4, 11), 0, 3)
        assert (second.date, second.home_goals, second.away_goals) == (dt.date(2024, 4, 18), 0, 1)
        assert (second.kick_off, second.timezone, second.round) == (dt.time(21), "Europe/Paris", "Quarterfinals")
        assert (second.home_country, second.away_country) == ("ITA", "ENG")

    def test_the_year_turns_within_a_file(self) -> None:
        days = [row.date for row in parse("england/2023-24/1-premierleague.txt").matches if row.date]
        assert (days[0], days[-1]) == (dt.date(2023, 8, 11), dt.date(2024, 1, 21))
        assert days == sorted(days)

    def test_the_final_of_1976_has_its_shoot_out_line_ups_and_goals(self) -> None:
        parsed = parse("euro/1976--yugoslavia/euro.txt")
        final = parsed.matches[-1]
        assert (final.home, final.away, final.city, final.venue) == (
            "Czechoslovakia",
            "West Germany",
            "Beograd",
            "Crvena zvezda",
        )
        assert (final.home_goals, final.away_goals, final.home_goals_aet, final.home_pens) == (2, 2, 2, 5)
        assert sum(row.match == final.key for row in parsed.goals) == 4
        assert sum(row.match == final.key and row.role == "start" for row in parsed.lineups) == 22

    def test_players_of_a_club_have_country_birth_year_and_previous_club(self) -> None:
        parsed = parse("england/2023-24/squads/liverpool.txt")
        (row,) = (row for row in parsed.squads if row.player == "Virgil van Dijk")
        assert (row.team, row.country, row.competition, row.season) == ("Liverpool FC", None, "eng-1", "2023-24")
        assert (row.number, row.position, row.nationality, row.birth_year) == (4, "DF", "NED", 1991)
        assert row.club == "Southampton"

    def test_players_of_a_nation_have_caps_goals_and_club(self) -> None:
        (row,) = (row for row in parse("euro/2024--germany/squads/albania.txt").squads if row.player == "Elseid Hysaj")
        assert (row.team, row.country, row.caps, row.goals, row.club) == ("Albania", "ALB", 84, 2, "SS Lazio")

    def test_older_squads_have_other_layouts(self) -> None:
        (row,) = (row for row in parse("england/2014-15/squads/chelsea.txt").squads if row.player == "Petr Čech")
        assert (row.team, row.number, row.position, row.nationality) == ("Chelsea FC", 1, "GK", "CZE")
        squads = parse("worldcup/2014--brazil/squads/de-deutschland.txt").squads
        assert (squads[0].team, squads[0].country) == ("Germany", "GER")
        assert (squads[0].player, squads[0].number, squads[0].caps, squads[0].club) == (
            "Manuel Neuer",
            1,
            45,
            "Bayern Munich",
        )
        row = parse("worldcup/1930--uruguay/squads/ar-argentina.txt").squads[0]
        assert (row.team, row.number, row.caps, row.club) == ("Argentina", None, None, "Talleres")

    def test_squads_of_a_tournament_in_one_file_know_their_side_and_leave_out_the_manager(self) -> None:
        squads = parse("worldcup/more/2018_squads.txt").squads
        assert {(row.team, row.country) for row in squads} == {("Japan", "JPN")}
        assert len(squads) == 23
        assert squads[0].birth_date == dt.date(1983, 3, 20)

    def test_a_club_has_its_own_name_and_its_aliases(self) -> None:
        names = [row for row in parse("clubs/europe/italy/it.clubs.txt").club_names if row.club == "AC Milan"]
        assert names[0] == ClubNameRow(16, "AC Milan", "AC Milan", "ITA", "Milano", None)
        assert [row.alias for row in names[1:]] == ["Milan", "Associazione Calcio Milan", "AC Mailand"]

    def test_a_reserve_side_is_a_club_and_an_address_is_none(self) -> None:
        names = parse("clubs/europe/austria/at.clubs.txt").club_names
        assert {row.club for row in names} == {"SK Rapid Wien", "SK Rapid Wien II"}
        assert (names[0].founded, names[0].city, names[0].country) == (1899, "Wien (Hütteldorf)", "AUT")


# Upstream's own slips, by file; everything else of the real data is read whole.
REJECTED = {
    "euro/1980--italy/euro.txt": 1,  # line-up of "Berlgium"
    "worldcup/more/1954_full.txt": 1,  # South Korea with ten players
    "worldcup/1982--spain/squads/sv-el-salvador.txt": 1,  # no name for number 10
    "worldcup/1986--mexico/squads/ca-canada.txt": 1,  # nor for number 23
    "clubs/europe/austria/at.clubs.txt": 1,  # a bar and no name
    "clubs/europe/germany/de.clubs.txt": 4,  # indented like an address, and none
    "clubs/europe/ireland/ie.clubs.txt": 1,
    "clubs/europe/latvija/lv.clubs.txt": 1,
    "clubs/europe/norway/no.clubs.txt": 1,
    "clubs/europe/ukraine/ua.clubs.txt": 1,
    "clubs/middle-east/israel/il.clubs.txt": 1,
    "clubs/south-america/paraguay/py.clubs.txt": 1,
}
TOTALS = {
    "england": 62_671,
    "italy": 9_052,
    "espana": 10_610,
    "deutschland": 12_134,
    "champions-league": 2_670,
    "europe": 18_998,
}


@pytest.fixture(scope="module")
def real(shared_data: Path) -> dict[str, Parsed]:
    """Everything, read once."""
    folder = shared_data / "openfootball"
    return {bundle.name: SOURCE.parse(bundle) for bundle in SOURCE.bundles(folder)}


def real_matches(real: dict[str, Parsed]) -> Iterator[MatchRow]:
    for parsed in real.values():
        yield from parsed.matches


@pytest.mark.shared_data
class TestRealData:
    def test_nothing_is_rejected_but_upstreams_own_slips(self, real: dict[str, Parsed]) -> None:
        rejected = {name: len(parsed.rejected) for name, parsed in real.items() if parsed.rejected}
        assert rejected == REJECTED

    def test_every_file_has_the_matches_of_its_header(self, real: dict[str, Parsed], shared_data: Path) -> None:
        headers = 0
        for name, parsed in real.items():
            text = (shared_data / "openfootball" / name).read_text(encoding="utf-8")
            if header := re.search(r"^# Matches +(\d+)", text, re.MULTILINE):
                headers += 1
                assert parsed.data_rows - len(parsed.rejected) == int(header[1]), name
        assert headers == 361

    def test_the_folders_add_up(self, real: dict[str, Parsed]) -> None:
        folders = collections.Counter[str]()
        for name, parsed in real.items():
            folders[name.partition("/")[0]] += len(parsed.matches)
        assert {folder: folders[folder] for folder in TOTALS} == TOTALS

    def test_each_version_of_the_world_cups_has_964_matches(self, real: dict[str, Parsed]) -> None:
        """The cup files also have Sweden v Austria of 1938, which was not played."""
        versions = collections.Counter[str]()
        for name, parsed in real.items():
            if name.startswith("worldcup/"):
                version = re.sub(r"\d{4}(--[\w-]+)?", "", name.removeprefix("worldcup/"))
                versions[version] += sum(row.status == "played" for row in parsed.matches)
        assert versions["/cup.txt"] + versions["/cup_finals.txt"] == 964
        assert (versions["min/.txt"], versions["more/.txt"], versions["more/_full.txt"]) == (964, 964, 964)

    def test_cancelled_and_awarded_fixtures_are_told_apart(self, real: dict[str, Parsed]) -> None:
        """699 and 42 are marked; a lone dash in the Copa del Rey, Sweden v Austria and İstanbulspor are not."""
        statuses = collections.Counter(row.status for row in real_matches(real))
        assert {status: statuses[status] for status in statuses if status != "played"} == {
            "cancelled": 699 + 2,
            "awarded": 42 + 1,
            "scheduled": 1,
        }

    def test_first_and_last_match_are_on_the_days_of_the_header(
        self, real: dict[str, Parsed], shared_data: Path
    ) -> None:
        checked = 0
        for name, parsed in real.items():
            text = (shared_data / "openfootball" / name).read_text(encoding="utf-8")
            days = [row.date for row in parsed.matches if row.date]
            if (header := re.search(r"^# Date .*", text, re.MULTILINE)) and days:
                checked += 1
                first, last = (_header_day(part) for part in header[0].removeprefix("# Date").split(" - "))
                assert (min(days), max(days)) == (first, last), name
        assert checked == 295

    def test_dates_do_not_jump_back_within_a_round(self, real: dict[str, Parsed]) -> None:
        """Four of 116,000 do, by a week at the most: rearranged cup ties, a group of the World Cup 2006."""
        back = []
        for parsed in real.values():
            for earlier, later in zip(parsed.matches, parsed.matches[1:], strict=False):
                if earlier.round == later.round and earlier.date and later.date and later.date < earlier.date:
                    back.append((earlier.date - later.date).days)
        assert sorted(back) == [1, 1, 2, 7]

    def test_no_league_of_england_plays_mostly_on_fridays(self, real: dict[str, Parsed]) -> None:
        for name, parsed in real.items():
            if re.match(r"england/.*/\d-", name):
                days = collections.Counter(row.date.weekday() for row in parsed.matches if row.date)
                assert max(days, key=lambda day: days[day]) != FRIDAY, name

    def test_dates_and_scores_agree_with_football_datasets(self, real: dict[str, Parsed], shared_data: Path) -> None:
        """28,000 matches of five leagues, paired by day and score: 14 of them differ, mostly by a day."""
        seasons = collections.defaultdict[tuple[str, str], list[MatchRow]](list)
        for row in real_matches(real):
            seasons[row.competition, (row.season or "")[2:].replace("-", "")].append(row)
        ours, theirs = collections.Counter[Result](), collections.Counter[Result]()
        for competition, folder in LEAGUES.items():
            for path in sorted((shared_data / "football-datasets" / folder).glob("season-*.csv")):
                if rows := seasons.get((competition, path.stem.removeprefix("season-"))):
                    ours.update(_result(row) for row in rows if row.status != "cancelled")
                    theirs.update(_their_results(path, competition))
        assert sum(ours.values()) > 28_000
        assert sum((ours - theirs).values()) == 14

    def test_all_goals_and_line_ups_are_read(self, real: dict[str, Parsed]) -> None:
        full = [parsed for name, parsed in real.items() if name.endswith("_full.txt")]
        assert sum(len(parsed.goals) for parsed in full) == 2_720
        assert sum(row.role == "start" for parsed in full for row in parsed.lineups) == (2 * 964 - 1) * 11

    def test_the_dictionary_has_3476_clubs_and_5650_lines_of_aliases(self, real: dict[str, Parsed]) -> None:
        clubs = {name: parsed for name, parsed in real.items() if name.startswith("clubs/")}
        names = [(name, row) for name, parsed in clubs.items() for row in parsed.club_names]
        lines = {(name, row.source_line) for name, row in names}
        own = {(name, row.source_line) for name, row in names if row.alias == row.club}
        empty_alias_lines = REJECTED["clubs/europe/austria/at.clubs.txt"]
        assert len(own) == 3_476
        assert len(lines) - len(own) + empty_alias_lines == 5_650


LEAGUES = {
    "eng-1": "premier-league",
    "ita-1": "serie-a",
    "esp-1": "la-liga",
    "ger-1": "bundesliga",
    "fra-1": "ligue-1",
}
FRIDAY = 4
Result = tuple[str, str, int | None, int | None]


def _result(row: MatchRow) -> Result:
    return row.competition, str(row.date), row.home_goals, row.away_goals


def _their_results(path: Path, competition: str) -> Iterator[Result]:
    with path.open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            yield competition, row["Date"], int(row["FTHG"]), int(row["FTAG"])


MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()  # noqa: SIM905


def _header_day(text: str) -> dt.date:
    found = re.search(r"([A-Z][a-z]{2})[ /](\d+) (\d{4})", text)
    assert found is not None
    return dt.date(int(found[3]), MONTHS.index(found[1]) + 1, int(found[2]))
