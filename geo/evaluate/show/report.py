"""An evaluation as one self-contained HTML page: figures, reliability plot, confusion, and the worst errors.

Corpora are untrusted: whatever comes from one is escaped where it is written, no template engine sees it, and the
page's policy allows neither script nor request.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from pathlib import Path

from geo.evaluate.measure.breakdown import Slice, by_country, by_kind, by_label, by_use
from geo.evaluate.measure.calibration import reliability
from geo.evaluate.measure.confusion import confusion
from geo.evaluate.measure.coverage import coverage
from geo.evaluate.measure.evaluation import Evaluation
from geo.evaluate.measure.figures import FIGURES, written
from geo.evaluate.show.html import bar, element, strip, table
from geo.evaluate.show.plot import reliability_svg
from geo.evaluate.show.report_errors import error_lines
from geo.evaluate.show.table import counted
from geo.page.selfcontained import check_self_contained, content_security_policy

_STYLE = Path(__file__).with_name("report.css")
_COUNTRIES_SHOWN = 25
_SHADES = 5
_FROM = {"gold": "Names were given by the annotators.", "recognized": "Names were found in the texts."}
_TILES = (
    ("f1", "F1 of the names found"),
    ("accuracy_161_km", "of the places are put right"),
    ("accuracy_161_km_resolved", "of what is put anywhere is right"),
    ("sure_accuracy", "of what has a confidence of 0.8 or more is right"),
    ("sure_coverage", "of the places have a confidence of 0.8 or more"),
)


def report(evaluation: Evaluation) -> str:
    """Return the page.

    Raises:
        PageError: it would fetch something, which no corpus should be able to bring about.
    """
    title = f"How well {evaluation.corpus} is read"
    style = _STYLE.read_text("utf-8")
    page = "\n".join(
        (
            '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{escape(content_security_policy((), (style,)))}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"{element('title', title)}\n<style>{style}</style>\n</head>\n<body>",
            *_header(evaluation),
            "<main>",
            *_figures(evaluation),
            *_calibration(evaluation),
            *_breakdowns(evaluation),
            *error_lines(evaluation),
            *_provenance(evaluation),
            "</main>\n</body>\n</html>\n",
        )
    )
    check_self_contained(page)
    return page


def _header(evaluation: Evaluation) -> Iterator[str]:
    whole = evaluation.counts
    yield f'<header><p class="kicker">Wherein · evaluation</p>{element("h1", evaluation.corpus)}'
    yield element(
        "p",
        f"{counted(whole['documents'], 'document')}, {counted(whole['places'], 'place')}, "
        f"{whole['places_with_point']:,} with a point. {_FROM[evaluation.mentions]} "
        "Right is what lies within 161 km (100 miles) of where the annotators put it, or is the very place they name.",
        "lead",
    )
    yield '<div class="tiles">'
    for name, label in _TILES:
        if (value := evaluation.figures.get(name)) is not None:
            low_high = evaluation.intervals.get(name)
            yield _tile(f"{value:.1%}", label, f"{low_high[0]:.1%} to {low_high[1]:.1%}" if low_high else "")
    namesakes = f"{whole['sure_wrong_namesakes']:,} on another bearer of the name"
    yield _tile(f"{whole['sure_wrong']:,}", "wrong at a confidence of 0.8 or more", namesakes, "tile bad") + "</div>"
    sections = ["figures", "calibration", "breakdown", "confusion", "errors"]
    sections += ["names"] if evaluation.mentions == "recognized" else []
    links = "".join(f'<a href="#{name}">{name.capitalize()}</a>' for name in sections)
    yield f'</header><nav aria-label="Sections">{links}</nav>'


def _tile(value: str, label: str, beneath: str, css_class: str = "tile") -> str:
    return f'<div class="{css_class}">{element("b", value)}{element("span", label)}{element("small", beneath)}</div>'


def _figures(evaluation: Evaluation) -> Iterator[str]:
    yield '<section id="figures"><h2>Figures</h2>'
    yield element("p", "With 95 % intervals: what another sample of such documents might give.", "lead")
    rows = []
    for name, (title, unit) in FIGURES.items():
        if (value := evaluation.figures.get(name)) is not None:
            low_high = evaluation.intervals.get(name)
            between = " to ".join(written(end, name) for end in low_high) if low_high else ""
            drawn = strip(value, low_high) if unit == "share" else ""
            rows.append((escape(title), written(value, name), between, drawn))
    yield from table(("", "value", "interval", "0 to 1"), rows, "figures")
    yield "</section>"


def _calibration(evaluation: Evaluation) -> Iterator[str]:
    yield '<section id="calibration"><h2>Calibration</h2>'
    yield element(
        "p",
        "Does confidence mean what it says? Of what has 0.8, eight in ten should be right: dots on the dashed line. "
        "Below it the confidence is too high, above it too low.",
        "lead",
    )
    yield '<div class="beside"><figure>'
    yield reliability_svg(reliability(evaluation.outcomes), f"Share right over confidence, {evaluation.corpus}")
    yield "</figure><div>" + element("h3", "What is left when less sure ones are dropped")
    rows = [
        (
            f"{kept.threshold:.2f}",
            f"{bar(kept.coverage)}{kept.coverage:.3f}",
            _share(kept.accuracy),
            f"{kept.wrong:,}",
            f"{kept.wrong_namesakes:,}",
        )
        for kept in coverage(evaluation.outcomes)
    ]
    yield from table(("confidence at least", "kept", "right", "wrong", "namesakes"), rows)
    yield "</div></div></section>"


def _breakdowns(evaluation: Evaluation) -> Iterator[str]:
    documents = evaluation.documents
    yield '<section id="breakdown"><h2>Breakdown</h2>'
    yield from _slices("Kind of place", by_kind(documents))
    yield from _slices("Country", by_country(documents)[:_COUNTRIES_SHOWN])
    uses = by_use(documents)
    if len(uses) > 1:
        yield from _slices("Use of the name", uses)
    if evaluation.mentions == "recognized":
        yield from _slices("Label", by_label(documents))
    yield '</section><section id="confusion"><h2>Confusion</h2>'
    yield element("p", "A row for each kind of place, with what its places were taken for.", "lead")
    yield from _confusion(confusion(documents))
    yield "</section>"


def _slices(title: str, slices: Sequence[Slice]) -> Iterator[str]:
    """Yield a table; the columns on names are left out where the names were given."""
    named = any(part.recall is not None for part in slices)
    head = ("found", "precision", "recall", "F1", "precision, overlap", "recall, overlap", "F1, overlap")
    rows = []
    for part in slices:
        row = [escape(part.name), f"{part.count:,}"]
        if named:
            exact = (part.precision, part.recall, part.f1)
            overlap = (part.overlap_precision, part.overlap_recall, part.overlap_f1)
            row += [f"{part.found:,}", *map(_share, (*exact, *overlap))]
        right = "" if part.accuracy is None else f"{bar(part.accuracy)}{part.accuracy:.3f}"
        rows.append((*row, right, _share(part.accuracy_resolved), _km(part.mean_km), _km(part.median_km)))
    yield element("h3", title)
    yield from table(
        ("", "places", *(head if named else ()), "right", "right of located", "mean km", "median km"), rows
    )


def _confusion(kinds: dict[str, dict[str, int]]) -> Iterator[str]:
    columns = [*kinds, *dict.fromkeys(column for row in kinds.values() for column in row if column not in kinds)]
    rows = []
    for kind, row in kinds.items():
        total = sum(row.values())
        cells = []
        for column in columns:
            count = row.get(column, 0)
            shade = "same" if column == kind else f"shade-{-(-_SHADES * count // total)}"
            cells.append(f'<span class="{shade}">{count:,}</span>' if count else "")
        rows.append((escape(kind), *cells))
    yield from table(("", *columns), rows, "confusion")


def _provenance(evaluation: Evaluation) -> Iterator[str]:
    yield "<footer><h2>Measured with</h2><dl>"
    for what, version in evaluation.provenance:
        yield element("dt", what) + element("dd", version)
    yield "</dl></footer>"


def _share(value: float | None) -> str:
    return "" if value is None else f"{value:.3f}"


def _km(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"
