"""Coordinates written in a text: decimal degrees, degrees with minutes and seconds, and MGRS.

Latitude comes first, as in all of Wherein. In a text a pair without signs of what it is ("35.3359, 40.1408") counts
only when both numbers have four decimals or more, three in brackets, two behind a word such as "position": anything
less may be a score or a price.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from geo.errors import UsageError
from geo.globe import on_earth
from geo.model import Point

_NUMBER = r"\d{1,3}(?:[.,]\d+)?"
_MINUTES = r"[0-5]?\d(?:[.,]\d+)?"
_DEGREES = (
    rf"{_NUMBER}(?:\s?[°º˚]|\sdeg(?:rees?)?\b)(?:\s?{_MINUTES}(?:\s?['’′´]|\smin(?:utes?)?\b)"
    rf"(?:\s?{_MINUTES}(?:\s?(?:\"|”|″|''|’’|′′)|\ssec(?:onds?)?\b))?)?"
)
# Without a degree sign, as ships write it: "12-34.5N 043-18.2E". "20-30N 10-20E" would be a range.
_PLAIN = r"\d{1,3}[.,]\d+"
_AT_SEA = r"[-:\s][0-5]\d(?:[.,:\s]\d+(?:\.\d+)?)?"
_NORTH_AT_SEA = rf"\d{{1,2}}{_AT_SEA}"
_EAST_AT_SEA = rf"(?:[01]\d\d{_AT_SEA}|\d{{1,2}}[-:\s][0-5]\d[.:\s]\d+(?:\.\d+)?)"
_N, _E = r"(?:\s?[NS]\b|\s(?:nor|sou)th\b)", r"(?:\s?[EW]\b|\s(?:ea|we)st\b)"
_LONGITUDE = r"lon(?:g(?:itude)?)?\b[.:]?\s{0,2}"
_APART = rf"\.?\s{{0,2}}(?:(?:[,;/–-]|(?:,\s?)?and\b)\s{{0,2}})?(?:{_LONGITUDE})?"
_MARKED = (
    rf"(?<![\w.,-])(?:{_DEGREES}|{_PLAIN}|{_NORTH_AT_SEA}){_N}{_APART}(?:{_DEGREES}|{_PLAIN}|{_EAST_AT_SEA}){_E}"
    r"|\b\d{4}(?:\d\d)?[NS]\s?[01]\d{4}(?:\d\d)?[EW]\b"
)
_PREFIXED = (
    rf"\b[NS]\s?(?:{_DEGREES}|{_PLAIN}|{_NORTH_AT_SEA}){_APART}[EW]\s?(?:{_DEGREES}|{_PLAIN}|{_EAST_AT_SEA})(?![\w.])"
)
_SIGNED = r"(?<![\w.,-])[-+−]?\d{1,2}\.\d+\s?°\s?,\s{0,2}[-+−]?\d{1,3}\.\d+\s?°"
_CALLED = (
    r"\blat(?:itude)?\b[.:]?\s{0,2}[-+−]?\d{1,2}(?:\.\d+)?\s?°?\s{0,2}(?:(?:[,;/]|and\b)\s{0,2})?"
    rf"{_LONGITUDE}[-+−]?\d{{1,3}}(?:\.\d+)?(?:\s?°)?(?!\w|\.\d)"
)
_BARE = r"(?<![\w.,-])[-+−]?\d{1,2}\.\d{2,},\s{0,2}[-+−]?\d{1,3}\.\d{2,}(?!\w|\.\d)"
_GRID = (
    r"\b\d{1,2}[C-HJ-NP-X]\s?[A-HJ-NP-Z][A-HJ-NP-V]\s?"
    r"(?:\d{5}\s\d{5}|\d{4}\s\d{4}|\d{3}\s\d{3}|\d{10}|\d{8}|\d{6})\b"
)
_ANY = re.compile("|".join((_MARKED, _PREFIXED, _SIGNED, _CALLED, _BARE, f"(?-i:{_GRID})")), re.IGNORECASE)
# One of these stands in every position; a text without them need not be searched, which takes ten times as long.
_SIGN = re.compile(
    r"(?=[°º˚\d.NSL])(?:[°º˚]|\d\s?[NS]\b|\b[NS]\s?\d|\d\s(?:north|south|deg)|\blat(?:itude)?\b|\.\d{2,},|"
    r"\d[C-X]\s?[A-HJ-NP-Z][A-HJ-NP-V])",
    re.IGNORECASE,
)
_THREE_DECIMALS, _TWO_DECIMALS = re.compile(r"\.\d{3}(?!\d)"), re.compile(r"\.\d\d(?!\d)")
_CALLED_POSITION = re.compile(r"\b(?:positions?|co-?ordinates|GPS)\b[^.\d]{0,20}\Z", re.IGNORECASE)
_LOOK_BACK_CHARS = 34
# More numbers, a unit or a sign of money: a list of measurements, not a position.
_IN_A_LIST = re.compile(r"(?:[\d%][,;]?\s|[$€£¥=≈<>]\s?)\Z")
_LIST_GOES_ON = re.compile(r"[,;]?\s(?:and\s)?[$€£¥]?\d|\s?(?:%|per\s?cent)")
_GRID_PARTS = re.compile(r"(\d{1,2})([C-X])\s?([A-Z])([A-V])\s?([\d\s]+)")
_BARE_PAIR = re.compile(_BARE)
_PARTS = re.compile(r"\d+(?:[.,]\d+)?")
_SIGNED_PART = re.compile(r"[-+−]?\d+(?:\.\d+)?")
_PACKED = re.compile(r"(\d\d)(\d\d)(\d\d)?([NS])\s?(\d{3})(\d\d)(\d\d)?([EW])", re.IGNORECASE)
_LETTERED = re.compile(r"([NS])(.*?)([EW])(.*)|(.*?)([NS])(.*?)([EW])", re.DOTALL)
_SPELT = re.compile(r"\b(?:DEG|MIN|SEC|LAT|LON|AND\b)\w*|(?<=[NSEW])(?:OR|OU|A|E)(?:TH|ST)\b")
_MINUS = "-−"


def find_coordinates(text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each position that a text gives, in code points."""
    for match in _ANY.finditer(text) if _SIGN.search(text) else ():
        if parse_coordinates(match[0]) is not None and (not _BARE_PAIR.fullmatch(match[0]) or _is_meant(match)):
            yield match.span()


def _is_meant(bare: re.Match[str]) -> bool:
    """Whether two numbers without any sign are a position by their digits and by what stands around them."""
    text, (start, end) = bare.string, bare.span()
    if _IN_A_LIST.search(text[max(0, start - 3) : start]) or _LIST_GOES_ON.match(text, end):
        return False
    if _CALLED_POSITION.search(text[max(0, start - _LOOK_BACK_CHARS) : start]):
        return True
    in_brackets = text[start - 1 : start] in {"(", "["} and text[end : end + 1] in {")", "]"}
    return not _TWO_DECIMALS.search(bare[0]) and (in_brackets or not _THREE_DECIMALS.search(bare[0]))


def parse_coordinates(text: str) -> Point | None:
    """Return the position that the whole of a text gives, None where it gives none."""
    match = _ANY.fullmatch(text.strip())
    if match is None:
        return None
    if grid := _GRID_PARTS.fullmatch(match[0]):
        return _from_grid(*grid.groups())
    latitude, longitude = (_value(*half) for half in _halves(match[0]))
    if latitude is None or longitude is None:
        return None
    try:
        return Point(round(latitude, 6), round(longitude, 6))
    except UsageError:
        return None


def _halves(text: str) -> Iterator[tuple[list[str], bool]]:
    """Yield the numbers of latitude and longitude, each with whether it counts to the south or west."""
    if packed := _PACKED.fullmatch(text):
        parts = packed.groups(default="0")
        yield list(parts[:3]), parts[3] in "Ss"
        yield list(parts[4:7]), parts[7] in "Ww"
        return
    plain = _SPELT.sub(" ", text.upper()).strip()
    lettered = _LETTERED.fullmatch(plain)
    if lettered is None:
        for number in _SIGNED_PART.findall(plain):
            yield [number.lstrip("+-−")], number[0] in _MINUS
    elif lettered[1]:
        yield _PARTS.findall(lettered[2]), lettered[1] == "S"
        yield _PARTS.findall(lettered[4]), lettered[3] == "W"
    else:
        yield _PARTS.findall(lettered[5]), lettered[6] == "S"
        yield _PARTS.findall(lettered[7]), lettered[8] == "W"


def _value(numbers: list[str], is_negative: bool) -> float | None:
    parts = [float(number.replace(",", ".")) for number in numbers]
    if not parts or any(part >= 60 for part in parts[1:]):
        return None
    value = sum(part / unit for part, unit in zip(parts, (1, 60, 3600), strict=False))
    return -value if is_negative else value


# The Military Grid Reference System: zone and band, a square of 100 km by two letters, metres in it. See NGA.STND.0037.
_BANDS = "CDEFGHJKLMNPQRSTUVWX"
_COLUMNS = ("ABCDEFGH", "JKLMNPQR", "STUVWXYZ")
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_SQUARE_M, _ROWS_M = 100_000, 2_000_000
_BAND_DEGREES, _SOUTHERNMOST = 8, -80
_RADIUS_M, _SCALE, _FALSE_EASTING_M = 6_378_137.0, 0.9996, 500_000
_ECCENTRICITY = 0.00669437999014  # of WGS 84, squared


def _from_grid(zone: str, band: str, column: str, row: str, digits: str) -> Point | None:
    digits = "".join(digits.split())
    half = len(digits) // 2
    columns = _COLUMNS[(int(zone) - 1) % 3]
    if not 1 <= int(zone) <= 60 or column not in columns or band not in _BANDS:
        return None
    unit = 10 ** (5 - half)
    east = (columns.index(column) + 1) * _SQUARE_M + (int(digits[:half]) + 0.5) * unit
    offset = 0 if int(zone) % 2 else 5
    north = (_ROWS.index(row) - offset) % len(_ROWS) * _SQUARE_M + (int(digits[half:]) + 0.5) * unit
    south_edge = _SOUTHERNMOST + _BAND_DEGREES * _BANDS.index(band)
    # Rows repeat every 2,000 km: the one meant is the first whose northing is not south of the band.
    least = _meridian_m(math.radians(south_edge)) * _SCALE - _SQUARE_M
    north += math.ceil((least - north) / _ROWS_M) * _ROWS_M
    point = _from_utm(int(zone), east, north)
    top = 84 if band == "X" else south_edge + _BAND_DEGREES
    return point if south_edge - 1 <= point.lat <= top + 1 else None


def _meridian_m(latitude: float) -> float:
    """Return the length of the meridian from the equator."""
    e2 = _ECCENTRICITY
    e4, e6 = e2**2, e2**3
    return _RADIUS_M * (
        (1 - e2 / 4 - 3 * e4 / 64 - 5 * e6 / 256) * latitude
        - (3 * e2 / 8 + 3 * e4 / 32 + 45 * e6 / 1024) * math.sin(2 * latitude)
        + (15 * e4 / 256 + 45 * e6 / 1024) * math.sin(4 * latitude)
        - (35 * e6 / 3072) * math.sin(6 * latitude)
    )


def _from_utm(zone: int, east: float, north: float) -> Point:
    """Invert the transverse Mercator projection (Snyder 1987, page 63); north is negative south of the equator."""
    e2 = _ECCENTRICITY
    prime = e2 / (1 - e2)
    e1 = (1 - math.sqrt(1 - e2)) / (1 + math.sqrt(1 - e2))
    mu = north / _SCALE / (_RADIUS_M * (1 - e2 / 4 - 3 * e2**2 / 64 - 5 * e2**3 / 256))
    foot = (
        mu
        + (3 * e1 / 2 - 27 * e1**3 / 32) * math.sin(2 * mu)
        + (21 * e1**2 / 16 - 55 * e1**4 / 32) * math.sin(4 * mu)
        + (151 * e1**3 / 96) * math.sin(6 * mu)
    )
    sine, cosine, tangent = math.sin(foot), math.cos(foot), math.tan(foot)
    c, t = prime * cosine**2, tangent**2
    n = _RADIUS_M / math.sqrt(1 - e2 * sine**2)
    r = _RADIUS_M * (1 - e2) / (1 - e2 * sine**2) ** 1.5
    d = (east - _FALSE_EASTING_M) / (n * _SCALE)
    latitude = foot - n * tangent / r * (
        d**2 / 2 - (5 + 3 * t + 10 * c - 4 * c**2 - 9 * prime) * d**4 / 24
        + (61 + 90 * t + 298 * c + 45 * t**2 - 252 * prime - 3 * c**2) * d**6 / 720
    )  # fmt: skip
    longitude = (
        d - (1 + 2 * t + c) * d**3 / 6 + (5 - 2 * c + 28 * t - 3 * c**2 + 8 * prime + 24 * t**2) * d**5 / 120
    ) / cosine
    return on_earth(round(math.degrees(latitude), 6), round(zone * 6 - 183 + math.degrees(longitude), 6))
