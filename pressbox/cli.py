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
from typing import TYPE_CHECKING, Any

import click

from pressbox import __version__
from pressbox.config import HOME_VARIABLE, Config
from pressbox.errors import PressboxError

if TYPE_CHECKING:
    from pressbox.domain import AsOf, Fixture, Table
    from pressbox.pipeline import Desk
    from pressbox.sources.pull import PullReport, Step
    from pressbox.store.ingest import IngestReport

_LISTED = 20
"""Findings shown of each check in the text of ``audit``; ``--json`` has all."""

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
    with _desk(config) as desk:
        found = desk.table(competition, on.date())
    if found is None:
        raise PressboxError(
            f"{competition} has no league table around {on.date()}; `pressbox status` says what is covered."
        )
    if as_json:
        _print_json(_table_document(found))
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
@click.option("--model", metavar="NAME", help="Forecast model.")
@as_json
@click.pass_obj
def forecast(
    config: Config, home: str, away: str, on: dt.datetime, as_of: str | None, model: str | None, as_json: bool
) -> None:
    """Result, scorelines, totals, and who goes through.

    \b
    Example: pressbox forecast Atalanta Liverpool --on 2024-04-18
    """
    with _desk(config) as desk:
        fixture = desk.fixture(home, away, on.date())
        document = desk.forecast(fixture, _as_of(desk, fixture, as_of), model).to_dict()
    if as_json:
        _print_json(document)
        return
    _tell_forecast(document)


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


# What the commands share


@contextmanager
def _desk(config: Config) -> Iterator[Desk]:
    from pressbox.pipeline import open_desk

    with open_desk(config.home) as desk:
        if desk.on_sample:
            click.echo(f"pressbox: {config.home} holds no data yet; the embedded sample answers.", err=True)
        yield desk


def _as_of(desk: Desk, fixture: Fixture, text: str | None) -> AsOf:
    try:
        return desk.as_of(fixture, text)
    except ValueError as error:
        raise click.UsageError(f"--as-of takes a moment such as 2024-04-17T12:00+02:00; got {text!r}.") from error


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


def _table_document(found: Table) -> dict[str, Any]:
    rows = [
        {
            "place": row.place,
            "team": row.team.name,
            "played": row.played,
            "won": row.won,
            "drawn": row.drawn,
            "lost": row.lost,
            "goals_for": row.goals_for,
            "goals_against": row.goals_against,
            "goal_difference": row.goal_difference,
            "points": row.points,
            "deducted": row.deducted,
        }
        for row in found.rows
    ]
    return {"competition": found.competition.name, "season": found.season, "as_of": found.as_of, "rows": rows}


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


def _tell_round(document: dict[str, Any], on: dt.date) -> None:
    click.echo(f"{document['competition']} {document['season']}, {document['round']}, before {on}")
    for tie in document["ties"]:
        home, away, through = tie["fixture"]["home"], tie["fixture"]["away"], tie["tie"]["through"]
        click.echo(f"  {tie['fixture']['date']}  {home} {through['home']:.1%}, {away} {through['away']:.1%}")


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
