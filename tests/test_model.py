"""The concepts: documents are identified by their content."""

from __future__ import annotations

import hashlib
import math
import pickle
import re
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from geo.errors import UsageError
from geo.model import BBox, Document, GeoparsedDocument, Mention, Page, Point, Resolution
from tests.fakes import ARTICLE, fake_pipeline
from tests.strategies import any_text, documents, geoparsed_documents

RESOLUTION = Resolution(Mention("d", 0, 6, "London", "GPE", "r"), "resolved", None, 0.5, None, "rules")


@given(any_text, any_text)
def test_equal_documents_have_equal_ids(text: str, title: str) -> None:
    """The id depends on nothing but the content, for any code points."""
    document = Document.make(text, title=title)
    assert document == Document.make(text, title=title)
    assert len(document.id) == 16
    assert set(document.id) <= set("0123456789abcdef")


def test_every_field_is_in_the_id() -> None:
    """Whatever differs makes another document, so no cache serves the wrong one."""
    base: dict[str, Any] = {"text": "a", "title": "b", "language": "c", "source": "d", "url": "e", "published": "f"}
    base |= {"author": "g", "outlet": "h", "pages": (Page("i", 0),)}
    assert {*base, "id", "text_id", "published_found"} == {field.name for field in fields(Document)}
    ids = {Document.make(**base).id}
    for name in base:
        changed = (Page("i", 1),) if name == "pages" else "changed"
        ids.add(Document.make(**(base | {name: changed})).id)
    assert len(ids) == 1 + len(base)


def test_a_field_that_is_not_set_is_not_in_the_id() -> None:
    """Ids that collections keep stay what they are when documents get another field, which older ones lack."""
    assert Document.make("Talks in Brussels.", title="Talks").id == "a986d109d2f54c8e"
    assert Document.make("a", url="", author="", outlet=None) == Document.make("a")


def test_the_same_text_is_known_again() -> None:
    """Under another title, from another source, a text has the text id that it had."""
    one, two = Document.make("Brussels", title="One", author="A"), Document.make("Brussels", source="two.txt")
    assert one.text_id == two.text_id != one.id != two.id
    assert one.text_id == hashlib.sha256(b"Brussels").hexdigest()[:16]


def test_when_it_was_published_is_kept_as_found_and_as_a_day() -> None:
    """The day is there to be sorted by, what was found to be shown; a day that is in doubt is none."""
    clear = Document.make("a", published="2019-10-21T23:30:00-05:00")
    doubtful = Document.make("a", published="10/11/19")
    assert (clear.published, clear.published_found) == ("2019-10-21", "2019-10-21T23:30:00-05:00")
    assert (doubtful.published, doubtful.published_found) == (None, "10/11/19")


def test_the_page_of_a_mention() -> None:
    """A page reaches to the start of the next; before the first, and without pages, nobody knows."""
    document = Document.make("One. Two. Three.", pages=(Page("iv", 5), Page("v", 10)))
    assert [document.page_at(offset) for offset in (0, 5, 9, 10, 15)] == ["", "iv", "iv", "v", "v"]
    assert Document.make("One.").page_at(2) == ""
    for pages in ((Page("1", 4), Page("2", 1)), (Page("1", 99),), (Page("1", -1),)):
        with pytest.raises(ValueError, match="in order"):
            Document.make("One. Two.", pages=pages)


@given(documents)
def test_what_was_changed_is_noticed(document: Document) -> None:
    """A document is intact as it was made, and not with another text, title or day under the same id."""
    assert document.is_intact()
    assert not replace(document, text=document.text + "x").is_intact()
    assert not replace(document, title=document.title + "x").is_intact()
    assert not replace(document, published="1999-01-01").is_intact()


@given(any_text, any_text, any_text)
def test_no_text_can_pass_for_another(one: str, two: str, three: str) -> None:
    """What moves from the end of the title to the start of the text makes another document, whatever it is."""
    ids = {
        Document.make(one + two, title=three).id,
        Document.make(two, title=three + one).id,
        Document.make(f"{one}\x1f{two}", title=three).id,
        Document.make(two, title=f"{three}\x1f{one}").id,
    }
    assert len(ids) == (4 if one else 3)


@settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large], deadline=None)
@given(geoparsed_documents)
def test_values_hash_and_pickle(parsed: GeoparsedDocument) -> None:
    """A geoparsed document can be a key, and can travel between processes."""
    assert hash(parsed) == hash(replace(parsed))
    assert pickle.loads(pickle.dumps(parsed)) == parsed  # noqa: S301


def test_a_document_is_frozen() -> None:
    """Nothing can be changed once it is made."""
    [parsed] = fake_pipeline().geoparse([ARTICLE])
    for value in (parsed, parsed.document, parsed.passages[0], parsed.resolutions[0], parsed.resolutions[0].mention):
        for field in fields(value):
            try:
                setattr(value, field.name, None)
            except AttributeError:
                continue
            raise AssertionError(f"{type(value).__name__}.{field.name} can be changed")


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda: Point(139.7, 35.7), "latitude 139.7 is beyond 90: make sure that the order is (latitude, longitude)"),
        (lambda: Point(35.7, 190), "longitude 190 is beyond 180"),
        (lambda: Point(math.nan, 0.0), "two finite numbers, not nan and 0"),
        (lambda: Point(0.0, -math.inf), "two finite numbers, not 0 and -inf"),
        (lambda: BBox(35.0, 5.0, 139.0, 6.0), "latitude 139 is beyond 90"),
        (lambda: BBox(1.0, 5.0, 2.0, math.nan), "two finite numbers"),
        (lambda: BBox(2.0, 5.0, 1.0, 6.0), "south edge 2 lies north of the north edge 1"),
        (lambda: Mention("d", 5, 5, "", "GPE", "r"), "5 to 5"),
        (lambda: Mention("d", -1, 5, "London", "GPE", "r"), "-1 to 5"),
        (lambda: replace(RESOLUTION, confidence=87.0), "not 87 (nor a percentage)"),
        (lambda: replace(RESOLUTION, confidence=math.nan), "not nan"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_with_the_likely_mistake(make: Callable[[], object], said: str) -> None:
    """Nothing that is nowhere on earth, in no text, or no probability comes further than where it is made."""
    with pytest.raises(UsageError, match=re.escape(said)):
        make()


def test_what_lies_at_the_edge_of_the_world_is_there() -> None:
    """Poles, the antimeridian, and boxes across it."""
    assert Point(-90, 180) == (-90, 180)
    assert BBox(-90, 170, 90, -170).west == 170
    assert pickle.loads(pickle.dumps(Point(1.0, 2.0))) == Point(1.0, 2.0)  # noqa: S301
    assert repr(Point(1.0, 2.0)) == "Point(lat=1.0, lon=2.0)"
