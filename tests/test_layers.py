"""Who may import whom: data flows sources, store, forecast | facts | squads, preview, publish; nothing points back."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "pressbox"

WORDS = ("errors", "config", "domain", "views", "countries", "workers")
"""Modules without a layer: words, settings, plain data and processes that everybody shares."""

LAYERS = (
    ("sources",),
    ("store",),
    ("forecast", "facts", "squads"),
    ("preview",),
    ("publish",),
    ("data_desk",),
    ("pipeline",),
    ("cli",),
)

RANK = {name: rank for rank, names in enumerate(LAYERS) for name in names}

HEAVY = ("numpy", "pyarrow", "duckdb", "scipy", "numba", "jinja2", "httpx", "rich")


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, also within functions and for type checking."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: a relative import hides its layer"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def modules() -> list[tuple[str, Path]]:
    """Layer and file of every module that has a layer."""
    placed = [(path.relative_to(PACKAGE).parts[0].removesuffix(".py"), path) for path in PACKAGE.rglob("*.py")]
    return [(layer, path) for layer, path in placed if layer in RANK]


def layers_imported(path: Path) -> Iterator[str]:
    for name in imports(path):
        parts = name.split(".")
        if parts[0] == "pressbox" and len(parts) > 1 and parts[1] in RANK:
            yield parts[1]


def test_every_module_has_a_place():
    names = {path.relative_to(PACKAGE).parts[0].removesuffix(".py") for path in PACKAGE.rglob("*.py")}
    assert names == {*RANK, *WORDS, "__init__", "__main__"}


def test_no_layer_imports_one_downstream():
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for layer, path in modules()
        for other in layers_imported(path)
        if RANK[other] > RANK[layer]
    ]
    assert wrong == []


def test_forecast_facts_and_squads_do_not_know_one_another():
    wrong = [
        f"{path.relative_to(PACKAGE)} imports {other}"
        for layer, path in modules()
        for other in layers_imported(path)
        if RANK[other] == RANK[layer] and other != layer
    ]
    assert wrong == []


def test_shared_words_import_no_layer():
    for name in WORDS:
        assert list(layers_imported(PACKAGE / f"{name}.py")) == []


def test_one_source_does_not_import_another():
    """What two share has a module of its own that is no source."""
    sources = {
        path.stem
        for path in (PACKAGE / "sources").glob("*.py")
        if any(
            isinstance(node, ast.ClassDef)
            and any(isinstance(base, ast.Name) and base.id == "Source" for base in node.bases)
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        )
    }
    assert len(sources) >= 10
    wrong = [
        f"{path.name} imports {name}"
        for path in (PACKAGE / "sources").glob("*.py")
        if path.name not in ("__init__.py", "registry.py")
        for name in imports(path)
        if name.startswith("pressbox.sources.") and name.split(".")[2] in sources
    ]
    assert wrong == []


def test_one_module_touches_the_network():
    network = ("httpx", "requests", "urllib.request", "urllib3", "http.client", "aiohttp", "socket")
    reaching = {
        str(path.relative_to(PACKAGE))
        for path in PACKAGE.rglob("*.py")
        if any(name == module or name.startswith(f"{module}.") for name in imports(path) for module in network)
    }
    assert reaching == {"sources/http.py"}


def test_only_the_store_and_what_it_is_made_from_speaks_sql():
    reaching = {layer for layer, path in modules() if any(name.split(".")[0] == "duckdb" for name in imports(path))}
    assert reaching == {"store"}


@pytest.mark.parametrize("module", ["pressbox", "pressbox.cli"])
def test_importing_loads_nothing_heavy(module: str):
    """So that `pressbox --help` answers at once."""
    code = f"import sys, {module}; print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []


def test_help_loads_nothing_heavy():
    code = (
        "import sys\nfrom click.testing import CliRunner\nfrom pressbox.cli import main\n"
        "names = ['--help', '--version', *([name, '--help'] for name in main.commands)]\n"
        "assert all(CliRunner().invoke(main, name).exit_code == 0 for name in names)\n"
        f"print(*sorted(set(sys.modules) & set({HEAVY!r})))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
