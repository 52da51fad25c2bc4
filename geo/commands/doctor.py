"""The command ``doctor``."""

from __future__ import annotations

import argparse

from geo.commands.terminal import Terminal
from geo.printable import one_line
from geo.settings.settings import Settings


def doctor(options: argparse.Namespace, terminal: Terminal) -> None:
    """``doctor``."""
    from geo.commands.examine import examine

    for finding in examine(Settings.from_environment()):
        print(one_line(f"{'ok  ' if finding.ok else 'FIX '} {finding.subject}: {finding.detail}"))
        if not finding.ok:
            terminal.fault(f"{finding.subject}: {finding.remedy}")
