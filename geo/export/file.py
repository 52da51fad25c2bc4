"""Writing an output file whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from geo.errors import UsageError


@contextmanager
def write_whole(path: Path) -> Iterator[BinaryIO]:
    """Give a file to write, which takes the place of ``path`` when it is complete; on failure ``path`` is untouched.

    A device or a pipe (``/dev/null``) is written directly.

    Raises:
        UsageError: a folder stands there, or its folder is missing or cannot be written.
    """
    if path.is_dir():
        raise UsageError(f"{path} is a folder; name a file to write.")
    if path.exists() and not path.is_file():
        with path.open("wb") as file:
            yield file
        return
    target = path.resolve()  # a symbolic link is written through, not replaced
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        file = part.open("wb")
    except OSError as error:
        raise UsageError(f"{path} cannot be written: {error.strerror}.") from error
    try:
        with file:
            yield file
        part.replace(target)
    except BaseException:
        part.unlink(missing_ok=True)
        raise
