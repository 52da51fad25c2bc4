"""What travels in the page: the words of the documents, whole and in order, and what is said of each place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from geo.atlas import Atlas
from geo.atlas_view import AtlasView
from geo.model import Document, Reason
from geo.page.content import EVERYTHING, page_content
from geo.view import Filter
from tests.fakes import ARTICLE, FakeGazetteer, article_atlas, fake_pipeline, parse

GAZETTEER = FakeGazetteer()


def content_from(atlas: Atlas) -> dict[str, Any]:
    """Return what the page holds of an atlas, with all passages."""
    view = AtlasView(atlas)
    return page_content(view, GAZETTEER, view.pins(EVERYTHING), whole=True)


def content_of(*texts: str) -> dict[str, Any]:
    return content_from(Atlas.build(parse(*texts)))


def words(segment: Any) -> str:
    return segment if isinstance(segment, str) else str(segment[0])


@given(
    st.lists(
        st.sampled_from(
            ["London", "Syria", "northern Syria", "Atlantis", "Turkish", "😀", "é", "\n", " ", "x", "\u2029"]
        )
    )
)
def test_segments_hold_every_passage_without_the_space_around_it(parts: list[str]) -> None:
    """Joined, a passage's segments are its text; so no offset is off, whatever stands before a mention."""
    document = Document.make("".join(f"{part} " for part in parts))
    [parsed] = fake_pipeline().geoparse([document])
    shown = content_from(Atlas.build([parsed]))["text"]
    expected = [document.text[p.start : p.end].strip() for p in parsed.passages]
    assert ["".join(map(words, segments)) for segments in shown["passages"]] == expected


def test_mentions_stand_between_the_words_and_name_their_pin() -> None:
    content = content_of("😀 Talks in Brussels, not in Atlantis.")
    assert content["text"]["passages"] == [["😀 Talks in ", ["Brussels", 0, 0], ", not in ", ["Atlantis", -1, 1], "."]]
    assert content["pins"][0]["id"] == "geonames:2800866"
    assert content["unplaced"] == [
        {"name": "Atlantis", "reason": "No place of this name is in the gazetteer.", "count": 1}
    ]


def test_what_mentions_share_is_said_once() -> None:
    """A hundred mentions of a place for the same reasons refer to one verdict."""
    content = content_of("London " * 100)
    assert len(content["text"]["verdicts"]) == 1


def test_a_verdict_says_why_and_over_whom() -> None:
    content = content_of("London.")
    [verdict] = content["text"]["verdicts"]
    assert verdict["confidence"] == 0.62
    assert verdict["why"] == (("8961989 people live there.", 5.0),)
    assert verdict["rivals"] == ((0, 1.0),)
    assert content["text"]["changes"][verdict["change"]].startswith("The runner-up")
    assert "London, Ontario, Canada" in content["text"]["changes"][verdict["change"]]
    assert content["text"]["places"][0]["where"] == "Ontario, Canada"


def test_the_explanation_is_told_with_its_points() -> None:
    """A reader sees what the resolver wrote down, for and against."""
    [parsed] = parse("London.")
    [resolution] = parsed.resolutions
    reasons = (Reason("name", 2.24, "“London” is its usual name.", 1.0), Reason("kind", -0.52, "It is a region.", -0.6))
    changed = replace(resolution, explanation=reasons)
    content = content_from(Atlas.build([replace(parsed, resolutions=(changed,))]))
    assert content["text"]["verdicts"][0]["why"] == (("“London” is its usual name.", 2.2), ("It is a region.", -0.5))


def test_a_name_that_may_not_mean_the_place_itself_is_marked() -> None:
    """In "London Police" it is told; where nobody judged, or the place is meant, nothing is."""
    [parsed] = parse("London, London, London.")
    literals = (0.1, 0.9, None)
    changed = tuple(
        replace(r, mention=replace(r.mention, literal=literal))
        for r, literal in zip(parsed.resolutions, literals, strict=True)
    )
    content = content_from(Atlas.build([replace(parsed, resolutions=changed)]))
    segments = [segment for segment in content["text"]["passages"][0] if not isinstance(segment, str)]
    assert [content["text"]["verdicts"][number].get("nonliteral", False) for _, _, number in segments] == [
        True,
        False,
        False,
    ]


def test_a_corrected_mention_names_the_first_candidate_as_a_rival() -> None:
    """What a person overruled stays visible."""
    [parsed] = parse("London.")
    [resolution] = parsed.resolutions
    corrected = replace(resolution, status="corrected", place=parsed.candidates(resolution)[1].place, change="")
    content = content_from(Atlas.build([replace(parsed, resolutions=(corrected,))]))
    assert content["text"]["verdicts"][0]["rivals"] == ((0, -1.0),)
    assert "change" not in content["text"]["verdicts"][0]
    assert content["text"]["places"][0]["where"] == "England, United Kingdom"


def test_a_zero_confidence_is_said_and_not_left_out() -> None:
    """Nothing known and known to be nothing differ."""
    [parsed] = parse("London.")
    zero = tuple(replace(resolution, confidence=0.0) for resolution in parsed.resolutions)
    content = content_from(Atlas.build([replace(parsed, resolutions=zero)]))
    assert content["text"]["verdicts"][0]["confidence"] == 0.0


def test_what_a_filter_left_out_is_plain_text() -> None:
    """An export shows what its filter let through; the words stay, the links go."""
    atlas = article_atlas().filter(Filter(min_confidence=0.9))
    passage = content_from(atlas)["text"]["passages"][1]
    assert "".join(map(words, passage)) == ARTICLE.text.split("\n\n")[1]
    assert "London" not in [segment[0] for segment in passage if not isinstance(segment, str)]


def test_only_peoples_are_marked_as_such() -> None:
    content = content_of("Turkish officers in Turkey.")
    assert [verdict.get("demonym", False) for verdict in content["text"]["verdicts"]] == [True, False]


def test_a_pin_tells_who_put_it_there() -> None:
    """Whoever must defend a pin can say whose word it is; where that is not known, the page says nothing."""
    atlas = Atlas.build(parse("London."))
    [parsed] = atlas.documents
    [resolution] = parsed.resolutions
    assert resolution.place
    sourced = replace(resolution, place=replace(resolution.place, evidence="Natural Earth, 1:10m rivers"))
    [told] = content_from(Atlas.build([replace(parsed, resolutions=(sourced,))]))["pins"]
    [untold] = content_from(atlas)["pins"]
    assert told["evidence"] == "Natural Earth, 1:10m rivers" and "evidence" not in untold


def test_a_part_of_a_place_is_drawn_as_an_area_and_not_as_the_country() -> None:
    content = content_of("In northern Syria.")
    [pin] = content["pins"]
    assert (pin["id"], pin["name"], pin["where"], pin["part"]) == (
        "geonames:163843/northern",
        "northern Syria",
        "Syria",
        "part",
    )
    assert "code" not in pin
    assert pin["outline"] == [[[[35.7, 34.8], [42.4, 34.8], [42.4, 37.3], [35.7, 37.3], [35.7, 34.8]]]]
    assert "population" not in pin


def test_the_mention_of_two_passages_belongs_to_the_first() -> None:
    """A mention that runs past its passage is cut there: no letter is shown twice or lost."""
    [parsed] = parse("London\n\nBrussels")
    mention = parsed.resolutions[0].mention
    long = replace(parsed.resolutions[0], mention=replace(mention, end=mention.end + 4, surface="London\n\nBr"))
    content = content_from(Atlas.build([replace(parsed, resolutions=(long, parsed.resolutions[1]))]))
    first, second = content["text"]["passages"]
    assert ["".join(map(words, segments)) for segments in (first, second)] == ["London", "Brussels"]
