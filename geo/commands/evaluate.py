"""The command ``evaluate``."""

from __future__ import annotations

import argparse
import json
from collections.abc import Iterable
from dataclasses import asdict

from geo.commands.gazetteer import open_gazetteer
from geo.commands.output import spare_inputs
from geo.commands.terminal import Terminal
from geo.errors import DocumentError
from geo.export.file import utf8, write_whole
from geo.printable import one_line
from geo.workspace import Wherein


def evaluate(options: argparse.Namespace, terminal: Terminal) -> None:
    """``evaluate CORPUS``."""
    from geo.evaluate.measure.compare import compared, read_record
    from geo.evaluate.measure.evaluation import evaluate as measure
    from geo.evaluate.measure.gold import complete, read_corpus
    from geo.evaluate.measure.record import record
    from geo.evaluate.show.report import report
    from geo.evaluate.show.table import change_lines, lines

    spare_inputs(options.report, [str(path) for path in (options.corpus, options.compare) if path])
    earlier = read_record(options.compare) if options.compare else None
    corpus = read_corpus(options.corpus)
    for gold in corpus:
        if gold.notice:
            terminal.say(gold.notice)
    if not any(gold.places for gold in corpus):
        raise DocumentError(f"{options.corpus} has no places to measure by.")
    workspace = Wherein(remember=False)  # it is today's reading that is measured
    gazetteer = open_gazetteer(workspace, terminal)
    pipeline = workspace.pipeline()
    with terminal.work() as progress:
        evaluation = measure(
            options.corpus.stem, complete(corpus, gazetteer), pipeline, mentions=options.mentions, progress=progress
        )
    written = record(evaluation)
    changes = compared(earlier, written) if earlier else []
    if options.report:
        with write_whole(options.report) as out:
            out.write(utf8(report(evaluation)))
    if options.json:
        print(json.dumps(written | ({"changes": [asdict(change) for change in changes]} if earlier else {})))
        return
    _print(lines(evaluation))
    if earlier:
        print()
        _print(change_lines(changes, earlier, written))


def _print(found: Iterable[str]) -> None:
    """Print lines, in which names from the corpus may hold control characters."""
    for line in found:
        print(one_line(line))
