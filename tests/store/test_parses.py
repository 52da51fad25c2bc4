"""The SQLite store of parsed documents: counts, versions, damage, and folders that cannot be written."""

from __future__ import annotations

import logging
import signal
import sqlite3
import subprocess
import sys
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from geo.model import GeoparsedDocument
from geo.store.codec import encode
from geo.store.parses import FILE_NAME, SqliteDocumentCache
from tests.fakes import ARTICLE, fake_pipeline, parse

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def parsed() -> GeoparsedDocument:
    return fake_pipeline().geoparse([ARTICLE])[0]


def test_hits_and_misses_are_counted_for_good(tmp_path: Path, parsed: GeoparsedDocument) -> None:
    """Every get counts, and the counts outlive the process."""
    cache = SqliteDocumentCache(tmp_path)
    cache.get([parsed.document.id], "p")
    cache.put([parsed], "p")
    cache.get([parsed.document.id], "p")
    cache.get([parsed.document.id], "p")
    cache.close()
    info = SqliteDocumentCache(tmp_path).info()
    assert (info.documents, info.hits, info.misses) == (1, 2, 1)
    assert info.path == tmp_path / FILE_NAME
    assert info.size_bytes > 0


def test_clear_forgets_everything(tmp_path: Path) -> None:
    """After `clear` there are no documents and no counts, and the file is small."""
    cache = SqliteDocumentCache(tmp_path)
    cache.put(parse(*(f"London and Syria {number}. " * 50 for number in range(100))), "p")
    cache.get(["0123456789abcdef"], "p")
    before = cache.info().size_bytes
    assert cache.clear() == 100
    info = cache.info()
    assert (info.documents, info.hits, info.misses) == (0, 0, 0)
    assert info.size_bytes < before / 2


def test_documents_come_out_in_the_order_they_went_in(tmp_path: Path) -> None:
    """`documents` yields all that is stored."""
    cache = SqliteDocumentCache(tmp_path)
    documents = parse("London", "Syria", "Brussels")
    cache.put(documents, "p")
    assert list(cache.documents()) == documents


def test_two_stores_share_one_file(tmp_path: Path, parsed: GeoparsedDocument) -> None:
    """What one process puts, another gets at once."""
    first, second = SqliteDocumentCache(tmp_path), SqliteDocumentCache(tmp_path)
    first.put([parsed], "p")
    assert second.get([parsed.document.id], "p") == [parsed]


def test_threads_share_one_store(tmp_path: Path) -> None:
    """Eight threads put and get at the same time; nothing is lost and every get is counted."""
    cache = SqliteDocumentCache(tmp_path)
    documents = parse(*(f"London {number}" for number in range(64)))
    wrong: list[str] = []

    def work(part: list[GeoparsedDocument]) -> None:
        for document in part:
            cache.put([document], "p")
            if cache.get([document.document.id], "p") != [document]:
                wrong.append(document.document.id)

    threads = [threading.Thread(target=work, args=(documents[start::8],)) for start in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not wrong
    assert (cache.info().documents, cache.info().hits) == (64, 64)


def test_many_small_documents_are_few_writes(tmp_path: Path) -> None:
    """Documents of a line share pages and transactions: the log grows by hardly more than what they hold."""
    cache = SqliteDocumentCache(tmp_path)
    documents = parse(*(f"London {number}" for number in range(200)))
    ids = [document.document.id for document in documents]
    cache.get(ids, "p")
    cache.put(documents, "p")
    written_bytes = (tmp_path / f"{FILE_NAME}-wal").stat().st_size
    assert written_bytes < 2 * sum(len(encode(document)) for document in documents)
    assert cache.get(ids, "p") == documents
    assert (cache.info().hits, cache.info().misses) == (200, 200)


def test_more_documents_than_a_statement_takes(tmp_path: Path) -> None:
    """Their number is limited by nothing but the disk."""
    cache = SqliteDocumentCache(tmp_path)
    [one] = parse("London")
    documents = [replace(one, document=replace(one.document, id=f"{number:016x}")) for number in range(12_000)]
    cache.put(documents, "p")
    assert cache.info().documents == 12_000
    assert cache.get([document.document.id for document in documents], "other") == [None] * 12_000


_KILLED = """
import itertools, resource, signal, sys
from pathlib import Path
from geo.store.parses import SqliteDocumentCache
from tests.fakes import parse
cache = SqliteDocumentCache(Path(sys.argv[1]))
signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python would go on, with an error
resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), resource.RLIM_INFINITY))
for number in itertools.count():
    cache.put(parse(*(f"London {number} {n}" for n in range(50))), "p")
    print(number, flush=True)
"""


@pytest.mark.parametrize("limit_bytes", [300_000, 1_000_000])
def test_a_crash_costs_the_batch_in_hand(tmp_path: Path, limit_bytes: int) -> None:
    """A process that is killed in the midst of writing leaves every batch before, whole, and nothing of the last."""
    command = [sys.executable, "-c", _KILLED, str(tmp_path), str(limit_bytes)]
    killed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert killed.returncode == -signal.SIGXFSZ
    cache = SqliteDocumentCache(tmp_path)
    stored = {parsed.document.text for parsed in cache.documents()}
    assert stored == {f"London {number} {n}" for number in map(int, killed.stdout.split()) for n in range(50)}
    assert not cache.notice


_WRITER = """
import sys
from pathlib import Path
from geo.store.parses import SqliteDocumentCache
from tests.fakes import parse
cache = SqliteDocumentCache(Path(sys.argv[1]))
for document in parse(*(f"London {sys.argv[2]} {number}" for number in range(40))):
    cache.put([document], "p")
    assert cache.get([document.document.id], "p") == [document]
assert not cache.notice, cache.notice
"""


def test_processes_share_one_file_from_the_start(tmp_path: Path) -> None:
    """Three processes that begin together make one store, and none of their documents is lost."""
    processes = [
        subprocess.Popen([sys.executable, "-c", _WRITER, str(tmp_path), str(number)], cwd=ROOT, stderr=subprocess.PIPE)
        for number in range(3)
    ]
    for process in processes:
        _, errors = process.communicate(timeout=60)
        assert process.returncode == 0, errors.decode()
    info = SqliteDocumentCache(tmp_path).info()
    assert (info.documents, info.hits) == (120, 120)
    assert not list(tmp_path.glob("*.corrupt-*"))


@pytest.mark.parametrize("damage", [b"not a database, but long enough to be taken for one " * 50, b"SQLite format 3\0"])
def test_a_damaged_file_is_set_aside(
    tmp_path: Path, parsed: GeoparsedDocument, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    """A file that is no database is kept under another name, with a warning, and a new one works."""
    (tmp_path / FILE_NAME).write_bytes(damage)
    with caplog.at_level(logging.WARNING):
        cache = SqliteDocumentCache(tmp_path)
    assert (tmp_path / f"{FILE_NAME}.corrupt-1").read_bytes() == damage
    assert "set aside" in caplog.text
    cache.put([parsed], "p")
    assert cache.get([parsed.document.id], "p") == [parsed]
    assert not cache.notice


def test_damage_that_shows_later_is_survived(tmp_path: Path) -> None:
    """A file damaged while it is open gives no wrong answer and no error; a new one takes its place."""
    cache = SqliteDocumentCache(tmp_path)
    documents = parse(*(f"London {number}. " * 300 for number in range(60)))
    for document in documents:
        cache.put([document], "p")
    cache.close()
    path = tmp_path / FILE_NAME
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(8192)
        file.write(b"\xff" * (size - 8192))
    cache = SqliteDocumentCache(tmp_path)
    for document in documents:
        assert cache.get([document.document.id], "p") in ([document], [None])
        cache.put([document], "p")
    for document in documents:
        assert cache.get([document.document.id], "p") == [document]
    assert not cache.notice
    assert list(tmp_path.glob(f"{FILE_NAME}.corrupt-*"))


def test_a_file_of_another_version_is_set_aside(
    tmp_path: Path, parsed: GeoparsedDocument, caplog: pytest.LogCaptureFixture
) -> None:
    """What another version wrote is never read: it is kept as ``.old-N`` and a new file begun."""
    for number in (1, 2):
        cache = SqliteDocumentCache(tmp_path)
        cache.put([parsed], "p")
        cache.close()
        with sqlite3.connect(tmp_path / FILE_NAME) as connection:
            connection.execute("PRAGMA user_version = 7")
        connection.close()
        caplog.clear()
        with caplog.at_level(logging.WARNING):
            cache = SqliteDocumentCache(tmp_path)
        assert cache.get([parsed.document.id], "p") == [None]
        cache.close()
        assert (tmp_path / f"{FILE_NAME}.old-{number}").exists()
        assert "set aside" in caplog.text


def test_a_foreign_database_is_set_aside(tmp_path: Path, parsed: GeoparsedDocument) -> None:
    """A database of another program, under our name, is not written into."""
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("CREATE TABLE theirs (x)")
    connection.close()
    cache = SqliteDocumentCache(tmp_path)
    cache.put([parsed], "p")
    assert cache.get([parsed.document.id], "p") == [parsed]
    with sqlite3.connect(tmp_path / f"{FILE_NAME}.old-1") as connection:
        assert connection.execute("SELECT count(*) FROM theirs").fetchone() == (0,)
    connection.close()


def test_a_file_with_other_columns_is_set_aside(tmp_path: Path, parsed: GeoparsedDocument) -> None:
    """The right version number alone does not make it ours."""
    SqliteDocumentCache(tmp_path).close()
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("ALTER TABLE documents RENAME COLUMN parsed TO other")
    connection.close()
    cache = SqliteDocumentCache(tmp_path)
    assert not cache.notice
    cache.put([parsed], "p")
    assert cache.get([parsed.document.id], "p") == [parsed]


def test_one_bad_entry_is_dropped(tmp_path: Path, parsed: GeoparsedDocument, caplog: pytest.LogCaptureFixture) -> None:
    """An entry that cannot be decoded counts as a miss and is deleted; the others stay."""
    cache = SqliteDocumentCache(tmp_path)
    other = parse("London")[0]
    cache.put([parsed], "p")
    cache.put([other], "p")
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        connection.execute("UPDATE documents SET parsed = x'00' WHERE document_id = ?", (parsed.document.id,))
    connection.close()
    with caplog.at_level(logging.WARNING):
        assert cache.get([parsed.document.id], "p") == [None]
    assert "dropped" in caplog.text
    assert cache.get([other.document.id], "p") == [other]
    info = cache.info()
    assert (info.documents, info.hits, info.misses) == (1, 1, 1)


def test_a_folder_that_cannot_be_made(
    tmp_path: Path, parsed: GeoparsedDocument, caplog: pytest.LogCaptureFixture
) -> None:
    """Where the folder cannot be made the store works in memory and says so, once."""
    (tmp_path / "file").write_text("in the way")
    with caplog.at_level(logging.WARNING):
        cache = SqliteDocumentCache(tmp_path / "file" / "cache")
        cache.put([parsed], "p")
        assert cache.get([parsed.document.id], "p") == [parsed]
    assert "kept in memory only" in cache.notice
    assert str(tmp_path / "file" / "cache") in cache.notice
    assert len(caplog.records) == 1
    assert cache.info().path is None


def test_in_memory_only_the_latest_are_kept(tmp_path: Path) -> None:
    """A large batch without a cache file does not fill the memory."""
    (tmp_path / "file").write_text("in the way")
    cache = SqliteDocumentCache(tmp_path / "file")
    documents = parse(*(f"London {number}" for number in range(300)))
    cache.put(documents[:-1], "p")
    cache.put(documents[-1:], "p")
    assert cache.info().documents == 256
    assert cache.get([documents[-1].document.id], "p") == [documents[-1]]
    assert cache.get([documents[0].document.id], "p") == [None]


_FULL_DISK = """
import resource, signal, sys
from pathlib import Path
from geo.store.parses import SqliteDocumentCache
from tests.fakes import parse
cache = SqliteDocumentCache(Path(sys.argv[1]))
assert not cache.notice
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))
texts = ("".join(f"London {number * 7919 % 99991} {n * 31 % 997}. " for n in range(300)) for number in range(40))
documents = parse(*texts)
for document in documents:
    cache.put([document], "p")
    assert cache.get([document.document.id], "p") == [document]
print(cache.notice)
"""


def test_a_full_disk(tmp_path: Path) -> None:
    """When the file cannot grow any more, nothing fails: the store goes on in memory and says so."""
    result = subprocess.run(
        [sys.executable, "-c", _FULL_DISK, str(tmp_path)], cwd=ROOT, capture_output=True, text=True, timeout=60
    )
    assert result.returncode == 0, result.stderr
    assert "kept in memory only" in result.stdout


def test_another_document_under_a_key_is_never_shown(tmp_path: Path, parsed: GeoparsedDocument) -> None:
    """A row that decodes but holds another text, whoever wrote it there, is dropped."""
    cache = SqliteDocumentCache(tmp_path)
    other = parse("London")[0]
    cache.put([parsed], "p")
    cache.put([other], "p")
    with sqlite3.connect(tmp_path / FILE_NAME) as connection:
        swap = (
            "UPDATE documents SET parsed = (SELECT parsed FROM documents WHERE document_id = ?) WHERE document_id = ?"
        )
        connection.execute(swap, (other.document.id, parsed.document.id))
    connection.close()
    assert cache.get([parsed.document.id], "p") == [None]
    assert cache.get([other.document.id], "p") == [other]


def test_a_mention_outside_its_text_is_never_shown(tmp_path: Path, parsed: GeoparsedDocument) -> None:
    """Offsets that do not fit the text drop the row, instead of failing where the page is drawn."""
    first, *rest = parsed.resolutions
    moved = replace(first, mention=replace(first.mention, start=10_000, end=10_008))
    cache = SqliteDocumentCache(tmp_path)
    cache.put([replace(parsed, resolutions=(moved, *rest))], "p")
    assert cache.get([parsed.document.id], "p") == [None]
