"""The report and the plot: complete, self-contained, and deaf to what a corpus says."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from geo.evaluate.breakdown import by_label, confusion, sliced
from geo.evaluate.calibration import reliability
from geo.evaluate.evaluation import Evaluation, evaluate
from geo.evaluate.gold import GoldPlace
from geo.evaluate.plot import reliability_svg
from geo.evaluate.record import record
from geo.evaluate.report import report, worst_errors
from geo.evaluate.table import lines
from geo.model import Point
from tests.evaluate.made import IN_LONDON, IN_SYRIA, given, gold_document, namesake, recognized, resolution
from tests.fakes import LONDON, LONDON_ONTARIO, SYRIA, fake_pipeline

HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}

    def handle_data(self, data: str) -> None:
        self.text += data


def read(page: str) -> Tags:
    tags = Tags()
    tags.feed(page)
    tags.close()
    return tags


def evaluation(name: str = "corpus") -> Evaluation:
    """The fakes know two Londons and take the larger; in the first document the smaller is meant."""
    corpus = [
        gold_document(
            GoldPlace(0, 6, Point(42.98, -81.23), kind="settlement"), GoldPlace(11, 16, IN_SYRIA), doc_id="1"
        ),
        gold_document(GoldPlace(0, 6, IN_LONDON, kind="settlement", country_code="GB"), doc_id="2"),
    ]
    return evaluate(name, corpus, fake_pipeline(), mentions="gold")


def test_the_report_shows_the_error_with_its_passage_and_reasons() -> None:
    page = report(evaluation())
    tags = read(page)
    assert "“London”: 5,8" in tags.text and "km off, confidence 0.62" in tags.text
    assert "London and Syria, said the London paper of Ontario." in tags.text
    assert "<mark>London</mark>" in page
    assert "8961989 people live there." in tags.text  # the reason for the one chosen
    assert "422324 people live there." in tags.text  # and for the one that is right
    assert "1 worst errors" in tags.text
    assert "svg" in tags.seen


def test_nothing_in_a_corpus_becomes_markup() -> None:
    """Text, id, corpus name, place names and reasons are shown as they are."""
    text = f"{HOSTILE} London"
    start = text.index("London")
    place = replace(LONDON_ONTARIO, name=HOSTILE, admin1=HOSTILE)
    gold = gold_document(GoldPlace(start, start + 6, IN_LONDON, use=HOSTILE), text=text, doc_id=HOSTILE)
    judged = given(gold, resolution(start, start + 6, place, text=text, sentence=HOSTILE))
    page = report(replace(evaluation(HOSTILE), documents=(judged, namesake())))
    tags = read(page)
    assert not {"script", "img", "iframe", "a", "link", "form"} & set(tags.seen)
    assert not {name for name in tags.attributes if name.startswith("on") or name in {"src", "href", "style"}}
    assert tags.text.count(HOSTILE) >= 5
    assert "default-src &#x27;none&#x27;" in page and "script-src &#x27;none&#x27;" in page


def test_the_surest_errors_come_first() -> None:
    gold = gold_document(GoldPlace(0, 6, IN_LONDON), GoldPlace(11, 16, IN_LONDON), GoldPlace(27, 33, IN_LONDON))
    judged = given(
        gold,
        resolution(0, 6, SYRIA, confidence=0.7),
        resolution(11, 16, LONDON_ONTARIO, confidence=0.9),
        resolution(27, 33, LONDON, confidence=0.99),
    )
    whole = replace(evaluation(), documents=(judged,))
    assert [outcome.extent.start for _, outcome in worst_errors(whole)] == [11, 0]
    assert len(worst_errors(whole, 1)) == 1


def test_the_plot_is_well_formed_and_shows_every_filled_bin() -> None:
    root = ElementTree.fromstring(reliability_svg(reliability(namesake().outcomes), "a <b> & c"))  # noqa: S314 - ours
    svg = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{svg}title") == "a <b> & c"
    assert [dot.findtext(f"{svg}title") for dot in root.iter(f"{svg}circle")] == [
        "confidence 0.93, right 0.50, 2 mentions"
    ]
    ElementTree.fromstring(reliability_svg(reliability([]), "empty"))  # noqa: S314 - ours


def test_kinds_are_confused_with_what_they_were_taken_for() -> None:
    gold = gold_document(
        GoldPlace(0, 6, IN_LONDON, kind="settlement"),
        GoldPlace(11, 16, IN_SYRIA, kind="settlement"),
        GoldPlace(27, 33, IN_LONDON, kind="water"),
        GoldPlace(43, 50, None, kind="water"),
    )
    judged = recognized(gold, resolution(0, 6, LONDON), resolution(11, 16, SYRIA), resolution(43, 50))
    assert confusion([judged]) == {
        "settlement": {"settlement": 1, "country": 1}, "water": {"not recognised": 1},
    }  # fmt: skip


def test_slices_count_what_has_something_in_common() -> None:
    """Recall is over all places, accuracy over those with a point; with given names there is no recall."""
    gold = gold_document(GoldPlace(0, 6, IN_LONDON, use="a"), GoldPlace(11, 16, None, use="a"), GoldPlace(27, 33, None))
    judged = recognized(gold, resolution(0, 6, LONDON), resolution(27, 32, label="FAC"), resolution(18, 22))
    first, second = sliced([judged], lambda outcome: outcome.gold.use)
    assert (first.name, first.count, first.recall, first.with_point, first.accuracy) == ("a", 2, 0.5, 1, 1.0)
    assert (second.name, second.recall, second.overlap_recall, second.accuracy) == ("unknown", 0.0, 1.0, None)
    assert [(label.name, label.count, label.precision, label.overlap_precision) for label in by_label([judged])] == [
        ("GPE", 2, 0.5, 0.5),
        ("FAC", 1, 0.0, 1.0),
    ]
    (only,) = sliced([namesake()], lambda outcome: "x")
    assert only.recall is None


def test_the_record_has_what_became_of_every_mention() -> None:
    found = record(evaluation())
    assert found["schema"] == 1
    assert [(o["doc_id"], o["start"], o["right"]) for o in found["outcomes"]] == [
        ("1", 0, False), ("1", 11, True), ("2", 0, True),
    ]  # fmt: skip
    assert found["outcomes"][0]["place"]["id"] == LONDON.id
    assert found["accuracy_161_km"] == pytest.approx(2 / 3)
    low, high = found["intervals"]["accuracy_161_km"]
    assert low <= 2 / 3 <= high


def test_the_table_names_the_figures() -> None:
    text = "\n".join(lines(evaluation()))
    assert "accuracy 161 km                  0.667" in text
    assert "corpus: 2 documents, 3 places, 3 of them with a point; mentions: gold" in text
    assert "recall   " not in text.split("kind of place")[0]
