"""The concepts: documents are identified by their content."""

from __future__ import annotations

import pickle
from dataclasses import fields, replace

from hypothesis import given

from geo.model import Document, GeoparsedDocument
from tests.fakes import ARTICLE, fake_pipeline
from tests.strategies import any_text, geoparsed_documents


@given(any_text, any_text)
def test_equal_documents_have_equal_ids(text: str, title: str) -> None:
    """The id depends on nothing but the content, for any code points."""
    document = Document.make(text, title=title)
    assert document == Document.make(text, title=title)
    assert len(document.id) == 16
    assert set(document.id) <= set("0123456789abcdef")


def test_every_field_is_in_the_id() -> None:
    """Whatever differs makes another document, so no cache serves the wrong one."""
    base = {"text": "a", "title": "b", "language": "c", "source": "d", "url": "e", "published": "f"}
    assert {*base, "id"} == {field.name for field in fields(Document)}
    ids = {Document.make(**base).id}
    for name in base:
        ids.add(Document.make(**(base | {name: "changed"})).id)
    assert len(ids) == 1 + len(base)


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
