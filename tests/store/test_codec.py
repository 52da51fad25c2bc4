"""A geoparsed document survives the way to bytes and back."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import HealthCheck, given, settings

from geo.model import GeoparsedDocument
from geo.store.codec import decode, encode
from tests.fakes import ARTICLE, fake_pipeline
from tests.strategies import geoparsed_documents


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


def stored(data: bytes) -> bytes:
    return len(data).to_bytes(4, "little") + zlib.compress(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"not compressed",
        stored(b""),
        stored(b"\x02\0\0\0{}"),
        stored(b"\xff\xff\xff\x7f{}"),
        stored(b"\x02\0\0\0[]"),
        stored(b"\x04\0\0\0null"),
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
