"""Names in the cases of Russian, Ukrainian, their neighbours and Greek: what "Киеве" and "Αθήνας" are called alone."""

from __future__ import annotations

import re
from collections.abc import Sequence

_DECLINED_SCRIPT = re.compile("[\u0370-\u03ff\u0400-\u04ff]")
_LEAST_STEM_CHARS = 3
# Case endings, likelier ones first, and what stands in their place in the nominative.
_ENDINGS: dict[str, tuple[str, ...]] = {
    "ією": ("ія",), "ией": ("ия",), "ії": ("ія",), "ію": ("ія",), "ии": ("ия",),
    "ию": ("ия",), "ах": ("ы", "и"), "ям": ("и",), "ом": ("", "о"), "ем": ("ь", "й", "е"), "єм": ("й",), "ою": ("а",),
    "ой": ("а",), "ів": ("и", "і"), "ей": ("я", "ь"), "а": ("", "о"), "я": ("ь", "й", "е"), "у": ("а", "", "о"),
    "ю": ("я", "ь", "й", "е"), "е": ("а", "", "ь", "о"), "ы": ("а", ""), "и": ("а", "ь", "я"),
    "і": ("а", "", "я", "ь", "о"),
    "ові": ("",), "еві": ("ь",), "ας": ("α",), "ης": ("η",),
}  # fmt: skip
# "Київ", but "у Києві"; "Харків", but "до Харкова".
_CLOSED = (("єв", "їв"), ("ов", "ів"), ("ев", "їв"))


def nominatives(name: str) -> Sequence[str]:
    """Return what a name in an oblique case may be in the nominative, likeliest first; () for other scripts."""
    if not _DECLINED_SCRIPT.match(name[-1:]):
        return ()
    found: list[str] = []
    for ending, replacements in _ENDINGS.items():
        stem = name.removesuffix(ending)
        if stem == name or len(stem) < _LEAST_STEM_CHARS:
            continue
        found += [stem + replacement for replacement in replacements]
        found += [stem.removesuffix(open_) + closed for open_, closed in _CLOSED if stem.endswith(open_)]
    return tuple(dict.fromkeys(found))
