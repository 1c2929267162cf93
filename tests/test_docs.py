"""Every command, option, table, column, error and check is in the documentation, and its examples run."""

from __future__ import annotations

import importlib.util
import re
import shlex
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from pressbox import errors
from pressbox.cli import main
from pressbox.store import schema

ROOT = Path(__file__).resolve().parents[1]
COMMANDS = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
PAGES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]

NEEDS_MORE_THAN_THE_SAMPLE = ("pull", "ingest")
RUNS_UNTIL_IT_IS_STOPPED = ("serve",)  # tests/publish/site/test_serve_command.py runs its example

NEEDS_AN_EDITION = ("grade",)


def section(name: str) -> str:
    """What stands under a heading of commands.md."""
    found = re.search(rf"^## {name}$(.*?)(?=^## |\Z)", COMMANDS, re.MULTILINE | re.DOTALL)
    assert found, f"docs/commands.md has no section {name}"
    return found[1]


def examples(text: str) -> list[str]:
    return re.findall(r"^\$ (pressbox .*)$", text, re.MULTILINE)


def test_every_command_has_a_section_and_every_section_a_command():
    assert re.findall(r"^## (\w+)$", COMMANDS, re.MULTILINE) == list(main.commands)


@pytest.mark.parametrize("name", list(main.commands))
def test_every_option_and_argument_is_described_in_the_section_of_its_command(name: str):
    text = section(name)
    for parameter in main.commands[name].params:
        if isinstance(parameter, click.Argument):
            assert (parameter.human_readable_name.strip("[].") or "") in text
        else:
            for option in parameter.opts:
                assert f"`{option}" in text, option


def test_options_of_the_program_itself_are_described():
    before = COMMANDS.split("## pull")[0]
    for parameter in main.params:
        assert any(option in before for option in parameter.opts), parameter.name
    for option in ("--help", "-h", "--version", "PRESSBOX_HOME"):
        assert option in before


@pytest.mark.parametrize("name", list(main.commands))
def test_every_command_has_an_example_in_its_section_and_in_its_help(name: str):
    assert any(
        example.startswith(f"pressbox {name} ") or example == f"pressbox {name}" for example in examples(section(name))
    )
    help_text = CliRunner().invoke(main, [name, "--help"]).output
    shown = re.search(r"Example: (pressbox .*)", help_text)
    assert shown
    assert shown[1] in examples(section(name))


def sample_examples() -> list[str]:
    left_out = (*NEEDS_MORE_THAN_THE_SAMPLE, *RUNS_UNTIL_IT_IS_STOPPED)
    return [text for text in examples(COMMANDS) if shlex.split(text)[1] not in left_out]


@pytest.mark.parametrize("example", sample_examples())
def test_every_example_runs_on_the_sample(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PRESSBOX_HOME", str(tmp_path / "home"))
    if shlex.split(example)[1] in NEEDS_AN_EDITION:
        CliRunner().invoke(main, ["publish", *shlex.split(example)[2:6]], catch_exceptions=False)
    done = CliRunner().invoke(main, shlex.split(example)[1:])
    assert done.exit_code == 0, done.output
    assert done.stdout


def test_the_data_dictionary_is_up_to_date():
    """`scripts/docs` writes it anew."""
    spec = importlib.util.spec_from_file_location("store_page", ROOT / "scripts" / "store_page.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    assert (ROOT / "docs" / "store.md").read_text(encoding="utf-8") == module.page()


def test_every_table_and_column_is_in_the_data_dictionary():
    page = (ROOT / "docs" / "store.md").read_text(encoding="utf-8")
    for table in schema.tables():
        found = re.search(rf"^### {table.name}$(.*?)(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
        assert found, table.name
        for column in table.columns:
            assert f"| `{column.name}` | {column.type} |" in found[1]


def test_every_error_is_in_the_tree_of_its_module_with_its_place():
    tree = errors.__doc__ or ""
    named = re.findall(r"^[│├└─ ]*(\w+)(?: +.*)?$", tree, re.MULTILINE)
    classes = [
        error for error in vars(errors).values() if isinstance(error, type) and issubclass(error, errors.PressboxError)
    ]
    assert {error.__name__ for error in classes} <= set(named)
    assert all(error.__doc__ for error in classes)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_between_pages_lead_somewhere(page: Path):
    text = page.read_text(encoding="utf-8")
    for target in re.findall(r"\]\(([^)#\s]+)(?:#[\w-]+)?\)", text):
        if not target.startswith(("http://", "https://", "mailto:")):
            assert (page.parent / target).exists(), target


def test_files_that_the_architecture_names_exist():
    text = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
    for name in re.findall(r"`((?:pressbox|tests|publish|store|sources)/[\w/]+(?:\.py)?)`", text):
        assert (ROOT / name).exists() or (ROOT / "pressbox" / name).exists(), name
