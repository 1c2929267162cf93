"""Pulling from a publisher on this machine: what is taken, what is refused, and what stays."""

from __future__ import annotations

import datetime as dt
import gzip
from collections.abc import Callable, Iterator
from pathlib import Path

import filelock
import pytest

from pressbox.errors import HomeNotUsable, LayoutChanged, StoreBusy
from pressbox.sources.base import Bundle, Download, Parsed, Source, read_text
from pressbox.sources.football_data import FootballData
from pressbox.sources.http import Fetcher, Manners
from pressbox.sources.pull import PullReport, Step, default_seasons, pull
from pressbox.sources.rows import PriceRow
from pressbox.sources.tabular import UNKNOWN_MATCH
from tests.sources.local_server import File, Publisher, Reset, Status, publishing

HEADER = "home,away,goals,price"
FULL = ["Atalanta,Verona,2-2,1.5", "Udinese,Roma,1-2,3.1", "Lecce,Empoli,,2.2"]


def table(*rows: str) -> bytes:
    return "\n".join([HEADER, *rows, ""]).encode()


class Gazette(Source):
    """A made-up publisher: a file a season, and a file of names beside them that parsing reads too."""

    name = "gazette"
    title = "The Gazette"
    licence = "none"
    home = "http://127.0.0.1"
    folder = "the-gazette"
    priority = 1

    def __init__(self, address: str = "", leagues: tuple[str, ...] = ("A",)) -> None:
        self.address = address
        self.leagues = leagues

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        for path in sorted([*folder.glob("*/*.csv"), *folder.glob("*/*.csv.gz")]):
            yield Bundle(self.name, path.relative_to(folder).as_posix(), (path,))

    def parse(self, bundle: Bundle) -> Parsed:
        header, *rows = read_text(bundle.paths[0]).splitlines()
        if header != HEADER:
            raise LayoutChanged(f"{bundle.paths[0]}: the header is {header!r}.")
        parsed = Parsed(data_rows=len(rows))
        for line, row in enumerate(rows, 2):
            home, away, goals, price = row.split(",")
            status = "played" if goals else "scheduled"
            parsed.matches.append(
                UNKNOWN_MATCH._replace(source_line=line, key=home, home=home, away=away, status=status)
            )
            if price:
                parsed.prices.append(PriceRow(line, home, "B365", "1x2", "closing", None, "home", float(price)))
        return parsed

    def downloads(self, season: str) -> Iterator[Download]:
        yield Download(f"{self.address}/names.txt", "names.txt")
        for league in self.leagues:
            yield Download(f"{self.address}/{season}/{league}.csv", f"{season}/{league}.csv")


class Pair(Gazette):
    """A publisher whose two files of a season are read together."""

    leagues = ("A", "B")

    def bundles(self, folder: Path) -> Iterator[Bundle]:
        paths = tuple(sorted(folder.glob("2023-24/*.csv")))
        yield Bundle(self.name, "2023-24", paths)

    def parse(self, bundle: Bundle) -> Parsed:
        together = Parsed()
        for path in bundle.paths:
            parsed = super().parse(Bundle(self.name, path.name, (path,)))
            together.data_rows += parsed.data_rows
            together.matches += parsed.matches
        return together


Pull = Callable[..., PullReport]


@pytest.fixture
def publisher(monkeypatch: pytest.MonkeyPatch) -> Iterator[Publisher]:
    monkeypatch.setenv("NO_PROXY", "*")
    with publishing() as publisher:
        publisher.serve("/names.txt", File(b"Atalanta\n", etag='"n"'))
        yield publisher


@pytest.fixture
def pulled(publisher: Publisher, tmp_path: Path) -> Iterator[Pull]:
    """Pull the Gazette's season 2023-24, or what a test says, without waiting."""
    with Fetcher(Manners(pause_seconds=0.0, attempts=2), sleep=lambda _: None) as fetcher:

        def run(*sources: Source, seasons: tuple[str, ...] = ("2023-24",)) -> PullReport:
            return pull(tmp_path, sources or (Gazette(publisher.address),), seasons, fetcher)

        yield run


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "the-gazette" / "2023-24" / "A.csv"


def outcomes(report: PullReport) -> dict[str, str]:
    return {file.path: file.outcome for file in report.files}


def test_files_lie_where_ingest_looks_for_them(publisher: Publisher, pulled: Pull, kept: Path, tmp_path: Path):
    publisher.serve("/2023-24/A.csv", File(table(*FULL)))
    report = pulled()
    assert outcomes(report) == {"names.txt": "fetched", "2023-24/A.csv": "fetched"}
    assert kept.read_bytes() == table(*FULL)
    assert sorted(path.name for path in tmp_path.iterdir()) == [".pull", "the-gazette"]
    assert [path for path in (tmp_path / ".pull").rglob("*.csv*") if path.suffix != ".json"] == []


def test_the_second_pull_asks_only_for_what_is_new(publisher: Publisher, pulled: Pull, kept: Path):
    publisher.serve("/2023-24/A.csv", File(table(*FULL), etag='"1"'))
    pulled()
    publisher.serve("/2023-24/A.csv", File(table(*FULL, "Napoli,Cagliari,1-1,1.3"), etag='"2"'))
    assert outcomes(pulled()) == {"names.txt": "unchanged", "2023-24/A.csv": "fetched"}
    assert outcomes(pulled()) == {"names.txt": "unchanged", "2023-24/A.csv": "unchanged"}
    assert publisher.log[-1].headers["If-None-Match"] == '"2"'
    assert b"Napoli" in kept.read_bytes()


def test_the_same_bytes_are_unchanged_even_where_the_server_gives_no_version(publisher: Publisher, pulled: Pull):
    publisher.serve("/2023-24/A.csv", File(table(*FULL)))
    pulled()
    assert outcomes(pulled())["2023-24/A.csv"] == "unchanged"


def test_a_kept_file_that_somebody_changed_is_fetched_again(publisher: Publisher, pulled: Pull, kept: Path):
    publisher.serve("/2023-24/A.csv", File(table(*FULL), etag='"1"'))
    pulled()
    kept.write_bytes(table(FULL[0]))
    assert outcomes(pulled())["2023-24/A.csv"] == "fetched"
    assert kept.read_bytes() == table(*FULL)


@pytest.mark.parametrize(
    ("poorer", "reason"),
    [
        (table(FULL[0], "Udinese,Roma,,3.1", FULL[2]), "1 matches with a result where the kept copy holds 2"),
        (table(*FULL[:2]), "2 readable rows where the kept copy holds 3"),
        (table("Atalanta,Verona,2-2,", "Udinese,Roma,1-2,", "Lecce,Empoli,,"), "0 prices where the kept copy holds 3"),
        (b"a,b\n1,2\n", "the header is 'a,b'"),
        (table("Atalanta;Verona"), "The Gazette cannot be read (ValueError"),
        (b"<!doctype html><p>moved</p>", "a web page came"),
    ],
)
def test_a_poorer_copy_is_not_taken(publisher: Publisher, pulled: Pull, kept: Path, poorer: bytes, reason: str):
    publisher.serve("/2023-24/A.csv", File(table(*FULL)), File(poorer))
    pulled()
    bad = next(file for file in pulled().files if file.path == "2023-24/A.csv")
    assert bad.outcome in ("refused", "failed")
    assert bad.reason is not None
    assert reason in bad.reason
    assert ".pull" not in bad.reason, "the reader looks for the kept file, not for where it was compared"
    assert kept.read_bytes() == table(*FULL)


def test_a_refused_file_is_asked_for_again_and_taken_when_it_is_whole_again(
    publisher: Publisher, pulled: Pull, kept: Path
):
    publisher.serve("/2023-24/A.csv", File(table(*FULL), etag='"1"'), File(table(FULL[0]), etag='"2"'))
    pulled()
    assert [file.path for file in pulled().refused] == ["2023-24/A.csv"]
    publisher.serve("/2023-24/A.csv", File(table(*FULL, "Napoli,Cagliari,1-1,1.3"), etag='"3"'))
    assert [file.path for file in pulled().fetched] == ["2023-24/A.csv"]


def test_a_corrected_row_is_no_loss(publisher: Publisher, pulled: Pull, kept: Path):
    corrected = table(FULL[0], "Udinese,Roma,1-2,", FULL[2])
    publisher.serve("/2023-24/A.csv", File(table(*FULL)), File(corrected))
    pulled()
    assert outcomes(pulled())["2023-24/A.csv"] == "fetched"
    assert kept.read_bytes() == corrected


def test_a_kept_copy_that_cannot_be_read_holds_nothing_back(publisher: Publisher, pulled: Pull, kept: Path):
    kept.parent.mkdir(parents=True)
    kept.write_bytes(b"spoilt\n")
    publisher.serve("/2023-24/A.csv", File(table(FULL[0])))
    assert outcomes(pulled())["2023-24/A.csv"] == "fetched"


def test_a_new_file_that_cannot_be_read_is_not_taken(publisher: Publisher, pulled: Pull, kept: Path):
    publisher.serve("/2023-24/A.csv", File(b"spoilt\n"))
    assert outcomes(pulled())["2023-24/A.csv"] == "refused"
    assert not kept.exists()


def test_a_broken_gzip_is_not_taken(publisher: Publisher, pulled: Pull, tmp_path: Path):
    class Zipped(Gazette):
        def downloads(self, season: str) -> Iterator[Download]:
            yield Download(f"{self.address}/A.csv.gz", f"{season}/A.csv.gz")

    publisher.serve("/A.csv.gz", File(gzip.compress(table(*FULL))[:-9]))
    (file,) = pulled(Zipped(publisher.address)).refused
    assert file.reason is not None
    assert "broken gzip" in file.reason


def test_a_season_that_is_not_there_yet_is_no_failure(publisher: Publisher, pulled: Pull):
    publisher.serve("/2022-23/A.csv", File(table(*FULL)))
    report = pulled(seasons=("2022-23", "2023-24"))
    assert [file.path for file in report.not_there] == ["2023-24/A.csv"]
    assert [file.path for file in report.fetched] == ["names.txt", "2022-23/A.csv"]
    assert len(publisher.asked_for("/names.txt")) == 1, "a file of all seasons is asked for once"


def test_one_bad_file_does_not_stop_the_others(publisher: Publisher, pulled: Pull):
    leagues = ("A", "B", "C", "D", "E", "F")
    answers = [File(table(*FULL)), Status(500), Reset(), File(b""), File(b"spoilt\n"), File(table(*FULL))]
    for league, answer in zip(leagues, answers, strict=True):
        publisher.serve(f"/2023-24/{league}.csv", answer)
    report = pulled(Gazette(publisher.address, leagues))
    assert [file.path for file in report.fetched] == ["names.txt", "2023-24/A.csv", "2023-24/F.csv"]
    assert [file.path for file in report.failed] == ["2023-24/B.csv", "2023-24/C.csv", "2023-24/D.csv"]
    assert [file.path for file in report.refused] == ["2023-24/E.csv"]
    assert all(file.url in (file.reason or "") for file in report.failed)


def test_files_that_are_read_together_are_taken_or_refused_together(publisher: Publisher, pulled: Pull, kept: Path):
    pair = Pair(publisher.address, ("A", "B"))
    publisher.serve("/2023-24/A.csv", File(table(*FULL)), File(table(*FULL, "Napoli,Cagliari,1-1,1.3")))
    publisher.serve("/2023-24/B.csv", File(table(*FULL)), File(table()))
    pulled(pair)
    assert [file.path for file in pulled(pair).refused] == ["2023-24/A.csv", "2023-24/B.csv"]
    assert kept.read_bytes() == table(*FULL)


def test_an_interrupted_pull_goes_on_without_fetching_again(
    publisher: Publisher, pulled: Pull, kept: Path, tmp_path: Path
):
    publisher.serve("/2023-24/A.csv", File(table(*FULL), etag='"a"'))
    publisher.serve("/2023-24/B.csv", File(table(*FULL), etag='"b"'))
    source = Gazette(publisher.address, ("A", "B"))

    def interrupt(step: Step) -> None:
        if step.path == "2023-24/B.csv":
            raise KeyboardInterrupt

    with Fetcher(Manners(pause_seconds=0.0)) as fetcher, pytest.raises(KeyboardInterrupt):
        pull(tmp_path, [source], ["2023-24"], fetcher, interrupt)
    assert not kept.exists()
    report = pulled(source)
    assert outcomes(report) == {"names.txt": "fetched", "2023-24/A.csv": "fetched", "2023-24/B.csv": "fetched"}
    assert publisher.asked_for("/2023-24/A.csv")[1].headers["If-None-Match"] == '"a"'
    assert kept.read_bytes() == table(*FULL)


def test_a_copy_whose_coming_was_not_noted_is_fetched_again(
    publisher: Publisher, pulled: Pull, kept: Path, tmp_path: Path
):
    incoming = tmp_path / ".pull" / "incoming" / "the-gazette" / "2023-24" / "A.csv"
    incoming.parent.mkdir(parents=True)
    incoming.write_bytes(table(FULL[0]))
    publisher.serve("/2023-24/A.csv", File(table(*FULL), etag='"a"'))
    pulled()
    assert kept.read_bytes() == table(*FULL)


def test_an_interrupted_comparison_leaves_nothing_that_disturbs_the_next(
    publisher: Publisher, pulled: Pull, kept: Path, tmp_path: Path
):
    stale = tmp_path / ".pull" / "view" / "the-gazette" / "2023-24" / "Z.csv"
    stale.parent.mkdir(parents=True)
    stale.write_bytes(b"spoilt")
    publisher.serve("/2023-24/A.csv", File(table(*FULL)))
    assert outcomes(pulled())["2023-24/A.csv"] == "fetched"
    assert not stale.exists()


def test_files_are_compared_where_there_are_no_links(
    publisher: Publisher, pulled: Pull, kept: Path, monkeypatch: pytest.MonkeyPatch
):
    def no_links(*args: object) -> None:
        raise OSError("links are not supported")

    monkeypatch.setattr("pressbox.sources.pull.os.link", no_links)
    publisher.serve("/2023-24/A.csv", File(table(*FULL)), File(table(FULL[0])))
    pulled()
    assert [file.path for file in pulled().refused] == ["2023-24/A.csv"]


def test_two_pulls_to_one_folder_do_not_run_at_once(pulled: Pull, tmp_path: Path):
    (tmp_path / ".pull").mkdir()
    with filelock.FileLock(tmp_path / ".pull" / "lock"), pytest.raises(StoreBusy, match="Another pull"):
        pulled()


def test_a_folder_that_cannot_be_made_is_named(publisher: Publisher, tmp_path: Path):
    (tmp_path / "file").write_text("no folder")
    with Fetcher() as fetcher, pytest.raises(HomeNotUsable, match="file"):
        pull(tmp_path / "file", [Gazette(publisher.address)], ["2023-24"], fetcher)


def test_progress_counts_the_files_of_all_sources(publisher: Publisher, tmp_path: Path):
    steps: list[Step] = []

    class Herald(Gazette):
        name = "herald"
        folder = "the-herald"

    sources = [Gazette(publisher.address), Herald(publisher.address)]
    with Fetcher(Manners(pause_seconds=0.0)) as fetcher:
        pull(tmp_path, sources, ["2023-24"], fetcher, steps.append)
    assert [(step.source, step.path, step.number, step.total) for step in steps] == [
        ("gazette", "names.txt", 1, 4),
        ("gazette", "2023-24/A.csv", 2, 4),
        ("herald", "names.txt", 3, 4),
        ("herald", "2023-24/A.csv", 4, 4),
    ]


def test_a_pull_makes_one_request_at_a_time(publisher: Publisher, pulled: Pull):
    publisher.thinking_seconds = 0.01
    leagues = tuple("ABCDEFGH")
    for league in leagues:
        publisher.serve(f"/2023-24/{league}.csv", File(table(*FULL)))
    pulled(Gazette(publisher.address, leagues))
    assert len(publisher.log) == 9
    assert publisher.most_at_once == 1


@pytest.mark.parametrize(
    ("today", "seasons"),
    [
        (dt.date(2024, 4, 18), ("2022-23", "2023-24")),
        (dt.date(2024, 6, 30), ("2022-23", "2023-24")),
        (dt.date(2024, 7, 1), ("2023-24", "2024-25")),
        (dt.date(2000, 1, 1), ("1998-99", "1999-00")),
    ],
)
def test_the_current_and_the_previous_season_are_pulled(today: dt.date, seasons: tuple[str, str]):
    assert default_seasons(today) == seasons


def season_of_football_data(matches: int) -> bytes:
    """A season file in football-data's layout; clubs and scores are made up."""
    rows = [f"E0,{day + 1:02d}/09/2023,Home {day},Away {day},2,1,H,1,0" for day in range(matches)]
    return "\r\n".join(["Div,Date,HomeTeam,AwayTeam,FTHG,FTAG,FTR,HTHG,HTAG", *rows, ""]).encode()


def test_football_data_is_pulled_and_a_shorter_season_refused(publisher: Publisher, pulled: Pull, tmp_path: Path):
    class Mirror(FootballData):
        def downloads(self, season: str) -> Iterator[Download]:
            for download in super().downloads(season):
                yield Download(publisher.address + "/" + download.path, download.path)

    publisher.serve("/mmz4281/2324/E0.csv", File(season_of_football_data(20)), File(season_of_football_data(19)))
    first, second = pulled(Mirror()), pulled(Mirror())
    assert [file.path for file in first.fetched] == ["mmz4281/2324/E0.csv"]
    assert [file.path for file in second.refused] == ["mmz4281/2324/E0.csv"]
    assert len(second.not_there) == len(second.files) - 1
    assert (tmp_path / "football-data" / "mmz4281" / "2324" / "E0.csv").read_bytes() == season_of_football_data(20)
