"""Every error that Wherein raises on purpose: one root, each also the fitting builtin.

The message is one sentence for a person: what is wrong, where, and what to do. Errors of other libraries are
translated where they are met, with ``from``.
"""

from __future__ import annotations


class GeoError(Exception):
    """Root of all errors with a readable message."""


class UsageError(GeoError, ValueError):
    """The caller asked for something that makes no sense."""


class DocumentError(GeoError, ValueError):
    """A document cannot be read or is not text."""


class ModelError(GeoError, RuntimeError):
    """No usable language model is installed, or its files are not what they should be."""


class GazetteerError(GeoError, RuntimeError):
    """The gazetteer is missing, cannot be built, or cannot be read."""


class StoreError(GeoError, RuntimeError):
    """A file of what is kept cannot be read or written, or holds what none of our versions writes."""


class PageError(GeoError, RuntimeError):
    """The map page cannot be written as one self-contained file."""


class Cancelled(GeoError):  # noqa: N818 - not a fault: the user stopped the work
    """The user stopped the work; raised out of a `Progress` callback."""
