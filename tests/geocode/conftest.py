"""A geocoding server on loopback, a clock that does not run by itself, and real databases."""

from __future__ import annotations

import os
import pwd
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import sqlalchemy as sql

from geo.geocode.chain import ChainedGeocoder
from geo.geocode.configured import chained_geocoder
from geo.geocode.database import Database
from geo.settings.settings import Settings
from tests.geocode.server import GeocodingServer, serving

REMEDY = "The PostgreSQL tests need its server: run `apt-get install -y postgresql`, or put initdb on the PATH."
MONDAY_S = 1_800_000_000.0


class Clock:
    """Time that passes only where somebody sleeps; ``slept`` lists how long."""

    def __init__(self) -> None:
        self.now_s = MONDAY_S
        self.slept: list[float] = []

    def __call__(self) -> float:
        return self.now_s

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.now_s += seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server() -> Iterator[GeocodingServer]:
    """A geocoding server of the test's own."""
    with serving() as one:
        yield one


@pytest.fixture
def settings(tmp_path: Path, server: GeocodingServer) -> Settings:
    """Settings under which all three geocoders are the test's server; only Nominatim is switched on."""
    return Settings(
        cache_dir=tmp_path / "cache",
        geocoders=("nominatim",),
        nominatim_domain=server.domain,
        nominatim_scheme="http",
        photon_domain=server.domain,
        photon_scheme="http",
        geonames_username="wenlock-secret",
        geocoder_arguments=(("geonames", (("domain", server.domain), ("scheme", "http"))),),
    )


@pytest.fixture
def build(clock: Clock) -> Callable[[Settings], ChainedGeocoder]:
    """Return a function that builds geocoders which live by the test's clock."""
    return lambda settings: chained_geocoder(settings, clock=clock, sleep=clock.sleep)


def postgres_programs() -> Path | None:
    """Return the folder of PostgreSQL's server programs, None where it is not installed."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    return max(Path("/usr/lib/postgresql").glob("*/bin"), default=None)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The address of a PostgreSQL server that lives as long as the tests; where none can be had they fail."""
    programs = postgres_programs()
    if programs is None and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "postgresql"]):
            subprocess.run(command, check=False, timeout=600, capture_output=True)
        programs = postgres_programs()
    if programs is None:
        pytest.fail(REMEDY, pytrace=False)
    # The server refuses to run as root.
    user = None if os.geteuid() else next(name for name in ("postgres", "nobody") if _exists(name))
    folder = Path(tempfile.mkdtemp(prefix="wherein-postgres-"))
    try:
        if user:
            shutil.chown(folder, user)
        data, port = folder / "data", _free_port()
        run = [str(programs / "initdb"), "-D", str(data), "-U", "wherein", "-A", "trust", "-E", "UTF8", "--no-sync"]
        subprocess.run(run, check=True, capture_output=True, user=user, cwd=folder)
        options = f"-F -c listen_addresses=127.0.0.1 -c unix_socket_directories={folder} -p {port}"
        control = [str(programs / "pg_ctl"), "-D", str(data), "-w", "-l", str(folder / "log")]
        subprocess.run([*control, "-o", options, "start"], check=True, stdout=subprocess.DEVNULL, user=user, cwd=folder)
        try:
            yield f"postgresql+psycopg://wherein@127.0.0.1:{port}/postgres"
        finally:
            subprocess.run(
                [*control, "-m", "immediate", "stop"], check=False, capture_output=True, user=user, cwd=folder
            )
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _exists(user: str) -> bool:
    with suppress(KeyError):
        return bool(pwd.getpwnam(user))
    return False


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run what takes a ``cache_url`` on each kind of database: PostgreSQL where it is installed, and always in CI."""
    if "cache_url" in metafunc.fixturenames:
        kinds = ["sqlite", "postgresql"] if postgres_programs() or os.environ.get("CI") else ["sqlite"]
        metafunc.parametrize("cache_url", kinds, indirect=True)


@pytest.fixture
def cache_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The address of an empty database."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'answers.sqlite'}"
        return
    address = request.getfixturevalue("postgres")
    name = f"test_{time.time_ns()}"
    engine = sql.create_engine(address, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(sql.text(f"CREATE DATABASE {name}"))
    engine.dispose()
    yield address.replace("/postgres", f"/{name}")


@pytest.fixture
def database(cache_url: str, tmp_path: Path) -> Iterator[Database]:
    """An empty database of each kind."""
    one = Database(tmp_path, cache_url)
    yield one
    one.close()
