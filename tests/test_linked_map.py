"""What a notebook shows: the linked map in a frame of its own, or a summary in words."""

from __future__ import annotations

from html.parser import HTMLParser
from pathlib import Path

import pytest

from geo import Document, Filter, LinkedMap
from geo.atlas import Atlas
from geo.errors import UsageError
from geo.page.selfcontained import check_self_contained
from tests.fakes import ARTICLE, FakeGazetteer, fake_pipeline

HOSTILE = (
    '"><script>alert(1)</script>',
    "' onload='alert(1)",
    "</iframe><img src=https://evil.example/x onerror=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "&quot; srcdoc=&quot;",
    "\x1b[2J\u202e\r\n\0\ud800",
)


def mapped(*documents: Document, notices: tuple[str, ...] = ()) -> LinkedMap:
    return LinkedMap(Atlas.build(fake_pipeline().geoparse(documents)), FakeGazetteer(), notices=notices)


class Tags(HTMLParser):
    """Every tag, with its attributes as a browser reads them, and the text between."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data


@pytest.mark.parametrize("hostile", [*HOSTILE, "".join(HOSTILE)])
def test_jupyter_is_given_one_frame_that_nothing_leaves(hostile: str) -> None:
    """One element, sandboxed, and in its srcdoc the page as it is, whatever titles, texts and sources hold."""
    document = Document.make(f"In London, {hostile}.", title=hostile, source=hostile)
    found = mapped(document)
    html = Tags(found._repr_html_())
    [(tag, attributes)] = html.tags
    assert (tag, html.text) == ("iframe", "")
    assert set(attributes) == {"sandbox", "title", "style", "srcdoc"}
    assert attributes["sandbox"] == "allow-scripts"
    page = attributes["srcdoc"] or ""
    assert page == found.html()
    check_self_contained(page)
    assert "Content-Security-Policy" in page
    assert "evil.example" not in {attributes.get("src") for _, attributes in Tags(page).tags}


def test_a_terminal_is_given_a_line_for_each_place() -> None:
    """The title with its counts, the places with mentions and confidence, then the names that are not on the map."""
    assert repr(mapped(ARTICLE)).splitlines() == [
        "A convoy & a <meeting>: 6 places, 7 mentions",
        "  Syria: 2 mentions, confidence 0.95",
        "  Brussels, Belgium: 1 mention, confidence 0.95",
        "  Deir ez-Zor, Syria: 1 mention, confidence 0.95",
        "  London, United Kingdom: 1 mention, confidence 0.62",
        "  Turkey: 1 mention, confidence 0.95",
        "  northern Syria: 1 mention, confidence 0.95",
        "Not on the map: Atlantis",
    ]


def test_the_summary_of_a_large_set_stays_short() -> None:
    """Long lists are counted, not printed."""
    notices = tuple(f"file-{number}.txt is empty." for number in range(1_000))
    found = mapped(*(Document.make(f"{n} Atlantis", title=str(n)) for n in range(1_000)), notices=notices)
    lines = repr(found).splitlines()
    assert lines[0] == "1,000 documents: 0 places, 0 mentions"
    assert "Not on the map: Atlantis (1,000)" in lines
    assert lines[-1] == "  and 995 more"
    assert len(lines) < 40


def test_hostile_names_cannot_steer_a_terminal() -> None:
    """Control characters, among them those that turn text round, are not printed."""
    said = repr(mapped(Document.make("In London.", title="".join(HOSTILE)), notices=("\x1b[31mred",)))
    assert all(line.isprintable() for line in said.split("\n"))


def test_more_text_than_a_notebook_should_keep_is_summed_up() -> None:
    """The page is not made; the summary stands in its place, escaped, and says how to have the map."""
    found = mapped(Document.make("London." + " " * 2_000_000, title="<b>long</b>"))
    html = found._repr_html_()
    assert html.startswith("<pre>&lt;b&gt;long") and "save(&quot;map.html&quot;)" in html


def test_a_filter_takes_the_place_of_the_one_before() -> None:
    """What is shown, written and summed up follows it; the documents stay whole."""
    found = mapped(ARTICLE)
    syria = found.filter(Filter(query="syria"))
    assert {pin.place.name for pin in syria.atlas.pins} == {"Syria"}
    assert "2 places" in repr(syria)
    assert "Brussels Capital" not in syria.html()
    assert syria.documents == found.documents
    assert len(syria.filter(Filter(demonyms=True)).atlas.pins) == 6
    assert syria.filter(Filter(demonyms=True)).atlas.mention_count == 8


def test_the_page_is_saved(tmp_path: Path) -> None:
    """A text or a path names the file; it is the page that Jupyter shows."""
    found = mapped(ARTICLE)
    assert found.save(str(tmp_path / "map.html")) == tmp_path / "map.html"
    assert (tmp_path / "map.html").read_text("utf-8") == found.html()
    with pytest.raises(UsageError, match=r"\.html, \.geojson"):
        found.save(tmp_path / "map.docx")


def test_what_was_found_is_saved_in_the_format_that_the_ending_names(tmp_path: Path) -> None:
    """Under the filter that the map has, but for the one format that holds everything."""
    belgium = mapped(ARTICLE).filter(Filter(countries=frozenset({"BE"})))
    for suffix, everything in ((".geojson", False), (".csv", False), (".jsonl", True)):
        text = belgium.save(tmp_path / f"found{suffix}").read_text("utf-8")
        assert "geonames:2800866" in text
        assert ("geonames:163843" in text) is everything
