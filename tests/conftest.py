"""What all tests share: no network, the real data where it is there, and one store filled from it."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from pathlib import Path

import filelock
import pytest

from pressbox.sources.registry import SOURCES
from pressbox.store.database import STORE_FILE, Store
from pressbox.store.ingest import ingest

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
LOOPBACK = ("127.0.0.1", "::1", "localhost")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden previews anew")
    parser.addoption("--shared-home", type=Path, help="a home filled from ../shared/data, instead of a new one")


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared_data() -> Path:
    if not SHARED_DATA.is_dir():
        pytest.skip("../shared/data is absent")
    return SHARED_DATA


@pytest.fixture(scope="session")
def shared_home(
    shared_data: Path, tmp_path_factory: pytest.TempPathFactory, worker_id: str, request: pytest.FixtureRequest
) -> Path:
    """A data home filled from ../shared/data, once for all test processes; read only."""
    if given := request.config.getoption("--shared-home"):
        return Path(given)
    base = tmp_path_factory.getbasetemp()
    home = (base if worker_id == "master" else base.parent) / "shared-home"
    with filelock.FileLock(f"{home}.lock"):
        if not (home / STORE_FILE).exists():
            ingest(home, shared_data, SOURCES)
    return home


@pytest.fixture(scope="session")
def shared_store(shared_home: Path) -> Iterator[Store]:
    """The store of ``shared_home``."""
    store = Store.open(shared_home)
    yield store
    store.close()


@pytest.fixture(scope="session")
def sample_store() -> Iterator[Store]:
    """The embedded sample."""
    store = Store.sample()
    yield store
    store.close()


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection that leaves this machine."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: tuple[str, int]) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and address[0] not in LOOPBACK:
            raise OSError(f"tests must not reach {address}")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", guarded)
