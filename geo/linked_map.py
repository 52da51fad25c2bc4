"""What a notebook is given: places and passages that were found, shown as the linked map or as a summary."""

from __future__ import annotations

import html
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

from geo.atlas import Atlas, Pin
from geo.errors import UsageError
from geo.model import GeoparsedDocument
from geo.printable import one_line
from geo.protocols import ExportOptions, Gazetteer
from geo.view import Filter

_SHOWN_PLACES, _SHOWN_NAMES, _SHOWN_NOTICES = 20, 10, 5
# A notebook keeps every map that it shows in its file, text and all.
_SHOWN_CHARS = 2_000_000
_HEIGHT_PX = 640


@dataclass(frozen=True, slots=True, repr=False, eq=False)
class LinkedMap:
    """Documents with every place that they name, under one filter.

    Jupyter shows the map itself, a terminal a line for each place.

    Attributes:
        whole: everything that was found, whatever the filter.
        wanted: the filter; at first all but peoples ("Turkish").
        notices: sentences on what could not be read, kept or asked.
    """

    whole: Atlas
    gazetteer: Gazetteer
    wanted: Filter = field(default_factory=Filter)
    notices: tuple[str, ...] = ()

    @property
    def atlas(self) -> Atlas:
        """What the filter lets through."""
        return self.whole.filter(self.wanted)

    @property
    def documents(self) -> tuple[GeoparsedDocument, ...]:
        """The documents, in the order in which they were given, with all their mentions."""
        return self.whole.documents

    def filter(self, wanted: Filter) -> LinkedMap:
        """Return the map of the same documents under another filter, instead of the one that it has."""
        return replace(self, wanted=wanted)

    def html(self) -> str:
        """Return the page of the linked map, which needs nothing from elsewhere.

        Peoples are in it whatever the filter, behind a switch.

        Raises:
            PageError: the page would need a file from elsewhere.
        """
        from geo.export.html import export_html

        with_peoples = self.whole.filter(replace(self.wanted, demonyms=True))
        return export_html(with_peoples, self.gazetteer, title=self.whole.title, demonyms=self.wanted.demonyms)

    def save(self, path: str | Path) -> Path:
        """Write a file, whole or not at all, in the format that its ending names, and return its path.

        ``.html`` is `html`, ``.geojson`` the places, ``.csv`` the mentions under the filter; ``.jsonl`` is everything.

        Raises:
            UsageError: its ending names no format, or it cannot be written.
        """
        from geo.export.file import write_whole
        from geo.export.registry import FORMATS

        path = Path(path)
        form = next((form for form in FORMATS if form.suffix == path.suffix.lower()), None)
        if form is None:
            raise UsageError(f"{path} should end in {', '.join(form.suffix for form in FORMATS)}.")
        with write_whole(path) as out:
            form.write(self.whole, out, ExportOptions(self.gazetteer, self.whole.title, self.wanted))
        return path

    def __repr__(self) -> str:
        return "\n".join(map(one_line, self._lines()))

    def _repr_html_(self) -> str:
        """Return the page in a frame of another origin, as the dashboard holds it; too many texts for one in words."""
        if sum(len(parsed.document.text) for parsed in self.documents) > _SHOWN_CHARS:
            said = f'{self!r}\nToo much text to be shown in a notebook: save("map.html") writes the map.'
            return f"<pre>{html.escape(said)}</pre>"
        return (
            f'<iframe sandbox="allow-scripts" title="Map" style="width:100%;height:{_HEIGHT_PX}px;border:0" '
            f'srcdoc="{html.escape(self.html())}"></iframe>'
        )

    def _lines(self) -> Iterator[str]:
        atlas = self.atlas
        yield f"{atlas.title}: {_plural(len(atlas.pins), 'place')}, {_plural(atlas.mention_count, 'mention')}"
        yield from _first(map(_said, atlas.pins), _SHOWN_PLACES, len(atlas.pins))
        if lost := _counted(atlas):
            yield f"Not on the map: {', '.join(_first(lost, _SHOWN_NAMES, len(lost)))}"
        notices = dict.fromkeys((*(notice for parsed in self.documents for notice in parsed.notices), *self.notices))
        yield from _first(notices, _SHOWN_NOTICES, len(notices))


def _said(pin: Pin) -> str:
    where = f", {pin.place.country}" if pin.place.country and pin.place.country != pin.place.name else ""
    return f"  {pin.name}{where}: {_plural(len(pin.occurrences), 'mention')}, confidence {pin.confidence:.2f}"


def _counted(atlas: Atlas) -> list[str]:
    names: Counter[str] = Counter()
    for unplaced in atlas.unplaced:
        names[unplaced.name] += len(unplaced.occurrences)
    return [f"{name} ({count:,})" if count > 1 else name for name, count in names.most_common()]


def _first(lines: Iterable[str], most: int, count: int) -> Iterator[str]:
    yield from islice(lines, most)
    if count > most:
        yield f"  and {count - most:,} more"


def _plural(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
