"""What is made again, what is kept, and what an interruption leaves behind."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import stat
from pathlib import Path
from typing import Any

import pytest

from pressbox.config import Config
from pressbox.errors import NoMatches, SiteNotWritten
from pressbox.pipeline import Desk, site
from pressbox.publish.site import staging
from pressbox.publish.site.build import Built
from pressbox.publish.site.scope import moment_of
from pressbox.store.database import Store
from tests.publish.site.conftest import NIGHT, NOW, URL


def build(desk: Desk, out: Path, **about: Any) -> Built:  # noqa: ANN401
    settings = {"url": URL, "now": NOW, "processes": 1} | about
    return site(desk, Config(out.parent / "home"), out, NIGHT, NIGHT, **settings)


def content(site: Path) -> dict[str, bytes]:
    """Files of a site that readers see."""
    return {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and staging.FOLDER not in path.parts
    }


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(built, tmp_path / "out"))


def test_a_second_build_of_the_same_makes_nothing(sample_desk: Desk, copy: Path):
    before = content(copy)
    done = build(sample_desk, copy)
    assert done.made == done.removed == 0
    assert done.kept > 15
    assert content(copy) == before


def test_a_page_that_somebody_has_changed_or_lost_is_made_again(sample_desk: Desk, copy: Path):
    before = content(copy)
    (copy / "method.html").write_text("scribble", encoding="utf-8")
    (copy / "match/uefa-el.2023-24.ita-atalanta.eng-liverpool.png").unlink()
    assert build(sample_desk, copy).made == 2
    assert content(copy) == before


def test_files_that_no_build_has_made_are_left_alone(sample_desk: Desk, copy: Path):
    (copy / "CNAME").write_text("example.org", encoding="utf-8")
    build(sample_desk, copy, url=None)
    assert (copy / "CNAME").read_text(encoding="utf-8") == "example.org"
    assert not (copy / "sitemap.xml").exists()


def test_a_result_that_was_corrected_remakes_its_match_and_lists_and_equals_a_build_from_nothing(
    copy: Path, tmp_path: Path
):
    with Desk(Store.sample()) as desk:
        change = "UPDATE {} SET {} WHERE {} = 'uefa-el.2023-24.ita-roma.ita-ac-milan'"
        desk.store.connection.execute(change.format("matches", "home_final = 3, home_goals = 3", "id"))
        untouched = (copy / "match/uefa-el.2023-24.fra-marseille.por-benfica.html").stat().st_mtime_ns
        done = build(desk, copy)
        build(desk, tmp_path / "fresh")
    assert (copy / "match/uefa-el.2023-24.fra-marseille.por-benfica.html").stat().st_mtime_ns == untouched
    assert 0 < done.made < done.kept
    assert content(copy) == content(tmp_path / "fresh")
    page = (copy / "match/uefa-el.2023-24.ita-roma.ita-ac-milan.html").read_bytes()
    assert b'Roma <span class="score">3-1</span> AC Milan' in page


def test_a_match_that_was_moved_out_of_the_days_says_so_at_its_address(copy: Path):
    with Desk(Store.sample()) as desk:
        desk.store.connection.execute(
            "UPDATE matches SET date = DATE '2024-05-02' WHERE id = 'uefa-el.2023-24.ita-roma.ita-ac-milan'"
        )
        done = build(desk, copy)
        page = (copy / "match/uefa-el.2023-24.ita-roma.ita-ac-milan.html").read_text(encoding="utf-8")
        assert build(desk, copy).made == 0
    assert done.removed == 6  # picture and card of the match, and pages and documents of its two clubs
    assert "was to be on 18 April 2024 and has been moved to 2 May 2024" in page
    assert '"previousStartDate":"2024-04-18"' in page
    assert (copy / "match/uefa-el.2023-24.ita-roma.ita-ac-milan.html").read_text(encoding="utf-8") == page
    assert b"Milan" not in (copy / "day/2024-04-18.html").read_bytes()
    assert b"Milan" not in (copy / "feed.xml").read_bytes()


def build_without_result(copy: Path, status: str) -> None:
    """Build the site again of a store in which Roma v Milan has no result, and this status."""
    with Desk(Store.sample()) as desk:
        desk.store.connection.execute(
            "UPDATE matches SET status = $status, home_final = NULL, away_final = NULL"
            " WHERE id = 'uefa-el.2023-24.ita-roma.ita-ac-milan'",
            {"status": status},
        )
        build(desk, copy)


def test_a_match_whose_day_is_over_without_a_result_says_that_it_was_postponed_or_not_reported(copy: Path):
    build_without_result(copy, "scheduled")
    told = "No result of this match is on record: it was postponed, or has not been reported yet."
    assert told in (copy / "match/uefa-el.2023-24.ita-roma.ita-ac-milan.html").read_text(encoding="utf-8")
    assert b"no result on record: postponed" in (copy / "day/2024-04-18.html").read_bytes()


def test_a_cancelled_match_is_listed_as_such_and_has_no_page(copy: Path):
    build_without_result(copy, "cancelled")
    assert not (copy / "match/uefa-el.2023-24.ita-roma.ita-ac-milan.html").exists()
    assert b"cancelled" in (copy / "day/2024-04-18.html").read_bytes()
    document = json.loads((copy / "day/2024-04-18.json").read_text(encoding="utf-8"))
    roma = next(one for one in document["fixtures"] if one["home"] == "Roma")
    assert (roma["status"], roma["page"]) == ("cancelled", None)


def test_a_new_report_remakes_the_pages_of_clubs_and_no_preview_of_an_earlier_day(copy: Path):
    preview = copy / "match/uefa-el.2023-24.ita-roma.ita-ac-milan.html"
    untouched = preview.stat().st_mtime_ns
    with Desk(Store.sample()) as desk:
        desk.store.connection.execute(
            "INSERT INTO availability BY NAME SELECT * REPLACE ('Paulo Dybala' AS player, 'out' AS status,"
            " TIMESTAMP '2024-04-18 20:00' AS seen_at, 'ita-roma' AS team) FROM availability LIMIT 1"
        )
        done = build(desk, copy)
    assert done.made >= 8
    assert preview.stat().st_mtime_ns == untouched
    assert b"Paulo Dybala" in (copy / "club/ita-roma.html").read_bytes()


def test_before_kick_off_there_is_no_score_on_any_page(sample_desk: Desk, tmp_path: Path):
    build(sample_desk, tmp_path / "out", now=dt.datetime(2024, 4, 18, 12, tzinfo=dt.UTC))
    pages = content(tmp_path / "out")
    document = json.loads(pages["day/2024-04-18.json"])
    assert [one["score"] for one in document["fixtures"]] == [None] * 4
    assert b"The forecast had given" not in b"".join(pages.values())
    assert b'class="after"' not in b"".join(pages.values())


def test_a_build_that_is_interrupted_before_its_end_changes_no_page(
    sample_desk: Desk, copy: Path, monkeypatch: pytest.MonkeyPatch
):
    before = content(copy)
    monkeypatch.setattr(staging.Staging, "commit", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        build(sample_desk, copy, url=None)
    assert content(copy) == before


@pytest.mark.parametrize("after", [0, 1, 20])
def test_a_build_that_is_interrupted_while_files_take_their_places_is_finished_by_the_next(
    sample_desk: Desk, copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, after: int
):
    other = "https://other.example.org"
    replace, moved = Path.replace, []

    def interrupted(self: Path, target: Path) -> Path:
        if staging._NEW in self.parts:
            if len(moved) == after:
                raise KeyboardInterrupt
            moved.append(target)
        return replace(self, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", interrupted)
        patch.setattr(shutil, "rmtree", lambda *_, **__: None)  # a process that is killed cleans nothing up
        with pytest.raises(KeyboardInterrupt):
            build(sample_desk, copy, url=other)
    for name, page in content(copy).items():
        if name.endswith(".html"):
            assert page.rstrip().endswith(b"</html>"), name
    done = build(sample_desk, copy, url=other)
    assert done.made == 0
    build(sample_desk, tmp_path / "fresh", url=other)
    assert content(copy) == content(tmp_path / "fresh")


def test_a_folder_that_cannot_be_written_gives_one_clear_line(sample_desk: Desk, tmp_path: Path):
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(SiteNotWritten, match=r"could not be written: .*Choose another folder with --out"):
        build(sample_desk, tmp_path / "file")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write_gives_one_clear_line(sample_desk: Desk, tmp_path: Path):
    (tmp_path / "shut").mkdir(mode=stat.S_IRUSR | stat.S_IXUSR)
    with pytest.raises(SiteNotWritten, match="Permission denied"):
        build(sample_desk, tmp_path / "shut")


def test_two_builds_at_once_in_one_folder_are_refused(sample_desk: Desk, copy: Path):
    with staging.Staging(copy), pytest.raises(SiteNotWritten, match="another build is under way"):
        build(sample_desk, copy)


def test_days_without_a_match_are_an_error(sample_desk: Desk, tmp_path: Path):
    with pytest.raises(NoMatches, match="no such match from 2024-04-16 to 2024-04-17"):
        site(sample_desk, Config(tmp_path), tmp_path / "out", dt.date(2024, 4, 16), dt.date(2024, 4, 17), now=NOW)


def test_a_site_of_past_days_is_the_same_whenever_it_is_built():
    later = [dt.datetime(2024, 5, 1, tzinfo=dt.UTC), NOW]
    assert len({moment_of(NIGHT, now) for now in later}) == 1
    assert moment_of(NIGHT, dt.datetime(2024, 4, 18, 12, tzinfo=dt.UTC)).utc == dt.datetime(2024, 4, 18, 12)


def test_several_processes_make_the_same_site(built: Path, sample_desk: Desk, tmp_path: Path):
    build(sample_desk, tmp_path / "out", processes=2)
    assert content(tmp_path / "out") == content(built)
