"""An evaluation as one self-contained HTML page: figures, reliability plot, confusion, and the worst errors.

Corpora are untrusted: whatever comes from one is escaped where it is written, no template engine sees it, and the
page's policy allows neither script nor request.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from html import escape

from geo.evaluate.breakdown import Slice, confusion, sliced
from geo.evaluate.calibration import reliability
from geo.evaluate.coverage import coverage
from geo.evaluate.evaluation import Evaluation
from geo.evaluate.judge import right_candidate
from geo.evaluate.outcomes import JudgedDocument, Outcome
from geo.evaluate.plot import reliability_svg
from geo.evaluate.table import FIGURES, written
from geo.model import Candidate, Place
from geo.page.selfcontained import check_self_contained, content_security_policy

WORST = 50
"""How many of the worst errors the page shows."""

_COUNTRIES_SHOWN = 25
_STYLE = """
:root { color-scheme: light dark; }
body { font: 16px/1.5 system-ui, sans-serif; max-width: 62rem; margin: 0 auto; padding: 1rem; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .2rem .7rem; text-align: right; border-bottom: 1px solid #8886; }
th:first-child, td:first-child { text-align: left; }
article { border-top: 1px solid #888; padding: .5rem 0; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #888; white-space: pre-line; }
blockquote, dd, h3 { overflow-wrap: anywhere; }
svg { max-width: 100%; height: auto; }
"""


def report(evaluation: Evaluation) -> str:
    """Return the page.

    Raises:
        PageError: it would fetch something, which no corpus should be able to bring about.
    """
    title = f"Evaluation of {evaluation.corpus}"
    policy = content_security_policy((), (_STYLE,))
    page = "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(policy)}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<main>",
            f"<h1>{escape(title)}</h1>",
            *_summary(evaluation),
            *_calibration(evaluation),
            *_breakdowns(evaluation),
            *_errors(evaluation),
            "</main>\n</body>\n</html>\n",
        )
    )
    check_self_contained(page)
    return page


def worst_errors(evaluation: Evaluation, limit: int = WORST) -> list[tuple[JudgedDocument, Outcome]]:
    """Return the places that were put wrong, the surest first, the farther first among equally sure ones."""
    wrong = [
        (document, outcome)
        for document in evaluation.documents
        for outcome in document.outcomes
        if outcome.error_km is not None and not outcome.right
    ]
    wrong.sort(key=lambda pair: (-(pair[1].confidence or 0.0), -(pair[1].error_km or 0.0)))
    return wrong[:limit]


def _summary(evaluation: Evaluation) -> Iterator[str]:
    whole = evaluation.counts
    parts = ", ".join(f"{what} {version}" for what, version in evaluation.provenance)
    yield (
        f"<p>{whole['documents']:,} documents, {whole['places']:,} places, {whole['places_with_point']:,} with a "
        f"point. Mentions: {evaluation.mentions}. Right means within 161 km, or the same GeoNames id. "
        f"Intervals: 95 %, documents resampled. {escape(parts)}</p>"
    )
    rows = []
    for name, label in FIGURES.items():
        if (value := evaluation.figures.get(name)) is not None:
            low_high = evaluation.intervals.get(name)
            rows.append((label, written(value), " to ".join(map(written, low_high)) if low_high else ""))
    rows.append(("wrong at a confidence of 0.8 or more", f"{whole['sure_wrong']:,}", ""))
    rows.append(("of them on another bearer of the name", f"{whole['sure_wrong_namesakes']:,}", ""))
    yield from _table("Figures", ("figure", "value", "interval"), rows)


def _calibration(evaluation: Evaluation) -> Iterator[str]:
    yield "<h2>Calibration</h2>"
    yield reliability_svg(reliability(evaluation.outcomes), f"Reliability, {evaluation.corpus}")
    rows = [
        (
            f"{kept.threshold:.2f}",
            f"{kept.coverage:.3f}",
            _share(kept.accuracy),
            f"{kept.wrong:,}",
            f"{kept.wrong_namesakes:,}",
        )
        for kept in coverage(evaluation.outcomes)
    ]
    yield from _table(
        "What is left when less sure ones are dropped",
        ("confidence at least", "kept", "right", "wrong", "namesakes"),
        rows,
    )


def _breakdowns(evaluation: Evaluation) -> Iterator[str]:
    documents = evaluation.documents
    table = confusion(documents)
    columns = list(dict.fromkeys(kind for row in table.values() for kind in row))
    rows = [(kind, *(f"{row.get(column, 0) or '':}" for column in columns)) for kind, row in table.items()]
    yield from _table("Confusion by kind of place (rows: the truth)", ("", *columns), rows)
    yield from _slices("By kind of place", sliced(documents, lambda outcome: outcome.gold.kind))
    yield from _slices("By country", sliced(documents, lambda outcome: outcome.gold.country_code)[:_COUNTRIES_SHOWN])
    uses = sliced(documents, lambda outcome: outcome.gold.use)
    if len(uses) > 1:
        yield from _slices("By use of the name", uses)


def _slices(title: str, slices: Sequence[Slice]) -> Iterator[str]:
    rows = [
        (
            part.name,
            f"{part.count:,}",
            _share(part.recall),
            _share(part.overlap_recall),
            _share(part.accuracy),
            _share(part.accuracy_resolved),
            "" if part.median_km is None else f"{part.median_km:,.0f}",
        )
        for part in slices
    ]
    yield from _table(
        title, ("", "places", "recognised", "by overlap", "right", "right of resolved", "median km"), rows
    )


def _errors(evaluation: Evaluation) -> Iterator[str]:
    worst = worst_errors(evaluation)
    yield f"<h2>The {len(worst)} worst errors</h2>\n<p>Places put where they are not, the surest first.</p>"
    for document, outcome in worst:
        yield from _error(document, outcome)


def _error(document: JudgedDocument, outcome: Outcome) -> Iterator[str]:
    resolution, point = outcome.resolution, outcome.gold.point
    if resolution is None or resolution.place is None or point is None:
        return
    confidence = "" if outcome.confidence is None else f", confidence {outcome.confidence:.2f}"
    yield f"<article>\n<h3>“{escape(outcome.surface)}”: {outcome.error_km or 0:,.0f} km off{confidence}</h3>"
    yield f"<p>Document {escape(str(document.doc_id))}, {outcome.gold.start} to {outcome.gold.end}</p>"
    yield _quote(document, outcome)
    true_kind = f", {escape(outcome.gold.kind)}" if outcome.gold.kind else ""
    yield f"<dl>\n<dt>Truth</dt><dd>{point.lat:.3f}, {point.lon:.3f}{true_kind}</dd>"
    chosen = [c for c in resolution.candidates if c.place.id == resolution.place.id][:1]
    for candidate in chosen:
        yield f"<dt>Chosen</dt><dd>{_described(candidate.place)}{_reasons(candidate)}</dd>"
    right = right_candidate(outcome)
    if right is None:
        yield "<dt>Right candidate</dt><dd>none among the candidates</dd>"
    else:
        yield f"<dt>Right candidate</dt><dd>{_described(right.place)}{_reasons(right)}</dd>"
    yield "</dl>\n</article>"


def _quote(document: JudgedDocument, outcome: Outcome) -> str:
    text, start, end = document.parsed.document.text, outcome.gold.start, outcome.gold.end
    passage = next((p for p in document.parsed.passages if p.start <= start < p.end), None)
    first, last = (passage.start, max(passage.end, end)) if passage else (start, end)
    before, name, after = text[first:start], text[start:end], text[end:last]
    return f"<blockquote>{escape(before)}<mark>{escape(name)}</mark>{escape(after)}</blockquote>"


def _described(place: Place) -> str:
    parts = dict.fromkeys(part for part in (place.name, place.admin1, place.country, place.kind) if part)
    point = place.footprint.point
    where = f" ({point.lat:.3f}, {point.lon:.3f})" if point else ""
    return escape(", ".join(parts)) + where


def _reasons(candidate: Candidate) -> str:
    items = "".join(f"<li>{reason.weight:+.2f} {escape(reason.sentence)}</li>" for reason in candidate.reasons)
    return f"<br>score {candidate.score:.2f}<ul>{items}</ul>"


def _table(title: str, head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f'<h2>{escape(title)}</h2>\n<div class="wide"><table>'
    yield "<tr>" + "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head) + "</tr>"
    for row in rows:
        yield "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>"
    yield "</table></div>"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"
