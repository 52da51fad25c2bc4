"""Bytes to text: encodings found, binary files refused, nothing of a text changed."""

from __future__ import annotations

import gzip
import io
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import DocumentError
from geo.read import decode as module
from geo.read.decode import decode

WESTERN = "Die Flut erreichte Köln und Düsseldorf; “später” war auch São Paulo – so heißt es – betroffen."
SPANISH = "El año pasado hubo inundaciones en Logroño y en La Coruña."
RUSSIAN = "Москва и Санкт-Петербург объявили о наводнении. Дороги закрыты."
JAPANESE = "東京と大阪で地震がありました。京都も揺れました。"
ARABIC = "القاهرة والإسكندرية مدينتان في مصر"


@given(st.text().filter(lambda text: not text.startswith("\ufeff") and not module._looks_binary(text)))
def test_utf_8_is_read_as_it_is(text: str) -> None:
    """Valid UTF-8 comes back code point by code point, whatever it says."""
    data = text.encode()
    if not data.startswith(tuple(signature for signature, _ in module._SIGNATURES)):
        assert decode(data) == (text, "utf-8", False)


@pytest.mark.parametrize(
    ("encoding", "mark"),
    [
        ("utf-8", b"\xef\xbb\xbf"),
        ("utf-16-le", b"\xff\xfe"),
        ("utf-16-be", b"\xfe\xff"),
        ("utf-32-le", b"\xff\xfe\0\0"),
        ("utf-32-be", b"\0\0\xfe\xff"),
    ],
)
def test_a_byte_order_mark_decides_and_goes(encoding: str, mark: bytes) -> None:
    """A byte-order mark says the encoding; it is no part of the text, so offsets count from the first letter."""
    assert decode(mark + JAPANESE.encode(encoding)) == (JAPANESE, encoding, False)


@pytest.mark.parametrize(
    ("text", "encoding", "name"),
    [
        (WESTERN, "cp1252", "cp1252"),
        (SPANISH, "latin-1", "cp1252"),
        ("The flood hit Malmö yesterday, and then towns further south.", "latin-1", "cp1252"),
        (RUSSIAN, "cp1251", "cp1251"),
        (JAPANESE, "shift_jis", "cp932"),
        (ARABIC, "cp1256", "cp1256"),
        ("Paris and London are cities.", "utf-16-le", "utf-16-le"),
        ("Paris and London are cities.", "utf-16-be", "utf-16-be"),
    ],
)
def test_other_encodings_are_guessed_and_named(text: str, encoding: str, name: str) -> None:
    """Without a mark, the encoding in which the text makes sense is found, and the guess is admitted."""
    assert decode(text.encode(encoding)) == (text, name, True)


def test_control_characters_stay() -> None:
    """NUL, escape and control characters, and every kind of line end, stay where they are: offsets are exact."""
    text = "Paris\0 and\x1b[31m London\x07,\r\nRome\r\u2028Oslo\u2029\x85" + "and so on " * 5
    assert decode(text.encode()).text == text


def archive() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as file:
        file.writestr("a.txt", "London")
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\nsome text", "PDF"),
        (archive(), "ZIP"),
        (b"\x89PNG\r\n\x1a\n" + bytes(40), "image"),
        (b"\xff\xd8\xff\xe0" + bytes(40), "image"),
        (gzip.compress(b"London"), "gzip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(40), "office"),
        (b"{\\rtf1 London}", "rich-text"),
        (bytes(1000), "not text"),
        (bytes(range(256)) * 20, "not text"),
    ],
)
def test_binary_files_are_refused(data: bytes, what: str) -> None:
    """What is no text is refused with a sentence that says what it is and what to do."""
    with pytest.raises(DocumentError, match=what) as caught:
        decode(data)
    assert "save" in str(caught.value)


def test_a_broken_byte_order_mark_is_no_crash() -> None:
    """Bytes that contradict their mark are guessed at, or refused, like any others."""
    assert "Köln" in decode(b"\xef\xbb\xbf" + "Köln und Zürich liegen weit auseinander.".encode("cp1252")).text


def test_empty_is_text() -> None:
    """No bytes are an empty text."""
    assert decode(b"") == ("", "utf-8", False)


def test_five_megabytes_are_read() -> None:
    """5 MB of text, and one line of 200,000 characters, are documents like others."""
    large = "Köln und Zürich. " * 300_000
    assert decode(large.encode()).text == large
    assert decode(large.encode("cp1252")) == (large, "cp1252", True)
    line = "x" * 200_000
    assert decode(line.encode()).text == line
