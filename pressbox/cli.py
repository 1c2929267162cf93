"""The commands. Each asks the desk and prints; no logic of its own.

Data goes to stdout, talk to stderr. Exit 0 is done, 1 an expected failure in one line, 2 wrong usage.
"""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from pressbox import __version__
from pressbox.config import HOME_VARIABLE, Config
from pressbox.errors import PressboxError

if TYPE_CHECKING:
    from pressbox.domain import AsOf, Fixture
    from pressbox.pipeline import Desk
    from pressbox.publish.scoreboard import Scoreboard
    from pressbox.sources.pull import PullReport, Step
    from pressbox.squads.document import PossibleLineup
    from pressbox.store.ingest import IngestReport

T = TypeVar("T")

_LISTED = 20
"""Findings shown of each check in the text of ``audit``; ``--json`` has all."""

_CAUSES = 8
"""Causes shown of what moved a forecast; ``--json`` has all."""

_ABSENCES = 8
"""Absences shown of those that a forecast counts; ``--json`` has all."""

as_json = click.option("--json", "as_json", is_flag=True, help="Print one JSON document.")
on_day = click.option(
    "--on", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Match day, 2024-04-18."
)
moment = click.option(
    "--as-of",
    metavar="MOMENT",
    help="Nothing later than this is known, 2024-04-17T12:00+02:00; default: the start of the match day, venue time.",
)


class _Commands(click.Group):
    """Commands in the order of the day's work, expected failures in one line."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(self.commands)

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401  (what a command returns is its own)
        try:
            return super().invoke(ctx)
        except PressboxError as error:
            click.echo(f"pressbox: {error}", err=True)
            ctx.exit(1)
        except BrokenPipeError:  # the reader of our output has seen enough
            sys.stdout = None
            ctx.exit(0)
        except (KeyboardInterrupt, RuntimeError) as error:
            # DuckDB makes a RuntimeError of Ctrl-C during a query.
            if isinstance(error, RuntimeError) and str(error) != "Query interrupted":
                raise
            click.echo("pressbox: interrupted; the store is as it was.", err=True)
            ctx.exit(1)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="pressbox")
@click.option("--home", type=click.Path(path_type=Path, file_okay=False), envvar=HOME_VARIABLE, help="The data home.")
@click.pass_context
def main(ctx: click.Context, home: Path | None) -> None:
    """Football match previews you can check.

    \b
    Without data of your own, the embedded sample answers:
      pressbox preview Atalanta Liverpool --on 2024-04-18

    \b
    Shell completion (bash; zsh and fish likewise):
      eval "$(_PRESSBOX_COMPLETE=bash_source pressbox)"
    """
    ctx.obj = Config.resolve(home)


@main.command()
@click.argument("names", metavar="[SOURCE]...", nargs=-1)
@click.option(
    "--season", "seasons", multiple=True, metavar="2023-24", help="Season to fetch; default: this one and the last."
)
@click.pass_obj
def pull(config: Config, names: tuple[str, ...], seasons: tuple[str, ...]) -> None:
    """Download live data into the home and ingest it.

    \b
    Example: pressbox pull openfootball fpl --season 2023-24
    """
    from pressbox import pipeline
    from pressbox.sources.pull import default_seasons

    wanted = seasons or default_seasons(dt.datetime.now(dt.UTC).date())
    try:
        with _progress() as report:
            pulled = pipeline.pull(config, names, wanted, _pull_steps(report))
    except ValueError as error:
        raise click.UsageError(str(error)) from error
    _tell_pull(pulled)
    if any(file.outcome in ("fetched", "unchanged") for file in pulled.files):
        with _progress() as report:
            ingested = pipeline.ingest(config, config.live, report)
        _tell_ingest(ingested)
    if pulled.failed:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.pass_obj
def ingest(config: Config, folder: Path) -> None:
    """Ingest local copies in upstream layouts, or tables in our own.

    \b
    Example: pressbox ingest ../shared/data
    """
    from pressbox import pipeline

    with _progress() as report:
        done = pipeline.ingest(config, folder, report)
    _tell_ingest(done)
    if done.count("failed"):
        raise click.exceptions.Exit(1)


@main.command()
@as_json
@click.pass_obj
def status(config: Config, as_json: bool) -> None:
    """What the store holds.

    \b
    Example: pressbox status
    """
    with _desk(config) as desk:
        rows = desk.store.status()
        if as_json:
            _print_json({"origin": desk.store.origin, "data_version": desk.store.data_version, "coverage": rows})
            return
    matches = sum(row["matches"] for row in rows)
    click.echo(
        f"{matches:,} matches, {len({row['competition'] for row in rows}):,} competitions, {len(rows):,} seasons"
    )
    columns = ("competition", "name", "season", "matches", "complete", "first_date", "last_date", "sources")
    _print_table(columns, [[_cell(row[column]) for column in columns] for row in rows])


@main.command()
@as_json
@click.pass_obj
def audit(config: Config, as_json: bool) -> None:
    """Data checks: conflicts between sources, unknown names, impossible rows.

    \b
    Example: pressbox audit --json
    """
    with _desk(config) as desk:
        found = desk.store.audit()
    if as_json:
        _print_json({name: {"count": len(rows), "rows": rows} for name, rows in found.items()})
        return
    for name, rows in found.items():
        click.echo(f"{name.replace('_', ' ')}: {len(rows):,}")
        for row in rows[:_LISTED]:
            click.echo(
                "  " + "; ".join(f"{key} {_cell(value)}" for key, value in row.items() if value not in (None, []))
            )
        if len(rows) > _LISTED:
            click.echo(f"  and {len(rows) - _LISTED:,} more: --json lists them all")


@main.command()
@on_day
@click.option("--competition", metavar="C", help="Only this competition.")
@as_json
@click.pass_obj
def fixtures(config: Config, on: dt.datetime, competition: str | None, as_json: bool) -> None:
    """The matches of a day.

    \b
    Example: pressbox fixtures --on 2024-04-18
    """
    with _desk(config) as desk:
        found = desk.fixtures(on.date(), competition)
        if as_json:
            _print_json({"date": str(on.date()), "fixtures": [_fixture_document(fixture) for fixture in found]})
            return
    if not found:
        click.echo(f"No fixtures on {on.date()} in the store; `pressbox status` says what it covers.", err=True)
    for name, group in _by_competition(found):
        click.echo(name)
        for fixture in group:
            click.echo(f"  {_kick_off(fixture)}  {fixture.home.name} v {fixture.away.name}{_note(fixture)}")


@main.command()
@click.argument("competition")
@on_day
@as_json
@click.pass_obj
def table(config: Config, competition: str, on: dt.datetime, as_json: bool) -> None:
    """The league table before the matches of a day.

    \b
    Example: pressbox table "Premier League" --on 2024-04-18
    """
    from pressbox.publish.documents import table_document

    with _desk(config) as desk:
        found = desk.table(competition, on.date())
    if found is None:
        raise PressboxError(
            f"{competition} has no league table around {on.date()}; `pressbox status` says what is covered."
        )
    if as_json:
        _print_json(table_document(found))
        return
    click.echo(f"{found.competition.name} {found.season}, before {on.date()}")
    rows = [
        [
            r.place,
            r.team.name,
            r.played,
            r.won,
            r.drawn,
            r.lost,
            r.goals_for,
            r.goals_against,
            r.goal_difference,
            r.points,
        ]
        for r in found.rows
    ]
    _print_table(("", "club", "P", "W", "D", "L", "F", "A", "GD", "Pts"), [[str(cell) for cell in row] for row in rows])
    for row in found.rows:
        if row.deducted:
            click.echo(f"{row.team.name}: {row.deducted} points deducted")


@main.command()
@click.argument("home")
@click.argument("away")
@on_day
@moment
@click.option("--since", metavar="MOMENT", help="An earlier moment: tell what has changed since, and why.")
@click.option("--model", metavar="NAME", help="Forecast model.")
@as_json
@click.pass_obj
def forecast(
    config: Config,
    home: str,
    away: str,
    on: dt.datetime,
    as_of: str | None,
    since: str | None,
    model: str | None,
    as_json: bool,
) -> None:
    """Result, scorelines, totals, and who goes through.

    \b
    Example: pressbox forecast Atalanta Liverpool --on 2024-04-18
    """
    with _desk(config) as desk:
        fixture = desk.fixture(home, away, on.date())
        earlier = _as_of(desk, fixture, since, "--since") if since else None
        document = desk.forecast(fixture, _as_of(desk, fixture, as_of), model, earlier).to_dict()
    if as_json:
        _print_json(document)
        return
    _tell_forecast(document)


@main.command()
@click.argument("home")
@click.argument("away")
@on_day
@moment
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Only the first N claims.")
@as_json
@click.pass_obj
def facts(
    config: Config, home: str, away: str, on: dt.datetime, as_of: str | None, limit: int | None, as_json: bool
) -> None:
    """What is worth saying about a fixture, the most newsworthy first; each claim is proved twice.

    \b
    Example: pressbox facts Atalanta Liverpool --on 2024-04-18
    """
    with _desk(config) as desk:
        fixture = desk.fixture(home, away, on.date())
        dossier = desk.dossier(fixture, _as_of(desk, fixture, as_of))
        proved = desk.proved(dossier)
    claims = proved.claims[:limit]
    if as_json:
        _print_json(
            {
                "fixture": _fixture_document(fixture),
                "as_of": str(dossier.as_of),
                "claims": [claim.to_dict() for claim in claims],
                "withheld": {"count": len(proved.withheld), "ids": [claim.id for claim in proved.withheld]},
            }
        )
        return
    for claim in claims:
        click.echo(claim.statement)


@main.command()
@click.argument("competition")
@on_day
@click.option("--simulations", type=click.IntRange(1), default=20_000, show_default=True, help="Seasons to simulate.")
@click.option("--seed", type=click.IntRange(0), default=0, show_default=True, help="The same seed, the same numbers.")
@click.option("--model", metavar="NAME", help="Forecast model.")
@as_json
@click.pass_obj
def project(
    config: Config, competition: str, on: dt.datetime, simulations: int, seed: int, model: str | None, as_json: bool
) -> None:
    """How a league season will end: points, places, what they lead to. Of a cup, who goes through.

    \b
    Example: pressbox project "Premier League" --on 2024-04-18
    """
    with _desk(config) as desk:
        document = desk.project(competition, on.date(), n=simulations, seed=seed, model=model).to_dict()
    if as_json:
        _print_json(document)
        return
    (_tell_round if "ties" in document else _tell_projection)(document, on.date())


class _ClubFirst(click.Group):
    """A group that takes a club where no command of its own is named."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        if args and args[0] not in (*self.commands, "--help", "-h"):
            args = ["of", *args]
        return super().parse_args(ctx, args)


@main.group(cls=_ClubFirst)
def news() -> None:
    """Team news of a club: who is out, suspended, doubtful or back; add reports of your own.

    \b
    Example: pressbox news Liverpool --on 2024-04-18
    """


def _of_club(ask: Callable[..., T], club: str, on: dt.datetime, as_of: str | None) -> T:
    """What a desk says of a club; a moment that is none is wrong usage."""
    try:
        return ask(club, on.date(), as_of)
    except ValueError as error:
        raise _no_moment("--as-of", as_of) from error


@news.command("of", hidden=True)
@click.argument("club")
@on_day
@moment
@as_json
@click.pass_obj
def news_of(config: Config, club: str, on: dt.datetime, as_of: str | None, as_json: bool) -> None:
    """Team news of a club as known before a match day.

    \b
    Example: pressbox news Liverpool --on 2024-04-18
    """
    from pressbox.preview.news_words import news_lines

    with _desk(config) as desk:
        found = _of_club(desk.news, club, on, as_of)
    if as_json:
        _print_json(found.to_dict())
        return
    click.echo(f"{found.club}, as of {found.as_of}")
    for line in news_lines(found, on.date()):
        click.echo(f"  {line}")


@news.command("add")
@click.argument("club")
@click.argument("player")
@click.argument("status")
@click.option("--reason", help="In words: ankle injury.")
@click.option("--since", type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="First day of the absence.")
@click.option("--until", metavar="DATE|WORDS", help="Expected return.")
@click.option("--source", help="Who says so: an address or a publication.")
@click.option("--seen", metavar="MOMENT", help="When it was seen, with its offset from UTC; default: now.")
@click.option("--chance", type=float, metavar="P", help="Of playing the next match, 0 to 1.")
@click.pass_obj
def news_add(
    config: Config,
    club: str,
    player: str,
    status: str,
    reason: str | None,
    since: dt.datetime | None,
    until: str | None,
    source: str | None,
    seen: str | None,
    chance: float | None,
) -> None:
    """Keep a report of your own: out, suspended, doubtful, back or available.

    \b
    Example: pressbox news add Liverpool "Van Dijk" doubtful --reason "ankle injury" --seen 2024-04-17T18:00+01:00
    """
    from pressbox import pipeline

    with _desk(config) as desk:
        told = desk.report(
            club,
            player,
            status,
            reason=reason,
            since=since.date() if since else None,
            until=until,
            source=source,
            seen_at=_seen(seen),
            chance=chance,
        )
    added = pipeline.add_reports(config, [told])
    click.echo(f"{told.player} ({told.team}): {told.status}" + ("" if added else "; it was on file already"))


@news.command("import")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.pass_obj
def news_import(config: Config, file: Path) -> None:
    """Keep the reports of a table file in our own layout: all of them, or none if one is wrong.

    \b
    Example: pressbox news import availability.csv
    """
    from pressbox import pipeline

    with _desk(config) as desk:
        reports = pipeline.read_reports(desk, file)
    added = pipeline.add_reports(config, reports)
    click.echo(f"{added} reports added, {len(reports) - added} on file already")


def _seen(text: str | None) -> dt.datetime | None:
    if text is None:
        return None
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError as error:
        raise _no_moment("--seen", text) from error
    if moment.tzinfo is None:
        raise _no_moment("--seen", text)
    return moment


@main.command()
@click.argument("club")
@on_day
@moment
@as_json
@click.pass_obj
def lineup(config: Config, club: str, on: dt.datetime, as_of: str | None, as_json: bool) -> None:
    """The possible line-up of a club: who starts, in which formation, and what that rests on.

    \b
    Example: pressbox lineup Liverpool --on 2024-04-18
    """
    with _desk(config) as desk:
        found = _of_club(desk.lineup, club, on, as_of)
    if as_json:
        _print_json(found.to_dict())
        return
    _tell_lineup(found)


@main.command()
@click.argument("home")
@click.argument("away")
@on_day
@moment
@click.option(
    "--format", "formats", default="html,md,json", show_default=True, metavar="F,F", help="Any of html, md, json."
)
@click.option(
    "--out", type=click.Path(path_type=Path), default=Path("preview"), show_default=True, help="Folder to write to."
)
@click.pass_obj
def preview(config: Config, home: str, away: str, on: dt.datetime, as_of: str | None, formats: str, out: Path) -> None:
    """The whole preview, as a page, as text and as JSON; prints where it lies.

    \b
    Example: pressbox preview Atalanta Liverpool --on 2024-04-18 --out preview
    """
    from pressbox.publish.files import FORMATS, write_preview

    wanted = [part.strip() for part in formats.split(",") if part.strip()]
    if not wanted or set(wanted) - set(FORMATS):
        raise click.UsageError(f"--format takes any of {', '.join(FORMATS)}, joined by commas; got {formats!r}.")
    with _desk(config) as desk:
        fixture = desk.fixture(home, away, on.date())
        written = write_preview(desk.preview(fixture, _as_of(desk, fixture, as_of)), out, wanted)
    for path in written:
        click.echo(path)


@main.command()
@click.argument("home")
@click.argument("away")
@on_day
@moment
@as_json
@click.pass_obj
def publish(config: Config, home: str, away: str, on: dt.datetime, as_of: str | None, as_json: bool) -> None:
    """Freeze the preview as an edition: kept in the home, chained to the one before, never edited.

    \b
    Example: pressbox publish Atalanta Liverpool --on 2024-04-18
    """
    with _desk(config) as desk:
        fixture = desk.fixture(home, away, on.date())
        done = desk.publish(fixture, _as_of(desk, fixture, as_of) if as_of else None)
    if as_json:
        _print_json(done.to_dict())
        return
    click.echo(config.home / "editions" / done.entry.file)
    if not done.added:
        click.echo(f"pressbox: edition {done.entry.number} tells the same already; nothing was added.", err=True)
    elif done.entry.late:
        click.echo("pressbox: the match had begun; the edition is marked as published late.", err=True)


@main.command()
@click.option("--head", metavar="HASH", help="Hash of an edition that was kept elsewhere: it must be in the chain.")
@as_json
@click.pass_obj
def verify(config: Config, head: str | None, as_json: bool) -> None:
    """Whether every edition is the one that was published; names each file that is not.

    \b
    Example: pressbox verify
    """
    from pressbox.pipeline import verify as verify_home

    found = verify_home(config, head)
    if as_json:
        _print_json(found.to_dict())
    else:
        for fault in found.faults:
            click.echo(f"{fault.file}: {fault.reason}")
        state = "all as published" if found.whole else f"{len(found.faults)} wrong"
        click.echo(f"{found.editions:,} editions, {state}" + (f"; the last one: {found.head}" if found.head else ""))
    if not found.whole:
        raise click.exceptions.Exit(1)


@main.command()
@click.argument("home")
@click.argument("away")
@on_day
@as_json
@click.pass_obj
def grade(config: Config, home: str, away: str, on: dt.datetime, as_json: bool) -> None:
    """After the match: what was right and what was wrong in the last edition before kick-off.

    \b
    Example: pressbox grade Atalanta Liverpool --on 2024-04-18
    """
    with _desk(config) as desk:
        found = desk.grade(desk.fixture(home, away, on.date()))
    if as_json:
        _print_json(found.to_dict())
        return
    for line in found.text:
        click.echo(line)
    if found.score:
        _tell_losses({name: found.score.to_dict()["losses"][name] for name in found.score.losses})


@main.command()
@as_json
@click.pass_obj
def scoreboard(config: Config, as_json: bool) -> None:
    """All editions whose matches have been played, beside prices and baselines, misses first.

    \b
    Example: pressbox scoreboard
    """
    with _desk(config) as desk:
        found = desk.scoreboard()
    if as_json:
        _print_json(found.to_dict())
        return
    _tell_scoreboard(found)


@main.command()
@click.option("--competition", "competitions", multiple=True, metavar="C", help="A competition, once for each.")
@click.option("--seasons", metavar="A:B", help="Seasons, 2021-22:2023-24, or one alone; default: the last three.")
@click.option("--model", metavar="NAME", help="Forecast model.")
@click.option("--plots", type=click.Path(path_type=Path), metavar="DIR", help="Folder to write calibration plots to.")
@as_json
@click.pass_obj
def backtest(
    config: Config,
    competitions: tuple[str, ...],
    seasons: str | None,
    model: str | None,
    plots: Path | None,
    as_json: bool,
) -> None:
    """How good the forecasts are: past seasons forecast match by match, without looking ahead.

    \b
    Example: pressbox backtest --competition "Premier League" --seasons 2023-24
    """
    from pressbox.store.past_seasons import SeasonRange

    try:
        wanted = SeasonRange.parse(seasons) if seasons is not None else None
    except ValueError as error:
        raise click.UsageError(f"--seasons {error}") from error
    with _desk(config) as desk, _progress() as report:
        found = desk.backtest(competitions, wanted, model, report)
    if plots is not None:
        from pressbox.publish.reliability import write_plots

        for path in write_plots(found, plots):
            click.echo(f"pressbox: wrote {path}", err=True)
    if as_json:
        _print_json(found.to_dict())
        return
    _tell_backtest(found.to_dict())


@main.command()
@click.option("--from", "first", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="First day.")
@click.option("--to", "last", required=True, type=click.DateTime(["%Y-%m-%d"]), metavar="DATE", help="Last day.")
@click.option("--out", required=True, type=click.Path(path_type=Path), metavar="DIR", help="The site's folder.")
@click.option("--competition", "competitions", multiple=True, metavar="C", help="A competition, once for each.")
@click.option("--url", metavar="URL", help="Where the site will lie, https://example.org/football.")
@click.option("--processes", type=click.IntRange(1), metavar="N", help="That make pages; default: one a core.")
@click.pass_obj
def site(
    config: Config,
    first: dt.datetime,
    last: dt.datetime,
    out: Path,
    competitions: tuple[str, ...],
    url: str | None,
    processes: int | None,
) -> None:
    """A folder of static pages: days, competitions, clubs and matches. Only what has changed is made again.

    \b
    Example: pressbox site --from 2024-04-18 --to 2024-04-18 --out site
    """
    from pressbox import pipeline

    if last < first:
        raise click.UsageError(f"--to {last.date()} is before --from {first.date()}.")
    url = _address(url)
    with _desk(config) as desk, _progress() as report:
        built = pipeline.site(
            desk,
            config,
            out,
            first.date(),
            last.date(),
            competitions,
            url=url,
            processes=processes,
            progress=report,
        )
    told = f"{built.matches} matches; {built.made} pages made, {built.kept} as they were"
    click.echo(f"pressbox: {told}" + (f", {built.removed} files removed" if built.removed else ""), err=True)
    if url is None:
        click.echo("pressbox: without --url there is no sitemap, and shared links have no picture.", err=True)
    click.echo(out / "index.html")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen at.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="Port; 0 for any.")
@click.option("--url", metavar="URL", help="Where the pages are reached from outside, https://example.org/football.")
@click.pass_obj
def serve(config: Config, host: str, port: int, url: str | None) -> None:
    """The same pages and documents over HTTP, of every match in the store, made when they are asked for.

    \b
    Example: pressbox serve --port 8000
    """
    from pressbox import pipeline

    server = pipeline.server(config, host, port, _address(url), lambda line: click.echo(f"pressbox: {line}", err=True))
    name, given = server.server_address[:2]
    click.echo(f"http://{name!s}:{given}/")
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        click.echo("pressbox: stopped.", err=True)
    finally:
        server.server_close()


def _address(url: str | None) -> str | None:
    """The address of a site, without a slash at its end."""
    if url is not None and not url.startswith(("https://", "http://")):
        raise click.UsageError(f"--url takes an address such as https://example.org/football; got {url!r}.")
    return url.rstrip("/") if url else None


# What the commands share


@contextmanager
def _desk(config: Config) -> Iterator[Desk]:
    from pressbox.pipeline import open_desk

    with open_desk(config.home, lambda line: click.echo(f"pressbox: {line}", err=True)) as desk:
        if desk.on_sample:
            click.echo(f"pressbox: {config.home} holds no data yet; the embedded sample answers.", err=True)
        yield desk


def _as_of(desk: Desk, fixture: Fixture, text: str | None, option: str = "--as-of") -> AsOf:
    try:
        return desk.as_of(fixture, text)
    except ValueError as error:
        raise _no_moment(option, text) from error


def _no_moment(option: str, text: str | None) -> click.UsageError:
    return click.UsageError(f"{option} takes a moment such as 2024-04-17T12:00+02:00; got {text!r}.")


@contextmanager
def _progress() -> Iterator[Callable[[str, int, int], None]]:
    """A progress bar on stderr where somebody is watching, else nothing."""
    if not sys.stderr.isatty():
        yield lambda *_: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description:36}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("")
        yield lambda doing, done, of: bar.update(task, description=doing, completed=done, total=of)


def _pull_steps(report: Callable[[str, int, int], None]) -> Callable[[Step], None]:
    return lambda step: report(f"{step.source} {step.path}", step.number, step.total)


def _tell_pull(report: PullReport) -> None:
    counts = (("fetched", report.fetched), ("unchanged", report.unchanged), ("not there", report.not_there))
    click.echo(", ".join(f"{len(files)} {name}" for name, files in counts), err=True)
    for file in (*report.refused, *report.failed):
        click.echo(f"{file.outcome}: {file.path}: {file.reason}", err=True)


def _tell_ingest(report: IngestReport) -> None:
    for file in report.files:
        if file.reason:
            click.echo(f"{file.outcome}: {file.source}/{file.name}: {file.reason}", err=True)
    read = [file for file in report.files if file.outcome in ("new", "changed")]
    rejected = sum(file.rejected for file in read)
    parts = [f"{report.count(outcome):,} {outcome}" for outcome in ("new", "changed", "unchanged", "refused", "failed")]
    click.echo(f"files: {', '.join(parts)}", err=True)
    if read:
        rows = sum(file.rows for file in read)
        click.echo(f"rows read: {rows:,}; not loaded: {rejected:,} (`pressbox audit` lists them)", err=True)
    click.echo("the store was brought up to date" if report.changed else "nothing has changed", err=True)


def _fixture_document(fixture: Fixture) -> dict[str, Any]:
    return {
        "id": fixture.id,
        "date": fixture.date,
        "kick_off_at": fixture.kick_off_at,
        "competition": fixture.competition.name,
        "season": fixture.season,
        "round": fixture.round,
        "leg": fixture.leg,
        "home": fixture.home.name,
        "away": fixture.away.name,
        "neutral": fixture.neutral,
    }


def _tell_forecast(document: dict[str, Any]) -> None:
    fixture = document["fixture"]
    home, away = fixture["home"], fixture["away"]
    click.echo(f"{home} v {away}, {fixture['competition']}, {fixture['date']}")
    result = document["result"]
    click.echo(f"{home} {result['home']:.1%}, draw {result['draw']:.1%}, {away} {result['away']:.1%}")
    likely = ", ".join(f"{cell['home']}-{cell['away']} {cell['p']:.1%}" for cell in document["scorelines"][:6])
    click.echo(f"Likeliest scores: {likely}")
    click.echo(f"Over 2.5 goals {document['totals']['over_2_5']:.1%}, both score {document['btts']:.1%}")
    score = document["predicted_score"]
    click.echo(f"We say: {home} {score['home']}-{score['away']} {away}")
    if document["tie"]:
        through = document["tie"]["through"]
        click.echo(f"Through: {home} {through['home']:.1%}, {away} {through['away']:.1%}")
    _tell_absences(document["absences"] or [], home, away)
    if document["movement"]:
        _tell_movement(document["movement"], home, away)


def _tell_absences(absences: list[dict[str, Any]], home: str, away: str) -> None:
    """Who is counted out, and by how many percentage points that moves the result."""
    names = {"home": home, "draw": "draw", "away": away}
    named = [absence for absence in absences if absence["player"]]
    for absence in named[:_ABSENCES]:
        side = names[absence["side"]]
        click.echo(f"Without {absence['player']} of {side}: {_points(absence['change'], names)}")


def _tell_movement(movement: dict[str, Any], home: str, away: str) -> None:
    """What changed in percentage points, the biggest cause first."""
    before, after, causes = movement["from"], movement["to"], movement["causes"]
    names = {"home": home, "draw": "draw", "away": away, "through_home": f"{home} through"}
    if not causes:
        click.echo(f"Since {movement['since']} nothing has changed.")
        return
    whole = {name: after["result"][name] - before["result"][name] for name in ("home", "draw", "away")}
    if after["through"]:
        whole["through_home"] = after["through"]["home"] - before["through"]["home"]
    click.echo(f"Since {movement['since']}, in percentage points: {_points(whole, names)}")
    causes = sorted(causes, key=lambda cause: -max(map(abs, cause["change"].values())))
    for cause in causes[:_CAUSES]:
        click.echo(f"  {cause['text']}: {_points(cause['change'], names)}")
    if len(causes) > _CAUSES:
        rest = {name: sum(cause["change"][name] for cause in causes[_CAUSES:]) for name in whole}
        click.echo(f"  all smaller causes, {len(causes) - _CAUSES} (--json lists them): {_points(rest, names)}")


def _points(change: dict[str, float], names: dict[str, str]) -> str:
    """Changes of at least a tenth of a point."""
    shown = [f"{names[name]} {100 * by:+.1f}" for name, by in change.items() if abs(by) >= 0.0005]
    return ", ".join(shown) or "less than a tenth"


def _tell_round(document: dict[str, Any], on: dt.date) -> None:
    click.echo(f"{document['competition']} {document['season']}, {document['round']}, before {on}")
    for tie in document["ties"]:
        home, away, through = tie["fixture"]["home"], tie["fixture"]["away"], tie["tie"]["through"]
        click.echo(f"  {tie['fixture']['date']}  {home} {through['home']:.1%}, {away} {through['away']:.1%}")
    sides = document["sides"]
    if sides:
        rounds = list(sides[0]["reach"])
        rows = [
            [side["team"], *(f"{side['reach'][name]:.1%}" for name in rounds), f"{side['win']:.1%}"] for side in sides
        ]
        click.echo()
        _print_table(("side", *rounds, "wins"), rows)
    for note in document["notes"]:
        click.echo(note)


def _tell_projection(document: dict[str, Any], on: dt.date) -> None:
    click.echo(f"{document['competition']} {document['season']}, projected before {on}")
    zones = [zone["zone"] for zone in document["zones"] if zone["zone"] != "champions"]
    rows = [
        [
            team["team"],
            str(team["points"]),
            f"{team['expected_points']:.1f}",
            f"{team['points_5']}-{team['points_95']}",
            f"{team['title']:.1%}",
            *(f"{team['zones'][zone]:.1%}" for zone in zones),
        ]
        for team in document["teams"]
    ]
    _print_table(("club", "Pts", "final", "90%", "first", *zones), rows)
    for zone in document["zones"]:
        places = f"{zone['from']} to {zone['to']}" if zone["to"] > zone["from"] else zone["from"]
        to = "stay above" if zone["zone"].startswith("relegation") else "reach"
        click.echo(f"{zone['zone']} ({places}): {zone['points_needed']} points to {to} it in half of the seasons")
    for note in document["notes"]:
        click.echo(note)


def _tell_lineup(lineup: PossibleLineup) -> None:
    if not lineup.known:
        click.echo(f"{lineup.club}: no eleven can be predicted: {lineup.reason}.")
    else:
        click.echo(", ".join(filter(None, (lineup.club, lineup.formation, lineup.basis))))
    for line in lineup.lines:
        click.echo("  " + ", ".join(f"{player.player} {player.p_start:.0%}" for player in line))
    for player in lineup.doubts:
        second = f", else {player.alternative}" if player.alternative else ""
        click.echo(f"In doubt: {player.player} ({player.reason or 'no reason given'}){second}")
    if lineup.bench:
        click.echo("Others: " + ", ".join(f"{player.player} {player.p_start:.0%}" for player in lineup.bench))
    if lineup.out:
        click.echo("Cannot play: " + ", ".join(f"{p.player} ({p.reason or p.status})" for p in lineup.out))


_RULES = {
    "rps": "RPS",
    "log_loss": "log loss",
    "brier": "Brier",
    "score_log_loss": "exact score",
    "over_2_5_log_loss": "over 2.5",
}

_BESIDE = {"opening": "opening prices", "closing": "closing prices", "base_rate": "base rate", "elo": "Elo"}


_PROMOTED = {"promoted": "a side promoted", "others": "no side promoted", "unknown": "promotion not known"}


def _tell_backtest(document: dict[str, Any]) -> None:
    """Everybody's scores; then the model's by group, with its log loss less that of others."""
    overall, name = document["overall"], document["model"]["name"]
    first, last = document["seasons"].split(":")
    seasons = first if first == last else f"{first} to {last}"
    click.echo(f"{name}, {', '.join(document['competitions'])}, {seasons}: {overall['matches']:,} matches")
    if document["not_forecast"]:
        click.echo(f"{document['not_forecast']:,} more had too little before them for a forecast.")
    click.echo()
    others = {**overall["market"], **overall["baselines"]}
    rows = [(name, overall), *((_BESIDE[key], scores) for key, scores in others.items() if scores["matches"])]
    _print_table(
        ("forecast", "matches", *_RULES.values()),
        [[label, str(scores["matches"]), *(_score(scores[rule]) for rule in _RULES)] for label, scores in rows],
    )
    click.echo()
    _tell_groups(document, [key for key, scores in others.items() if scores["matches"]])
    errors = overall["calibration_errors"]
    told = f"1X2 {errors['result']:.4f}, over 2.5 {errors['over_2_5']:.4f}, both score {errors['btts']:.4f}"
    click.echo(f"\nExpected calibration error: {told}")
    click.echo(f"{document['fits_or_updates']:,} match days, {document['seconds']:.1f} s")


def _tell_groups(document: dict[str, Any], others: Sequence[str]) -> None:
    groups = {"all": document["overall"], **document["competitions"]}
    groups |= {f"season {season}": grade for season, grade in document["by_season"].items()}
    groups |= {f"month {month}": grade for month, grade in document["by_month"].items()}
    groups |= {_PROMOTED[name]: grade for name, grade in document["by_promoted"].items()}
    rows = [
        [
            label,
            str(grade["matches"]),
            *(_score(grade[rule]) for rule in ("rps", "log_loss")),
            *(_gap(grade["differences"][other]["log_loss"]) for other in others),
        ]
        for label, grade in groups.items()
    ]
    _print_table(("matches of", "matches", "RPS", "log loss", *(f"less {_BESIDE[other]}" for other in others)), rows)


def _tell_losses(losses: dict[str, dict[str, float | None]]) -> None:
    """What each forecaster lost by each rule."""
    click.echo()
    rows = [[_BESIDE.get(name, name), *map(_score, row.values())] for name, row in losses.items()]
    _print_table(("forecast", *_RULES.values()), rows)


def _tell_scoreboard(found: Scoreboard) -> None:
    if found.grades:
        click.echo("What the result and the score were given, misses first:")
    for one in found.grades:
        fixture = one.fixture
        given = f"{one.score.outcome_probability:6.1%} {one.score.probability:6.1%}" if one.score else " " * 13
        said = f"  (we said {one.score.predicted})" if one.score else "  (no forecast)"
        click.echo(f"{given}  {fixture.date}  {fixture.home.name} {one.match.score} {fixture.away.name}{said}")
    click.echo(f"graded: {len(found.grades):,}; without a result yet: {len(found.waiting):,}")
    for entry, reason in found.not_graded:
        click.echo(f"not graded: {entry.home} v {entry.away} ({entry.date}): {reason}")
    if not found.results.of:
        return
    if found.late:
        click.echo(f"published after kick-off, from what was known before it: {found.late:,}")
    tallies = {
        "results": found.results,
        "scores": found.scorelines,
        "starters": found.starters,
        "absences": found.absences,
        "returns": found.returns,
    }
    told = [f"{name} {tally.right:,} of {tally.of:,}" for name, tally in tallies.items() if tally.of]
    click.echo(f"right: {', '.join(told)}")
    click.echo()
    rows = [["forecast", str(found.results.of), *(_score(found.scores[rule]) for rule in _RULES)]]
    for name, other in found.beside.items():
        rows.append([_BESIDE[name], str(other.matches), *(_score(other.theirs[rule]) for rule in _RULES)])
        rows.append(["  forecast of these", str(other.matches), *(_score(other.ours[rule]) for rule in _RULES)])
    _print_table(("forecast", "matches", *_RULES.values()), rows)


def _score(value: float | None) -> str:
    return "" if value is None else f"{value:.4f}"


def _gap(gap: dict[str, float] | None) -> str:
    """A paired difference with its standard error."""
    return "" if gap is None else f"{gap['mean']:+.4f} ({gap['standard_error']:.4f})"


def _by_competition(found: Sequence[Fixture]) -> Iterator[tuple[str, list[Fixture]]]:
    groups: dict[str, list[Fixture]] = {}
    for fixture in found:
        groups.setdefault(fixture.competition.name, []).append(fixture)
    yield from groups.items()


def _kick_off(fixture: Fixture) -> str:
    if fixture.kick_off_at is None:
        return "     "
    from zoneinfo import ZoneInfo

    local = fixture.kick_off_at.replace(tzinfo=dt.UTC).astimezone(ZoneInfo(fixture.timezone or "UTC"))
    return f"{local:%H:%M}"


def _note(fixture: Fixture) -> str:
    parts = [
        fixture.round or "",
        f"leg {fixture.leg}" if fixture.leg == 2 else "",
        "neutral" if fixture.neutral else "",
    ]
    told = ", ".join(part for part in parts if part)
    return f"  ({told})" if told else ""


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _print_table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    widths = [max(len(str(cell)) for cell in cells) for cells in zip(columns, *rows, strict=True)]
    for cells in (columns, *rows):
        padded = (
            cell.rjust(w) if cell.lstrip("-").isdigit() else cell.ljust(w)
            for cell, w in zip(cells, widths, strict=True)
        )
        click.echo("  ".join(padded).rstrip())


def _print_json(document: object) -> None:
    click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))


if __name__ == "__main__":
    main()
