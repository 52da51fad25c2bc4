"""The part of the report that shows what went wrong: each error with its passage and the reasons for both readings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from geo.evaluate.measure.evaluation import Evaluation
from geo.evaluate.measure.gold import GoldPlace
from geo.evaluate.measure.judge import right_candidate
from geo.evaluate.measure.worst import WrongPlace, missed_names, spurious_names, worst_errors
from geo.evaluate.show.html import element
from geo.evaluate.show.table import counted
from geo.model import Candidate, Place, Point
from geo.wording import name_in_full

_NAMES_SHOWN = 40


def error_lines(evaluation: Evaluation) -> Iterator[str]:
    """Yield the section of the worst errors, and of the names missed and found in vain where names were not given."""
    worst = worst_errors(evaluation)
    yield '<section id="errors"><h2>Worst errors</h2>'
    yield element(
        "p",
        f"Places put where they are not, the surest first: {len(worst)}. The same error again in the same document is "
        "counted, not repeated."
        if worst
        else "Nothing was put where it is not.",
        "lead",
    )
    for rank, error in enumerate(worst, 1):
        yield from _error(rank, error)
    yield "</section>"
    if evaluation.mentions == "recognized":
        yield '<section id="names"><h2>Names</h2><div class="pair">'
        yield from _names("Not found", "Known places whose names were passed over.", missed_names(evaluation))
        yield from _names("Found in vain", "Names found where no place is known.", spurious_names(evaluation))
        yield "</div></section>"


def _error(rank: int, error: WrongPlace) -> Iterator[str]:
    outcome = error.outcome
    if outcome.resolution is None or outcome.place is None:
        return
    chosen = error.document.parsed.chosen(outcome.resolution)
    facts = [f"{outcome.error_km or 0:,.0f} km off"]
    if outcome.confidence is not None:
        facts.append(f"confidence {outcome.confidence:.2f}")
    facts.append(f"document {error.document.doc_id}, {outcome.gold.start}–{outcome.gold.end}")
    if error.times > 1:
        facts.append(f"{error.times} times")
    yield f'<article class="error"><h3><span class="rank">{rank}</span>“{escape(outcome.surface)}”</h3>'
    yield element("p", " · ".join(facts), "facts")
    yield _quote(error)
    yield '<div class="pair">'
    yield from _reading("The annotators say", "truth", *_truth(outcome.gold), right_candidate(outcome))
    yield from _reading("Wherein chose", "chosen", name_in_full(outcome.place), _where(outcome.place), chosen)
    yield "</div></article>"


def _reading(title: str, css_class: str, name: str, where: str, candidate: Candidate | None) -> Iterator[str]:
    yield f'<div class="reading {css_class}">{element("h4", title)}{element("p", name, "place")}'
    yield element("p", where, "facts")
    if candidate is None:
        yield element("p", "No such place was among the candidates.", "none")
    else:
        yield '<ul class="reasons">'
        for reason in candidate.reasons:
            points = f"{reason.weight:+.2f}".replace("-", "−")
            yield f"<li>{element('span', points, 'points')}{element('span', reason.sentence)}</li>"
        yield f'<li class="sum">{element("span", f"{candidate.score:.2f}", "points")}<span>in all</span></li></ul>'
    yield "</div>"


def _truth(gold: GoldPlace) -> tuple[str, str]:
    """Return what the annotators call the place, and where and what it is."""
    point = _degrees(gold.point) if gold.point else ""
    return gold.name or gold.place_id or point, " · ".join(part for part in (gold.kind, point) if part)


def _where(place: Place) -> str:
    point = place.footprint.point
    return f"{place.kind} · {_degrees(point)}" if point else place.kind


def _degrees(point: Point) -> str:
    north, east = "S" if point.lat < 0 else "N", "W" if point.lon < 0 else "E"
    return f"{abs(point.lat):.2f}° {north}, {abs(point.lon):.2f}° {east}"


def _quote(error: WrongPlace) -> str:
    parsed, start, end = error.document.parsed, error.outcome.gold.start, error.outcome.gold.end
    text = parsed.document.text
    passage = next((p for p in parsed.passages if p.start <= start < p.end), None)
    first, last = (passage.start, max(passage.end, end)) if passage else (start, end)
    before, after = text[first:start].lstrip(), text[end:last].rstrip()
    return f"<blockquote>{escape(before)}<mark>{escape(text[start:end])}</mark>{escape(after)}</blockquote>"


def _names(title: str, lead: str, names: Sequence[tuple[str, int]]) -> Iterator[str]:
    total = sum(times for _, times in names)
    yield f'<div>{element("h3", f"{title}: {total:,}")}{element("p", lead, "lead")}<ul class="names">'
    for name, times in names[:_NAMES_SHOWN]:
        yield f"<li>{escape(name)}{element('span', f'{times:,}', 'times') if times > 1 else ''}</li>"
    if len(names) > _NAMES_SHOWN:
        yield element("li", f"and {counted(len(names) - _NAMES_SHOWN, 'other')}", "more")
    yield "</ul></div>"
