"""The rules on a reading among the other names of its document: what lies near it, in its region, in a list with it.

Their rows stand at the end, in `CONTEXT_RULES`.
"""

from __future__ import annotations

from collections.abc import Iterable

from geo.kinds import LOCAL, NATURE
from geo.model import Place
from geo.resolve.candidates import Option
from geo.resolve.context import Witnesses
from geo.resolve.country_names import with_article
from geo.resolve.rule import Rule

_NAMED_IN_SENTENCE = 3
_ALIKE_IN_REGION, _ALIKE_IN_COUNTRY, _ALIKE_ELSEWHERE = 1.0, 0.7, 0.3


def _home(option: Option, witnesses: Witnesses) -> float:
    return witnesses.home.closeness(option) if witnesses.home else 0.0


def _home_sentence(option: Option, witnesses: Witnesses) -> str:
    return witnesses.home.sentence(option) if witnesses.home else ""


def _region_named(option: Option, witnesses: Witnesses) -> float:
    place = option.place
    return 1.0 if place.kind != "admin1" and option.admin1_key in witnesses.lone_admin1s else 0.0


def _region_named_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It lies in {witnesses.lone_admin1s[option.admin1_key]}, which the text names by itself too."


def _county(option: Option, witnesses: Witnesses) -> float:
    return witnesses.counties.fit(witnesses.sense, option)[0]


def _county_sentence(option: Option, witnesses: Witnesses) -> str:
    other = witnesses.counties.fit(witnesses.sense, option)[1]
    if option.place.kind == "admin2":
        return f"The text also names {other}, and a place of that name lies in it."
    return f"The text also names {other}, and it lies in a district of that name."


def _neighbours(option: Option, witnesses: Witnesses) -> float:
    closeness = witnesses.closeness(option)
    return closeness / (closeness + 1.0)


def _neighbours_sentence(option: Option, witnesses: Witnesses) -> str:
    near = [f"{name} ({km:.0f} km)" for km, name in witnesses.nearest(option)[:_NAMED_IN_SENTENCE]]
    if not near:
        return "Other names in the text could mean places near it."
    return f"The text also names places near it: {', '.join(near)}."


def _shared_region(option: Option, witnesses: Witnesses) -> float:
    share = witnesses.admin1_share.get(option.admin1_key)
    return share / max(1.0, witnesses.with_admin1) if share else 0.0


def _shared_region_sentence(option: Option, witnesses: Witnesses) -> str:
    percent = 100 * _shared_region(option, witnesses)
    return f"{percent:.0f} % of the other places in the text lie in {option.place.admin1}."


def _shared_country(option: Option, witnesses: Witnesses) -> float:
    share = witnesses.country_share.get(option.place.country_code)
    return share / max(1.0, witnesses.with_country) if share else 0.0


def _shared_country_sentence(option: Option, witnesses: Witnesses) -> str:
    percent = 100 * _shared_country(option, witnesses)
    return f"{percent:.0f} % of the other places in the text lie in {with_article(option.place.country)}."


def _country_present(option: Option, witnesses: Witnesses) -> float:
    share = witnesses.country_share.get(option.place.country_code)
    return min(1.0, share) if share else 0.0


def _country_present_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"The text is about {with_article(option.place.country)}, or a place in it, elsewhere too."


def _foreign(option: Option, witnesses: Witnesses) -> float:
    place = option.place
    most = witnesses.most_in_country
    if place.kind == "country" or place.country_code is None or not most:
        return 0.0
    if witnesses.country_share.get(place.country_code):
        return 0.0
    return -(most / max(1.0, witnesses.with_country)) * most / (most + 1.0)


def _foreign_sentence(option: Option, witnesses: Witnesses) -> str:
    percent = 100 * witnesses.most_in_country / max(1.0, witnesses.with_country)
    own = with_article(option.place.country)
    return f"No other place in the text lies in {own}; {percent:.0f} % of them lie in one country."


def _bearing(option: Option, witnesses: Witnesses) -> float:
    code = option.place.country_code
    if not option.is_bearing or code is None or witnesses.country_share.get(code) or _home(option, witnesses):
        return 0.0
    return -1.0


def _bearing_sentence(option: Option, witnesses: Witnesses) -> str:
    own = with_article(option.place.country)
    return f"“{option.name}” may be a mere bearing; no other place in the text lies in {own}."


def _list(option: Option, witnesses: Witnesses) -> float:
    peers = witnesses.sense.peers
    if not peers:
        return 0.0
    return sum(share * _alike(option.place, o.place) for peer in peers for share, o in peer.votes) / len(peers)


def _list_sentence(option: Option, witnesses: Witnesses) -> str:
    peers = _some(peer.votes[0][1].place.name for peer in witnesses.sense.peers)
    return f"It stands in a list with {peers}, and lists name places of one kind and region."


def _alike(one: Place, other: Place) -> float:
    """Return how well two places go into one list."""
    if one.kind in LOCAL and other.kind in LOCAL:
        if one.country_code != other.country_code:
            return _ALIKE_ELSEWHERE
        return _ALIKE_IN_REGION if one.admin1 == other.admin1 else _ALIKE_IN_COUNTRY
    if one.kind == "admin1" == other.kind:
        return _ALIKE_IN_REGION if one.country_code == other.country_code else _ALIKE_ELSEWHERE
    return _ALIKE_IN_REGION if one.kind == other.kind or (one.kind in NATURE and other.kind in NATURE) else 0.0


def _fellow_countries(option: Option, witnesses: Witnesses) -> float:
    return _many(_other_countries(option, witnesses)) if option.place.kind == "country" else 0.0


def _other_countries(option: Option, witnesses: Witnesses) -> list[str]:
    return [name for code, name in witnesses.countries.items() if code != option.place.country_code]


def _fellow_countries_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It is a country, and the text names other countries: {_some(_other_countries(option, witnesses))}."


def _fellow_capitals(option: Option, witnesses: Witnesses) -> float:
    return _many(_other_capitals(option, witnesses)) if option.seat else 0.0


def _other_capitals(option: Option, witnesses: Witnesses) -> list[str]:
    return [name for code, name in witnesses.seats.items() if code != option.place.country_code]


def _fellow_capitals_sentence(option: Option, witnesses: Witnesses) -> str:
    return f"It is a seat of government, and the text names others: {_some(_other_capitals(option, witnesses))}."


def _fellow_regions(option: Option, witnesses: Witnesses) -> float:
    return _many(_other_regions(option, witnesses)) if option.place.kind == "admin1" else 0.0


def _other_regions(option: Option, witnesses: Witnesses) -> list[str]:
    code, own = option.place.country_code, option.admin1_key
    return [name for key, name in witnesses.admin1s.items() if key and key != own and key[0] == code]


def _fellow_regions_sentence(option: Option, witnesses: Witnesses) -> str:
    others = _some(_other_regions(option, witnesses))
    return f"It is a region of {with_article(option.place.country)}, and the text names others: {others}."


def _many(names: list[str]) -> float:
    return len(names) / (len(names) + 1.0)


def _some(names: Iterable[str]) -> str:
    return ", ".join(list(dict.fromkeys(names))[:_NAMED_IN_SENTENCE])


CONTEXT_RULES: tuple[Rule, ...] = (
    Rule("home", _home, _home_sentence, supports=True, is_still=True),
    Rule("county", _county, _county_sentence, supports=True, is_still=True),
    Rule("region named", _region_named, _region_named_sentence, supports=True),
    Rule("neighbours", _neighbours, _neighbours_sentence, supports=True),
    Rule("shared region", _shared_region, _shared_region_sentence, supports=True),
    Rule("shared country", _shared_country, _shared_country_sentence, supports=True),
    Rule("country present", _country_present, _country_present_sentence, supports=True),
    Rule("foreign", _foreign, _foreign_sentence, supports=True),
    Rule("bearing", _bearing, _bearing_sentence, supports=True),
    Rule("list", _list, _list_sentence, supports=True),
    Rule("fellow countries", _fellow_countries, _fellow_countries_sentence, supports=True, of_rulers=True),
    Rule("fellow capitals", _fellow_capitals, _fellow_capitals_sentence, supports=True, of_rulers=True),
    Rule("fellow regions", _fellow_regions, _fellow_regions_sentence, supports=True, of_rulers=True),
)
