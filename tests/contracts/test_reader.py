"""What every `geo.protocols.Reader` promises, and what everybody who reads files can rely on for all of them."""

from __future__ import annotations

import inspect
import io
import json
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from components.document_input import _files
from geo.errors import DocumentError
from geo.protocols import Reader
from geo.read.content import Content, Limits, Unreadable
from geo.read.documents import Loaded, Origin, Unread, read_file
from geo.read.jsonl import JsonLines
from geo.read.plain import PlainText
from geo.read.registry import READERS, endings, reader_of
from geo.read.sources import read_documents

GOOD = {
    JsonLines: json.dumps({"doc_id": "1", "text": "Talks in Köln.", "title": "Talks"}, ensure_ascii=False).encode(),
    PlainText: "Talks in Köln.\r\nMore.".encode(),
}
"""A good file of each format."""

DAMAGED = [b"", b" \n", b"\x00" * 300, b"%PDF-1.7\n\xff", b"PK\x03\x04" + bytes(60), bytes(range(256)) * 20,
           b"\xff\xfe",
           b'{"doc_id": "1", "te', b"[" * 5000, b"\xed\xa0\x80 London", "Köln, schön und grün".encode("cp1252"),
           "Köln".encode("utf-16")]  # fmt: skip


@pytest.fixture(params=READERS, ids=lambda reader: reader.title)
def reader(request: pytest.FixtureRequest) -> Reader:
    """Every reader of the registry."""
    found: Reader = request.param
    return found


def good(reader: Reader) -> bytes:
    return GOOD[type(reader)]


def read(data: bytes, name: str, limits: Limits | None = None) -> list[Loaded | Unread]:
    return list(read_file(io.BytesIO(data), Origin.upload(name), limits))


def test_a_format_has_a_name_and_endings(reader: Reader) -> None:
    """By which people are told what they can open; no two readers share one."""
    assert reader.title
    assert all(ending == ending.lower() and ending.startswith(".") for ending in reader.endings)
    assert len(endings()) == len(set(endings()))


def test_a_good_file_is_read_by_its_reader(reader: Reader) -> None:
    """It is chosen for the file, whatever the case of its ending, and gives text without a fault."""
    for ending in reader.endings:
        for name in (f"set{ending}", f"SET{ending.upper()}"):
            assert reader_of(name, good(reader)[:4096]) is reader
            [loaded] = read(good(reader), name)
            assert isinstance(loaded, Loaded)
            assert "Köln" in loaded.document.text
            assert loaded.notice == ""


@pytest.mark.parametrize("data", DAMAGED)
def test_a_damaged_file_is_a_document_or_a_sentence(reader: Reader, data: bytes) -> None:
    """Whatever the bytes are, each reader gives documents, or says in one sentence each what is wrong and where."""
    name = f"set{reader.endings[0]}"
    for item in read(data, name) + read(good(reader) + data, name):
        if isinstance(item, Unread):
            assert item.reason.startswith(name)
            assert item.reason.endswith(".")
            assert len(item.reason.splitlines()) == 1
            assert item.fault


@settings(max_examples=50, deadline=None)
@given(st.data(), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: st.DataObject, raw: bytes) -> None:
    """A reader yields content or what is unreadable, or raises the one error there is, and never another."""
    reader = data.draw(st.sampled_from(READERS))
    try:
        for part in reader.read(io.BytesIO(raw), Limits()):
            assert isinstance(part, Content | Unreadable)
    except DocumentError as error:
        assert str(error).endswith(".")


def test_no_more_is_taken_in_than_allowed(reader: Reader) -> None:
    """A document above the limit is refused by name after a bounded number of bytes; one at the limit is read."""

    class Endless(io.RawIOBase):
        taken = 0

        def readable(self) -> bool:
            return True

        def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
            data = b"x" * len(buffer) if self.taken else (good(reader) + b"x" * len(buffer))[: len(buffer)]
            assert self.taken < 1_000_000, "the reader reads on and on"
            self.taken += len(data)
            buffer[: len(data)] = data
            return len(data)

    size = len(good(reader))
    name = f"set{reader.endings[0]}"
    [loaded] = read(good(reader), name, Limits(document_bytes=size))
    assert isinstance(loaded, Loaded)
    [unread] = read(good(reader), name, Limits(document_bytes=size - 1))
    assert isinstance(unread, Unread)
    assert "is larger than" in unread.reason
    endless = io.BufferedReader(Endless())  # type: ignore[type-var]
    try:
        part = next(iter(reader.read(endless, Limits(document_bytes=1000))))
        assert isinstance(part, Unreadable)
        assert "is larger than" in part.why
    except DocumentError as error:
        assert "is larger than" in str(error)


def test_documents_are_given_as_they_are_asked_for(reader: Reader) -> None:
    """The first is there before the last was looked at, where the format holds many."""
    file = io.BytesIO(good(reader) + b"\n" + good(reader) * 10_000)
    parts = reader.read(file, Limits())
    assert isinstance(next(iter(parts)), Content)
    assert file.tell() == len(good(reader)) + 1 or list(parts) == []


def test_the_command_line_and_the_dashboard_read_alike(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same file is the same document, so whoever parsed it before need not again."""
    monkeypatch.chdir(tmp_path)
    for ending in reader.endings:
        for name in (f"My report 2.1{ending}", f"A{ending.upper()}"):
            Path(name).write_bytes(good(reader))
            ours = [item.document for item in read_documents([name]) if isinstance(item, Loaded)]
            assert ours == list(_files([(name, good(reader))]).documents) != []


@pytest.mark.parametrize("half", ["\ud83d", "\udea2"])
def test_no_half_of_a_surrogate_pair_comes_through(half: str) -> None:
    """Each is one U+FFFD in every field of a document, whatever a reader gave, and offsets stay."""
    keys = ("doc_id", "text", "title", "url", "published", "author", "outlet", "language")
    whole: dict[str, object] = dict.fromkeys(keys, f"a{half}b")
    whole |= {"pages": [{"label": half, "start": 2}], "toponyms": [{"start": 2, "end": 3}]}
    [loaded] = read(json.dumps(whole).encode(), "set.jsonl")
    assert isinstance(loaded, Loaded)
    assert half not in repr(loaded.document).replace(repr(half)[1:-1], half)
    assert loaded.document.text == loaded.document.author == "a\ufffdb"
    assert loaded.document.pages[0].start == 2
    assert loaded.given is not None
    assert loaded.given[0].surface == "b"


def test_the_last_reader_takes_everything() -> None:
    """So there is always one to say what is wrong."""
    assert READERS[-1].accepts("", b"")


def test_readers_load_their_libraries_when_they_read() -> None:
    """Asking what can be read loads nothing that is not there already."""
    heavy = {"charset_normalizer", "py3langid", "numpy"}
    code = f"import sys, geo.read.registry; print(sorted({heavy} & set(sys.modules)))"
    root = Path(__file__).resolve().parents[2]
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=root)
    assert result.stdout.strip() == "[]"


def test_every_reader_has_a_good_file_here() -> None:
    """A new format joins this contract with a file of its own."""
    assert set(GOOD) == {type(reader) for reader in READERS}
    assert all(inspect.getdoc(type(reader)) for reader in READERS)
