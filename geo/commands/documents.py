"""The commands that read documents: ``map``, ``parse`` and ``export``."""

from __future__ import annotations

import argparse

from geo.atlas import Atlas
from geo.commands.gazetteer import open_gazetteer
from geo.commands.output import output, spare_inputs, write_line
from geo.commands.stream import geoparse_sources
from geo.commands.terminal import Terminal
from geo.errors import DocumentError, UsageError
from geo.export.file import write_whole
from geo.geocode.completion import OnlineLookup
from geo.geocode.exchange import Forecast
from geo.protocols import ExportOptions, Format, Geoparser
from geo.view import Filter
from geo.workspace import Wherein


def write_map(options: argparse.Namespace, terminal: Terminal) -> None:
    """``map DOC… --out FILE``."""
    from geo.export.html import Html

    _write(options, terminal, Html(), Filter(demonyms=options.demonyms))


def write_export(options: argparse.Namespace, terminal: Terminal) -> None:
    """``export DOC… --format F --out FILE``."""
    from geo.export.registry import FORMATS

    [form] = (form for form in FORMATS if form.name == options.format)
    wanted = Filter(
        min_confidence=options.min_confidence,
        kinds=frozenset(options.kind),
        countries=frozenset(code.upper() for code in options.country),
        demonyms=options.demonyms,
        literal_only=options.literal_only,
        query=options.query,
    )
    if form.everything and wanted != Filter():
        raise UsageError(f"{form.name} holds all that was found, so nothing can be filtered; choose another --format.")
    _write(options, terminal, form, wanted)


def _write(options: argparse.Namespace, terminal: Terminal, form: Format, wanted: Filter) -> None:
    spare_inputs(options.out, options.documents)
    work = _Work(terminal, near=options.near)
    with write_whole(options.out) as out:
        parsed = [parsed for _, parsed in geoparse_sources(options.documents, work.geoparser, terminal)]
        if not parsed:
            what = "map" if form.name == "html" else "file"
            raise DocumentError(f"No document could be read, so there is no {what} to write.")
        whole = Atlas.build(parsed)
        form.write(whole, out, ExportOptions(work.workspace.gazetteer(), options.title or whole.title, wanted))
    work.say_notices()
    atlas = whole if form.everything else whole.filter(wanted)
    terminal.say(
        f"{options.out}: places {len(atlas.pins):,}, mentions {atlas.mention_count:,}, "
        f"names not on the map {len(atlas.unplaced):,}."
    )


def write_parsed(options: argparse.Namespace, terminal: Terminal) -> None:
    """``parse DOC…``."""
    spare_inputs(options.out, options.documents)
    gold = options.mentions == "gold"
    work = _Work(terminal, near=options.near)
    with output(options.out) as out:
        for loaded, parsed in geoparse_sources(options.documents, work.geoparser, terminal, gold=gold):
            write_line(out, parsed, loaded.doc_id)
    work.say_notices()


class _Work:
    """The workspace as these commands use it: opened with a progress bar, its geocoders' sayings on the terminal."""

    def __init__(self, terminal: Terminal, *, near: str | None) -> None:
        self._terminal = terminal
        self._near = near
        self._online: OnlineLookup | None = None
        self.workspace = Wherein()

    def geoparser(self, several: bool) -> Geoparser:
        """Return what reads one document or ``several``, which public servers may refuse."""
        open_gazetteer(self.workspace, self._terminal)
        if self._near is not None:
            try:
                self.workspace = self.workspace.near(self._near)
            except UsageError as error:
                raise UsageError(f"--near: {error}") from None
        self._online = self.workspace.online(several=several)
        return self.workspace.geoparser(
            several=several, on_forecast=self._say_forecast, on_interrupt=self._say_interrupted
        )

    def say_notices(self) -> None:
        """Say what a person should know of the geocoders that were asked."""
        for notice in self._online.geocoder.notices() if self._online else ():
            self._terminal.say(notice)

    def _say_forecast(self, forecast: Forecast) -> None:
        self._terminal.say(f"{forecast.sentence}.")

    def _say_interrupted(self) -> None:
        self._terminal.fault(
            "Stopped asking. What was answered is kept, and the rest is done without it; a second Ctrl+C ends that too."
        )
