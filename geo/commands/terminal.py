"""What a command says to the person at the terminal: messages, faults and progress, all on standard error."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from geo.printable import one_line

if TYPE_CHECKING:
    from geo.protocols import Progress


class Terminal:
    """Standard error; ``faults`` counts what went wrong. Bars are drawn only where a person watches."""

    def __init__(self) -> None:
        self.faults = 0
        self._bar: Any = None

    def say(self, message: str) -> None:
        """Print a line, above the progress bar if there is one."""
        if self._bar is None:
            print(one_line(message), file=sys.stderr)
        else:
            self._bar.write(one_line(message), file=sys.stderr)

    def fault(self, message: str) -> None:
        """Print a line on something that failed, and count it."""
        self.faults += 1
        self.say(message)

    @contextmanager
    def warnings(self) -> Iterator[None]:
        """Print the warnings that parts of `geo` log, as lines like the others."""
        handler = _Handler(self.say)
        logger = logging.getLogger("geo")
        logger.addHandler(handler)
        try:
            yield
        finally:
            logger.removeHandler(handler)

    @contextmanager
    def work(self) -> Iterator[Progress]:
        """Give a `Progress` that draws a bar of the share of the work that is done."""
        with self._drawn(total=1.0, bar_format="{desc}: {percentage:3.0f}% |{bar}| {elapsed}") as bar:

            def progress(stage: str, fraction: float) -> None:
                bar.set_description_str(stage, refresh=False)
                bar.update(fraction - bar.n)

            yield progress

    @contextmanager
    def documents(self) -> Iterator[tuple[Progress, Any]]:
        """Give a `Progress` for each batch of documents, and a function to be called when a document is done."""
        with self._drawn(unit=" documents", bar_format="{n_fmt} documents, {elapsed} {desc}") as bar:

            def progress(stage: str, fraction: float) -> None:
                bar.set_description_str(f"{stage} {fraction:.0%}")

            yield progress, bar.update

    @contextmanager
    def _drawn(self, **options: Any) -> Iterator[Any]:
        from tqdm import tqdm

        with tqdm(disable=not sys.stderr.isatty(), leave=False, file=sys.stderr, **options) as bar:
            self._bar = bar
            try:
                yield bar
            finally:
                self._bar = None


class _Handler(logging.Handler):
    def __init__(self, say: Callable[[str], None]) -> None:
        super().__init__(logging.WARNING)
        self._say = say

    def emit(self, record: logging.LogRecord) -> None:
        self._say(record.getMessage())
