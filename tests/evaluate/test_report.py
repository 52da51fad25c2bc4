"""The report and the plot: complete, self-contained, and deaf to what a corpus says."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest

from geo.evaluate.measure.calibration import reliability
from geo.evaluate.measure.evaluation import Evaluation, evaluate
from geo.evaluate.measure.gold import GoldPlace
from geo.evaluate.measure.record import record
from geo.evaluate.measure.worst import missed_names, spurious_names, worst_errors
from geo.evaluate.show.plot import reliability_svg
from geo.evaluate.show.report import report
from geo.evaluate.show.table import lines
from geo.model import Point
from tests.evaluate.made import IN_LONDON, IN_SYRIA, given, gold_document, namesake, recognized, resolution
from tests.fakes import LONDON, LONDON_ONTARIO, SYRIA, fake_pipeline

HOSTILE = "</style></title><script>alert(1)</script><img src=x onerror=alert(1)>{{7*7}}"


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.seen.append(tag)
        self.attributes |= {name for name, _ in attrs}
        self.links += [value or "" for name, value in attrs if name == "href"]

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
    assert "“London”" in tags.text and "km off · confidence 0.62 · document 1, 0–6" in tags.text
    assert "London and Syria, said the London paper of Ontario." in tags.text
    assert "<mark>London</mark>" in page
    assert "8961989 people live there." in tags.text  # the reason for the one chosen
    assert "422324 people live there." in tags.text  # and for the one that is right
    assert "Places put where they are not, the surest first: 1." in tags.text
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
    assert not {"script", "img", "iframe", "link", "form"} & set(tags.seen)
    assert not {name for name in tags.attributes if name.startswith("on") or name in {"src", "style"}}
    assert all(link.startswith("#") for link in tags.links)
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
    assert [error.outcome.extent.start for error in worst_errors(whole)] == [11, 0]
    assert len(worst_errors(whole, 1)) == 1


def test_the_same_error_in_one_document_is_shown_once_and_counted() -> None:
    gold = gold_document(GoldPlace(0, 6, IN_SYRIA), GoldPlace(27, 33, IN_SYRIA))
    judged = given(gold, resolution(0, 6, LONDON), resolution(27, 33, LONDON))
    other = replace(judged, doc_id="2")
    whole = replace(evaluation(), documents=(judged, other))
    assert [(error.document.doc_id, error.times) for error in worst_errors(whole)] == [("1", 2), ("2", 2)]
    assert "2 times" in report(whole)


def test_names_missed_and_found_in_vain_are_counted() -> None:
    """The report lists them where names were not given."""
    gold = gold_document(GoldPlace(0, 6, IN_LONDON), GoldPlace(27, 33, IN_LONDON))
    judged = recognized(gold, resolution(11, 16, SYRIA))
    whole = replace(evaluation(), documents=(judged,), mentions="recognized")
    assert (missed_names(whole), spurious_names(whole)) == ([("London", 2)], [("Syria", 1)])
    text = read(report(whole)).text
    assert "Not found: 2" in text and "Found in vain: 1" in text
    assert "Not found" not in read(report(evaluation())).text


def test_a_corpus_with_nothing_to_measure_has_a_report() -> None:
    """No place has a point, or nothing is wrong: the page says so and has no empty tiles."""
    gold = gold_document(GoldPlace(0, 6, None))
    page = report(evaluate("bare", [gold], fake_pipeline(), mentions="gold"))
    assert "Nothing was put where it is not." in page
    assert 'class="tile"' not in page and 'class="tile bad"' in page


def test_the_plot_is_well_formed_and_shows_every_filled_bin() -> None:
    root = ElementTree.fromstring(reliability_svg(reliability(namesake().outcomes), "a <b> & c"))  # noqa: S314 - ours
    svg = "{http://www.w3.org/2000/svg}"
    assert root.findtext(f"{svg}title") == "a <b> & c"
    assert [dot.findtext(f"{svg}title") for dot in root.iter(f"{svg}circle")] == [
        "confidence 0.93, right 0.50, 2 mentions"
    ]
    ElementTree.fromstring(reliability_svg(reliability([]), "empty"))  # noqa: S314 - ours


def test_the_record_has_what_became_of_every_mention() -> None:
    found = record(evaluation())
    assert found["schema"] == 2
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
