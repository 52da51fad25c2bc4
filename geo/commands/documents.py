"""The commands that read documents: ``map`` and ``parse``."""

from __future__ import annotations

import argparse
from functools import cached_property

from geo import factory
from geo.atlas import Atlas
from geo.commands.gazetteer import open_gazetteer
from geo.commands.output import output, spare_inputs, utf8, write_line
from geo.commands.stream import geoparse_sources
from geo.commands.terminal import Terminal
from geo.errors import DocumentError, UsageError
from geo.export.file import write_whole
from geo.geocode.completion import OnlineLookup
from geo.geocode.exchange import Forecast
from geo.geocode.online_pipeline import OnlinePipeline
from geo.model import Place
from geo.protocols import Gazetteer, Geoparser
from geo.resolve.typed_name import place_called
from geo.settings.settings import Settings
from geo.view import Filter


def write_map(options: argparse.Namespace, terminal: Terminal) -> None:
    """``map DOC… --out FILE``."""
    from geo.export.html import export_html

    spare_inputs(options.out, options.documents)
    parts = _Parts(terminal, near=options.near)
    with write_whole(options.out) as out:
        parsed = [parsed for _, parsed in geoparse_sources(options.documents, parts.pipeline, terminal)]
        if not parsed:
            raise DocumentError("No document could be read, so there is no map to write.")
        whole = Atlas.build(parsed)
        title = options.title or whole.title
        out.write(utf8(export_html(whole, parts.gazetteer, title=title, demonyms=options.demonyms)))
    parts.say_notices()
    atlas = whole.filter(Filter(demonyms=options.demonyms))
    terminal.say(
        f"{options.out}: places {len(atlas.pins):,}, mentions {atlas.mention_count:,}, "
        f"names not on the map {len(atlas.unplaced):,}."
    )


def write_parsed(options: argparse.Namespace, terminal: Terminal) -> None:
    """``parse DOC…``."""
    spare_inputs(options.out, options.documents)
    gold = options.mentions == "gold"
    parts = _Parts(terminal, near=options.near)
    with output(options.out) as out:
        for loaded, parsed in geoparse_sources(options.documents, parts.pipeline, terminal, gold=gold):
            write_line(out, parsed, loaded.doc_id)
    parts.say_notices()


class _Parts:
    """The gazetteer and the pipeline, opened when they are first needed."""

    def __init__(self, terminal: Terminal, *, near: str | None) -> None:
        self._terminal = terminal
        self._near = near
        self._settings = Settings.from_environment()
        self._online: OnlineLookup | None = None

    @cached_property
    def gazetteer(self) -> Gazetteer:
        return open_gazetteer(self._settings, self._terminal)

    def pipeline(self, several: bool) -> Geoparser:
        """Return the pipeline for one document or ``several``, which public servers may refuse."""
        home = self._home()
        self._online = factory.build_online_lookup(self._settings, self.gazetteer, batch=several, home=home)
        pipeline = factory.build_pipeline(
            self._settings, self.gazetteer, cache=factory.build_cache(self._settings), home=home
        )
        if self._online is None:
            return pipeline
        return OnlinePipeline(
            pipeline, self._online, on_forecast=self._say_forecast, on_interrupt=self._say_interrupted
        )

    def _home(self) -> Place | None:
        if self._near is None:
            return None
        home = place_called(self.gazetteer, self._near)
        if home is None:
            raise UsageError(f"--near: the gazetteer has no place called “{self._near}”.")
        return home

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
