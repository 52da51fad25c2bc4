"""The command ``doctor``."""

from __future__ import annotations

import argparse

from geo.config import Settings
from geo.terminal import Terminal, one_line


def doctor(options: argparse.Namespace, terminal: Terminal) -> None:
    """``doctor``."""
    from geo.doctor import examine

    for finding in examine(Settings.from_environment()):
        print(one_line(f"{'ok  ' if finding.ok else 'FIX '} {finding.subject}: {finding.detail}"))
        if not finding.ok:
            terminal.fault(f"{finding.subject}: {finding.remedy}")
