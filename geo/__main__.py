"""``python -m geo``."""

import sys

from geo.commands.cli import main

if __name__ == "__main__":
    sys.exit(main())
