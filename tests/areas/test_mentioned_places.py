"""Which place a name has in the mention nearest to a phrase."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from geo.areas.mentioned_places import MentionedPlaces
from geo.model import Mention, Place, Resolution
from tests.fakes import make_place

PLACES = [make_place(f"x:{n}", name, "settlement", n, n) for n, name in enumerate(["Hama", "hama", "Homs", "Gao"])]
gaps = st.lists(st.tuples(st.integers(0, 9), st.sampled_from([None, *PLACES]), st.booleans()), max_size=30)


def resolutions(found: list[tuple[int, Place | None, bool]]) -> list[Resolution]:
    """Mentions one after the other, under the place's own name or as "Homs"."""
    made, end = [], 0
    for gap, place, own in found:
        name = place.name if place and own else "Homs"
        mention = Mention("doc", end + gap, end + gap + len(name), name, "GPE", "test")
        made.append(Resolution(mention, "resolved" if place else "not_found", place, 0.9, None, "test"))
        end = mention.end
    return made


@given(gaps, st.sampled_from(["Hama", "HOMS", "Gao", "Nowhere"]), st.integers(0, 300))
def test_it_is_the_first_of_the_nearest(found: list[tuple[int, Place | None, bool]], name: str, offset: int) -> None:
    """As if every mention of the document were looked at."""
    document = resolutions(found)
    named = [r for r in document if r.place and name.lower() in {r.mention.surface.lower(), r.place.name.lower()}]
    expected = min(named, key=lambda r: abs(r.mention.start - offset)).place if named else None
    assert MentionedPlaces(document).nearest(name, offset) == expected
