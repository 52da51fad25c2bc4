"""Run every benchmark in a fresh process: `python -m benchmarks`.

The machine should be doing nothing else: on a busy one every figure is worse, and differently so.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys

PARTS = ("gazetteer", "cache", "geocode", "resolution", "page", "collection", "dashboard")


def main() -> int:
    """Print the machine and the figures of each part; return 1 if one of them failed."""
    load = f", load {os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else ""
    print(
        f"{platform.platform()}, {platform.machine()}, {os.cpu_count()} cores, Python {platform.python_version()}{load}"
    )
    failed = False
    for part in PARTS:
        print(f"\n## {part}", flush=True)
        failed |= subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=False).returncode != 0
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
