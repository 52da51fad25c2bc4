"""The command line: parse the arguments, call, format."""

from __future__ import annotations

import argparse
import os
import re
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NoReturn, get_args

from geo.commands.cache import cache_clear, cache_export, cache_import, cache_info
from geo.commands.doctor import doctor
from geo.commands.documents import write_export, write_map, write_parsed
from geo.commands.evaluate import evaluate
from geo.commands.gazetteer import gazetteer_build, gazetteer_info, gazetteer_search
from geo.commands.terminal import Terminal
from geo.errors import GeoError, UsageError
from geo.export.registry import FORMATS
from geo.model import PlaceKind
from geo.printable import one_line
from geo.version import version

FAILED, WRONG_USAGE, BROKEN_PIPE, INTERRUPTED = 1, 2, 141, 130

Command = Callable[[argparse.Namespace, Terminal], None]

_GEOCODES_HELP = "the answers of geocoders, instead of the documents"
_LEFTOVERS_HELP = (
    "gazetteers of other versions, and files that were set aside as damaged or of another version, instead of the "
    "documents; the gazetteer in use stays"
)
_NEAR_HELP = 'a place that the documents are about ("Alexandria, Louisiana"): namesakes near it are preferred'
_DOCUMENTS_HELP = "a text file, a .jsonl file, a folder, a glob, or - for standard input"


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return its exit code.

    0: all was done. 1: something failed, and a line on standard error says what; where one of several documents
    cannot be read, the others are done all the same. 2: wrong usage.
    """
    options = build_parser().parse_args(arguments)
    terminal = Terminal()
    try:
        with terminal.warnings():
            options.run(options, terminal)
        sys.stdout.flush()
    except UsageError as error:
        terminal.fault(str(error))
        return WRONG_USAGE
    except GeoError as error:
        terminal.fault(str(error))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Python would flush standard output once more on its way out, and complain.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return BROKEN_PIPE
    except OSError as error:
        terminal.fault(f"{error.filename or 'The output'}: {error.strerror or error}.")
    return FAILED if terminal.faults else 0


def build_parser() -> argparse.ArgumentParser:
    """Return the parser of all commands; what it parses has ``run``, the command's function."""
    parser = _Parser(
        prog="wherein" if Path(sys.argv[0]).stem == "wherein" else "python -m geo",
        description="Put every place named in a set of documents on a map, tied to the passages that mention it.",
        epilog="Settings: WHEREIN_CACHE_DIR moves the folder of the gazetteer and of parsed documents; "
        "WHEREIN_MODEL names the spaCy model. Exit codes: 0 done, 1 something failed, 2 wrong usage.",
    )
    parser.add_argument("--version", action="version", version=f"Wherein {version()}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)

    command = _command(commands, "map", write_map, "write the map of some documents as one self-contained HTML file")
    command.add_argument("documents", nargs="+", metavar="DOC", help=_DOCUMENTS_HELP)
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="the HTML file to write")
    command.add_argument("--title", metavar="TITLE", help="the map's title (default: the document's)")
    command.add_argument("--near", metavar="NAME", help=_NEAR_HELP)
    command.add_argument("--demonyms", action="store_true", help='put peoples on the map too ("Turkish" at Turkey)')

    command = _command(commands, "parse", write_parsed, "write mentions, places, candidates and reasons as JSON Lines")
    command.add_argument("documents", nargs="+", metavar="DOC", help=_DOCUMENTS_HELP)
    command.add_argument("--out", type=Path, metavar="FILE", help="the file to write (default: standard output)")
    command.add_argument("--near", metavar="NAME", help=_NEAR_HELP)
    command.add_argument(
        "--mentions",
        choices=("recognized", "gold"),
        default="recognized",
        help='resolve the names that are found (recognized), or the spans given as "toponyms" in .jsonl (gold)',
    )

    command = _command(
        commands, "export", write_export, "write what was found in some documents as a file of any format"
    )
    command.add_argument("documents", nargs="+", metavar="DOC", help=_DOCUMENTS_HELP)
    formats = {form.name: form.title for form in FORMATS}
    command.add_argument(
        "--format",
        required=True,
        choices=formats,
        help="; ".join(f"{name}: {title}" for name, title in formats.items()),
    )
    command.add_argument("--out", required=True, type=Path, metavar="FILE", help="the file to write")
    command.add_argument("--title", metavar="TITLE", help="what the map is called (default: as the document)")
    command.add_argument("--near", metavar="NAME", help=_NEAR_HELP)
    _add_filters(command)

    command = _command(commands, "evaluate", evaluate, "measure recognition and resolution on texts with known places")
    command.add_argument("corpus", type=Path, metavar="CORPUS", help="a .jsonl file with text and toponyms")
    command.add_argument(
        "--mentions",
        choices=("recognized", "gold"),
        default="recognized",
        help="resolve the names that are found (recognized), or the known ones (gold)",
    )
    command.add_argument("--json", action="store_true", help="print one JSON object, every mention in it")
    command.add_argument("--report", type=Path, metavar="FILE", help="also write an HTML report with the worst errors")
    command.add_argument(
        "--compare", type=Path, metavar="OLD.json", help="also say what changed since an earlier --json, by mention"
    )

    group = _group(commands, "gazetteer", "build, describe or search the world gazetteer")
    _command(group, "build", gazetteer_build, "build it now, if it is missing or out of date")
    _command(group, "info", gazetteer_info, "say what it holds, where from, and under which licences")
    command = _command(group, "search", gazetteer_search, "list the places that bear a name, most prominent first")
    command.add_argument("name", nargs="+", metavar="NAME", help="a place name, in any spelling")

    group = _group(commands, "cache", "describe, empty or print what is kept: documents and geocoders' answers")
    _command(group, "info", cache_info, "say where it is, how large, and how often it helped")
    command = _command(group, "clear", cache_clear, "forget all parsed documents, or something else that is kept")
    instead = command.add_mutually_exclusive_group()
    instead.add_argument("--geocodes", action="store_true", help=_GEOCODES_HELP)
    instead.add_argument("--leftovers", action="store_true", help=_LEFTOVERS_HELP)
    command = _command(group, "export", cache_export, "write all parsed documents as JSON Lines, as parse does")
    command.add_argument("--out", type=Path, metavar="FILE", help="the file to write (default: standard output)")
    command.add_argument("--geocodes", action="store_true", help=_GEOCODES_HELP)
    command = _command(group, "import", cache_import, "read answers of geocoders that export --geocodes wrote")
    command.add_argument("file", type=Path, metavar="FILE", help="a .jsonl file")

    _command(commands, "doctor", doctor, "say which parts are in use, and how to cure what is missing")
    return parser


def _add_filters(command: argparse.ArgumentParser) -> None:
    """Add what the dashboard offers as filters; what can be given several times lets each of them through."""
    command.add_argument(
        "--kind", action="append", default=[], choices=get_args(PlaceKind), help="only places of this kind; repeatable"
    )
    command.add_argument(
        "--country", action="append", default=[], metavar="CODE", type=_country_code,
        help="only places in this country (ISO 3166-1 alpha-2, such as SY); repeatable",
    )  # fmt: skip
    command.add_argument(
        "--min-confidence", default=0.0, type=_share, metavar="SHARE", help="only mentions as sure as this, 0 to 1"
    )
    command.add_argument("--query", default="", metavar="WORDS", help="only places with these words in their name")
    command.add_argument("--demonyms", action="store_true", help='peoples too ("Turkish" as Turkey)')
    command.add_argument(
        "--literal-only", action="store_true", help='without names in other names ("Columbus" in "Columbus Police")'
    )


def _country_code(text: str) -> str:
    if not re.fullmatch("[A-Za-z]{2}", text):
        raise argparse.ArgumentTypeError(f"{text!r} is no country code of two letters, such as SY")
    return text


def _share(text: str) -> float:
    try:
        share = float(text)
    except ValueError:
        share = -1.0
    if not 0 <= share <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number from 0 to 1")
    return share


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in printable characters alone: an argument may come from a hostile file name."""

    def error(self, message: str) -> NoReturn:
        super().error(one_line(message))


def _command(
    commands: argparse._SubParsersAction[_Parser], name: str, run: Command, summary: str
) -> argparse.ArgumentParser:
    description = f"{summary[0].upper()}{summary[1:]}."
    command = commands.add_parser(name, help=summary, description=description)
    command.set_defaults(run=run)
    return command


def _group(
    commands: argparse._SubParsersAction[_Parser], name: str, summary: str
) -> argparse._SubParsersAction[_Parser]:
    group = commands.add_parser(name, help=summary, description=f"{summary[0].upper()}{summary[1:]}.")
    return group.add_subparsers(dest="subcommand", metavar="COMMAND", required=True)
