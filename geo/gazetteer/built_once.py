"""Seeing to it that the gazetteer file is there: one build for all processes, and no half-written file."""

from __future__ import annotations

import logging
import os
import sqlite3
import stat
import tempfile
from contextlib import closing, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from geo.errors import GazetteerError
from geo.gazetteer.file import read_only_uri
from geo.gazetteer.sources.packages import DataPackages
from geo.gazetteer.writing import write_gazetteer
from geo.protocols import Progress
from geo.store.aside import set_aside
from geo.version import GEO, files_digest

_log = logging.getLogger(__name__)
_LOCK_POLL_S = 0.5
_SQLITE_MAGIC = b"SQLite format 3\0"
# Modules of this package that do not decide what the file holds, and those of others that do.
_READING_ONLY = frozenset({"built_once.py", "drawn_outlines.py", "file.py", "store.py"})
_BUILDING_TOO = ("attribution.py", "globe.py", "kinds.py", "lexicon", "text/toponym.py")


def ensure_built(cache_dir: Path, packages: DataPackages, progress: Progress | None) -> tuple[Path, str]:
    """Return the file, built where it was missing, outdated or damaged, and a note for the user ("" for none).

    Raises:
        GazetteerError: a data package is missing or malformed, or there is no room for the file anywhere.
    """
    name = gazetteer_path(cache_dir, packages).name
    gazetteer_id = f"wherein-{_version(packages)}"
    # A whole file is opened without the lock, so a folder that can only be read will do.
    if (cache_dir / name).exists() and _fault(cache_dir / name, gazetteer_id) is None:
        return cache_dir / name, ""
    try:
        return _build(cache_dir / name, packages, gazetteer_id, progress), ""
    except (OSError, sqlite3.OperationalError) as error:
        reason = getattr(error, "strerror", None) or str(error)
    try:
        spare_dir = _spare_dir()
        note = f"{cache_dir} cannot be written ({reason}), so the gazetteer is kept in {spare_dir}."
        _log.warning(note)
        return _build(spare_dir / name, packages, gazetteer_id, progress), note
    except (OSError, sqlite3.OperationalError) as error:
        raise GazetteerError(
            f"The gazetteer can be written neither to {cache_dir} ({reason}) nor to {tempfile.gettempdir()} ({error}); "
            "free 150 MB, or set WHEREIN_CACHE_DIR to a folder that can be written"
        ) from error


def gazetteer_path(cache_dir: Path, packages: DataPackages) -> Path:
    """Return the file in the folder that is in use by this version, whether or not it is there yet."""
    return cache_dir / f"gazetteer-{_version(packages)}.sqlite"


def _version(packages: DataPackages) -> str:
    """Return a digest of the data and of the code that builds from it."""
    return packages.digest(building_digest(GEO).encode())


def building_digest(root: Path) -> str:
    """Return 8 hex digits over all code that decides what the file holds, of a copy of the folder of `geo`."""
    code = (path for path in (root / "gazetteer").rglob("*.py") if path.name not in _READING_ONLY)
    return files_digest(root, (*(path.relative_to(root).as_posix() for path in code), *_BUILDING_TOO))


def _build(path: Path, packages: DataPackages, gazetteer_id: str, progress: Progress | None) -> Path:
    """Build the file unless another process has just done so."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with _locked(path.with_name("gazetteer.lock"), progress):
        if path.exists():
            fault = _fault(path, gazetteer_id)
            if fault is None:
                return path
            aside = set_aside(path, "corrupt")
            _log.warning("The gazetteer %s is damaged (%s); it is set aside as %s and built again", path, fault, aside)
        part = path.with_suffix(f".{os.getpid()}.part")
        try:
            write_gazetteer(part, packages, gazetteer_id=gazetteer_id, progress=progress)
            part.replace(path)
        finally:
            part.unlink(missing_ok=True)
        _remove_outdated(path)
    return path


class _locked:  # noqa: N801 - a context manager, used like a function
    """Holds a lock file; while another process holds it, the wait can be cancelled through ``progress``."""

    def __init__(self, path: Path, progress: Progress | None) -> None:
        self._lock = FileLock(path)
        self._progress = progress

    def __enter__(self) -> None:
        while True:
            with suppress(Timeout):
                self._lock.acquire(timeout=_LOCK_POLL_S)
                return
            if self._progress:
                self._progress("Waiting for another process that builds the gazetteer", 0.0)

    def __exit__(self, *_: object) -> None:
        self._lock.release()


def _fault(path: Path, gazetteer_id: str) -> str | None:
    """Return what is wrong with a file, None when it seems whole. Takes well under a millisecond."""
    try:
        with path.open("rb") as file:
            header = file.read(32)
        page_bytes, pages = int.from_bytes(header[16:18]), int.from_bytes(header[28:32])
        if not header.startswith(_SQLITE_MAGIC) or path.stat().st_size != page_bytes * pages:
            return "it is cut short or no database"
        with closing(sqlite3.connect(read_only_uri(path), uri=True)) as database:
            row = database.execute("SELECT value FROM meta WHERE key = 'id'").fetchone()
    except (OSError, sqlite3.Error) as error:
        return str(error)
    return None if row == (gazetteer_id,) else "it was not finished"


def _remove_outdated(path: Path) -> None:
    """Delete gazetteers of other versions and unfinished ones; a file that is in use is left for the next time."""
    for other in (*path.parent.glob("gazetteer-*.sqlite"), *path.parent.glob("gazetteer-*.part")):
        if other != path:
            with suppress(OSError):
                other.unlink()


def _spare_dir() -> Path:
    """Return a folder for temporary files that only this user can write, the same each time if that can be had.

    Everybody can foresee its name, so another may have made it first, with a gazetteer of their own in it.

    Raises:
        OSError: there is none.
    """
    user = os.getuid() if hasattr(os, "getuid") else None
    folder = Path(tempfile.gettempdir()) / f"wherein-{os.environ.get('USERNAME', 'user') if user is None else user}"
    with suppress(FileExistsError):
        folder.mkdir(mode=0o700, parents=True)
    status = folder.lstat()
    is_ours = user is None or (status.st_uid == user and stat.S_IMODE(status.st_mode) == 0o700)
    if stat.S_ISDIR(status.st_mode) and is_ours:
        return folder
    return Path(tempfile.mkdtemp(prefix="wherein-"))
