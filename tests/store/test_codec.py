"""A geoparsed document survives the way to bytes and back."""

from __future__ import annotations

import tracemalloc
import zlib
from collections.abc import Collection
from dataclasses import MISSING, fields, is_dataclass
from itertools import chain
from pathlib import Path
from typing import Any, get_args, get_type_hints

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from geo.model import GeoparsedDocument
from geo.store.codec import decode, encode
from tests.fakes import ARTICLE, fake_pipeline, parse
from tests.strategies import geoparsed_documents

DATA = Path(__file__).resolve().parents[1] / "data"


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(geoparsed_documents)
def test_what_is_encoded_is_decoded_exactly(parsed: GeoparsedDocument) -> None:
    """Every field comes back equal, for any code points, numbers, and absent values."""
    assert decode(encode(parsed)) == parsed


def test_a_real_document_comes_back() -> None:
    """A document with shared candidates, a phrase, a demonym and an unknown name comes back equal and frozen."""
    parsed = fake_pipeline().geoparse([ARTICLE])[0]
    back = decode(encode(parsed))
    assert back == parsed
    assert hash(back) == hash(parsed)
    with pytest.raises(AttributeError):
        back.resolutions[0].mention.start = 3  # type: ignore[misc]


def test_what_mentions_share_is_stored_once() -> None:
    """A name mentioned a hundred times costs little more than one mentioned once."""
    once, often = fake_pipeline().geoparse([ARTICLE.make("London. " * times, title="Shared") for times in (1, 100)])
    assert len(often.resolutions) == 100
    assert len(encode(often)) < 3 * len(encode(once))


def stored(value: object) -> bytes:
    """Return what a program would have stored whose documents look like this."""
    return b"\0" + zlib.compress(msgspec.msgpack.encode(value))


def without(value: Any, names: Collection[str]) -> Any:
    """Return what was stored before there were fields of these names."""
    if isinstance(value, dict):
        return {name: without(item, names) for name, item in value.items() if name not in names}
    if isinstance(value, (list, tuple)):
        return [without(item, names) for item in value]
    return value


def dataclasses_of(kind: Any) -> set[type]:
    """Return every dataclass that a value of the type may hold."""
    if is_dataclass(kind):
        inside = (dataclasses_of(hint) for hint in get_type_hints(kind).values())
        return {kind, *chain.from_iterable(inside)}  # type: ignore[arg-type]
    hints = get_type_hints(kind).values() if hasattr(kind, "_fields") else get_args(kind)
    return set(chain.from_iterable(map(dataclasses_of, hints)))


def test_a_new_field_leaves_stored_documents_readable() -> None:
    """What was stored before there was any field that has a default is read, with the defaults."""
    every = [field for kind in dataclasses_of(GeoparsedDocument) for field in fields(kind)]
    new = {field.name for field in every if field.default is not MISSING}
    new -= {field.name for field in every if field.default is MISSING}  # "source" is old in a place
    assert new >= {"phrase", "literal", "change", "evidence", "outlet"}
    parsed = fake_pipeline().geoparse([ARTICLE])[0]
    back = decode(stored(without(msgspec.to_builtins(parsed), new)))
    assert [r.place and r.place.id for r in back.resolutions] == [r.place and r.place.id for r in parsed.resolutions]
    assert {r.mention.phrase for r in back.resolutions} == {None} != {r.mention.phrase for r in parsed.resolutions}
    assert (back.document.text, back.document.outlet) == (parsed.document.text, None)


def test_a_field_that_is_no_more_is_passed_over() -> None:
    """What a version stored that knew more, or something else, of a document is read without it."""
    parsed = fake_pipeline().geoparse([ARTICLE])[0]
    value = msgspec.to_builtins(parsed)
    value["mood"] = {"grave": [1, 2, 3]}
    value["resolutions"][0]["mention"]["emphasis"] = "strong"
    assert decode(stored(value)) == parsed


def test_what_an_earlier_version_stored_is_read() -> None:
    """A document in the bytes in which the first version with named fields wrote it.

    Where this fails a stored field has lost its name, its place or its meaning: give it back, or a default. Once there
    are collections such a change costs people their work.
    """
    back = decode((DATA / "stored_document.bin").read_bytes())
    assert back.document == ARTICLE
    parsed = fake_pipeline().geoparse([ARTICLE])[0]
    assert [r.mention for r in back.resolutions] == [r.mention for r in parsed.resolutions]
    assert [r.place for r in back.resolutions] == [r.place for r in parsed.resolutions]
    assert back.readings == parsed.readings


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not compressed",
        b"\0" + zlib.compress(b""),
        b"\0" + zlib.compress(b"\xc1"),
        b"\0" + zlib.compress(b"\x91" * 10_000 + b"\x90"),
        b"\1" + zlib.compress(b"\x91" * 10_000 + b"\x90"),
        b"\2" + encode(parse("London")[0])[1:],
        encode(parse("London")[0]) + b"more",
        stored({}),
        stored([]),
        stored(None),
        stored({"document": 5}),
    ],
)
def test_other_bytes_are_refused(data: bytes) -> None:
    """Bytes that `encode` did not write raise ValueError and nothing else."""
    with pytest.raises(ValueError):
        decode(data)


def test_cut_bytes_are_refused() -> None:
    """A document cut short anywhere is refused."""
    data = encode(fake_pipeline().geoparse([ARTICLE])[0])
    for length in range(0, len(data), 97):
        with pytest.raises(ValueError):
            decode(data[:length])


def test_a_small_record_never_fills_the_memory() -> None:
    """What would unpack to half a gigabyte is refused before it has."""
    packer = zlib.compressobj(1)
    one = packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH)
    data = b"\0" + one + 511 * (packer.compress(bytes(1 << 20)) + packer.flush(zlib.Z_FULL_FLUSH))
    assert len(data) < 4 << 20
    tracemalloc.start()
    with pytest.raises(ValueError):
        decode(data)
    assert tracemalloc.get_traced_memory()[1] < 200 << 20
    tracemalloc.stop()


def test_a_document_too_large_to_be_stored_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """So what is stored can always be read."""
    monkeypatch.setattr("geo.store.codec._LARGEST_BYTES", 1000)
    with pytest.raises(ValueError, match="more than is stored"):
        encode(fake_pipeline().geoparse([ARTICLE])[0])
