"""Choosing the name that readers see, where the sources' own is a scholarly transliteration or a native form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

from geo.text.toponym import fold

# Macron, dot below, cedilla under h, d or z, and the signs for ayn and hamza mark transliterations: Mahārāshtra,
# Ḩamāh, ‘Amrān.
_TRANSLITERATION = re.compile("[\u0304\u0323‘’ʻʼ]|[hdzHDZ]\u0327")
# Countries that write their own names with such marks.
_NATIVE_MARKS = frozenset({"LT", "LV", "NG", "NZ", "PF", "TO", "US", "VN", "WS"})
# First words that show a GeoNames name to be native: "Provincia de Limón".
_NATIVE_STARTS = frozenset(
    {"comunidad", "daerah", "departamento", "distrito", "estado", "gouvernorat", "mohafazat", "nossa", "province",
     "provincia", "provinsi", "respublika", "velayat"}
)  # fmt: skip
_NATIVE_UNITS = frozenset({"kraj", "oblast", "rayonu", "sheng", "shi", "teukbyeoljachido", "zizhiqu"})


def plain_name(name: str, others: Iterable[str], country_code: str | None) -> str:
    """Return a name without the marks of transliteration, where one of the other names is the same without them."""
    if name.isascii() or country_code in _NATIVE_MARKS or not _is_transliterated(name):
        return name
    key = fold(name)
    for other in others:
        # The first letter tells the names people write from those made by machine, all in lower case.
        if not other[:1].islower() and fold(other) == key and not _is_transliterated(other):
            return other
    return name


def unit_name(name: str, geonames_name: str | None, aliases: Iterable[str]) -> str:
    """Return the name of an administrative unit: GeoNames' where that is English and ISO's is not, else the shorter.

    "Dimashq" and "Damascus Governorate" give the latter, "Guangdong Sheng" with the alias "Guangdong" the alias;
    "Bauchi" and "Bauchi State" give the former, "Adygeya, Respublika" gives "Adygeya".
    """
    if geonames_name and _is_english(geonames_name, name):
        return geonames_name
    native, comma, _ = name.partition(", ")
    if comma:
        return native
    words = name.replace("-", " ").split()
    for alias in sorted(aliases, key=len):
        rest = words[len(alias.split()) :]
        if rest and fold(name).startswith(fold(alias) + " ") and _NATIVE_UNITS.intersection(map(str.lower, rest)):
            return alias
    return name


def _is_english(geonames_name: str, name: str) -> bool:
    """Tell whether GeoNames' name of a unit is an English one that ISO's name is not a part of."""
    if not geonames_name.isascii() or fold(name) in fold(geonames_name):
        return False
    return geonames_name.split()[0].lower() not in _NATIVE_STARTS


def _is_transliterated(name: str) -> bool:
    return _TRANSLITERATION.search(unicodedata.normalize("NFD", name)) is not None
