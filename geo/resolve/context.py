"""What a document says about where it plays: the evidence that `geo.resolve.context_rules` look at."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Sequence

from geo.globe import EARTH_KM
from geo.kinds import LOCAL
from geo.model import Document, Mention
from geo.resolve.candidates import Name, Option
from geo.resolve.connectives import closes_list, listed
from geo.resolve.cues import CALLED, CONTAINMENT, Cue, containment, list_cues, own_cues
from geo.resolve.home import Home

# Cosines of the angles, seen from the centre of the earth, of 40, 150 and 400 km.
_CLOSE, _NEAR, _FAR = (math.cos(km / EARTH_KM) for km in (40, 150, 400))
MAX_WITNESSES = 40
"""So many other names of a document, the most mentioned, are weighed against each name: a bound on long documents."""

Votes = list[tuple[float, Option]]
Vector = tuple[float, float, float]
Admin1Key = tuple[str | None, str]
Admin2Key = tuple[str | None, str | None, str]
_HOPELESS_MARGIN = 2.5
_READ = 0.5  # the share of the votes from which on a name is read so


class Sense:
    """A name in one document: its readings, its mentions, and the reading now preferred.

    Attributes:
        votes: the readings now thought likely, the likeliest first, with their shares of 1.
        cues: for each mention, what the words around it say of the readings.
        peers: the names that stand in a list with it.
        placing: those of its mentions that say where another name lies ("Valdosta, Ga.").
    """

    __slots__ = ("cues", "mentions", "name", "peers", "placing", "votes")

    def __init__(self, name: Name) -> None:
        self.name = name
        self.mentions: list[int] = []
        self.votes: Votes = []
        self.weigh(name.priors)
        self.cues: dict[int, list[Cue]] = {}
        self.peers: dict[Sense, None] = {}
        self.placing: set[int] = set()

    def weigh(self, scores: Sequence[float]) -> None:
        """Share one vote out among the readings by their scores; readings far behind the best get nothing."""
        best = max(scores)
        likely = [
            (math.exp(score - best), option)
            for score, option in zip(scores, self.name.options, strict=True)
            if best - score < _HOPELESS_MARGIN
        ]
        total = sum(share for share, _ in likely)
        self.votes = sorted(((share / total, option) for share, option in likely), key=lambda vote: -vote[0])

    def shared_cues(self) -> list[Cue]:
        """Return for each rule what the words around all mentions say together; the best supported reading has 1."""
        by_rule: dict[str, list[Cue]] = {}
        for cues in self.cues.values():
            for cue in cues:
                by_rule.setdefault(cue.rule, []).append(cue)
        shared = []
        for rule, cues in by_rule.items():
            totals = [sum(values) for values in zip(*(cue.values for cue in cues), strict=True)]
            most = max(totals)
            if rule == CALLED and len(cues) < len(self.mentions):
                # Beside "the Niger river" a bare "Niger" may well be the country, and beside "Herat province" a bare
                # "Herat" is the town.
                most *= len(self.mentions) / len(cues)
                totals = [
                    0.0 if option.yields_to_town else max(total, 0.0)
                    for total, option in zip(totals, self.name.options, strict=True)
                ]
            shared.append(Cue(rule, [total / most for total in totals], cues[0].sentence))
        return shared


class Counties:
    """Which counties and districts the names of a document, in any of their readings, denote or lie in.

    That Huntsville and Walker County fit together in Texas alone says more than how large their namesakes are.
    """

    def __init__(self, senses: Sequence[Sense]) -> None:
        self._named: dict[Admin2Key, list[tuple[Sense, str, float]]] = defaultdict(list)
        self._lived_in: dict[Admin2Key, list[tuple[Sense, str, float]]] = defaultdict(list)
        for sense in senses:
            seen = set()
            for option in sense.name.options:
                key = option.admin2_key
                if key is None or key in seen or option.name_type == "demonym":
                    continue
                seen.add(key)
                held = self._named if option.place.kind == "admin2" else self._lived_in
                if option.place.kind in LOCAL:
                    held[key].append((sense, option.name, len(sense.name.options) ** -0.5))

    def fit(self, sense: Sense, option: Option) -> tuple[float, str]:
        """Return how surely another name denotes the unit that an option lies in, or lies in the option; and which."""
        if option.admin2_key is None or option.place.kind not in LOCAL or option.yields_to_town:
            return 0.0, ""
        held = self._lived_in if option.place.kind == "admin2" else self._named
        if option.admin2_key not in held:
            return 0.0, ""
        others = [(weight, name) for other, name, weight in held[option.admin2_key] if other is not sense]
        return max(others, default=(0.0, ""))


class Witnesses:
    """What the other names of a document, as now read, say to one name, and where the document comes from.

    ``countries``, ``admin1s`` and ``seats`` (of governments, by country) are those named as such; ``lone_admin1s``, not
    only to say where a place lies. The shares count all places that lie in one.
    """

    __slots__ = (
        "admin1_share",
        "admin1s",
        "counties",
        "countries",
        "country_share",
        "home",
        "lone_admin1s",
        "most_in_country",
        "points",
        "seats",
        "sense",
        "with_admin1",
        "with_country",
    )

    def __init__(self, sense: Sense, senses: Sequence[Sense], counties: Counties, home: Home | None) -> None:
        """Read the evidence of every sense but ``sense``."""
        self.sense = sense
        self.counties = counties
        self.home = home
        self.countries: dict[str | None, str] = {}
        self.admin1s: dict[Admin1Key | None, str] = {}
        self.lone_admin1s: dict[Admin1Key | None, str] = {}
        self.seats: dict[str | None, str] = {}
        self.country_share: dict[str | None, float] = defaultdict(float)
        self.admin1_share: dict[Admin1Key | None, float] = defaultdict(float)
        self.points: list[tuple[Vector, float, str]] = []
        for other in senses:
            if other is sense:
                continue
            for share, option in other.votes:
                place = option.place
                if place.country_code:
                    self.country_share[place.country_code] += share
                if option.admin1_key:
                    self.admin1_share[option.admin1_key] += share
                if share > _READ:
                    if option.seat:
                        self.seats.setdefault(place.country_code, place.name)
                    elif place.kind == "country":
                        self.countries.setdefault(place.country_code, place.name)
                    elif place.kind == "admin1":
                        self.admin1s.setdefault(option.admin1_key, place.name)
                        if len(other.placing) < len(other.mentions):
                            self.lone_admin1s.setdefault(option.admin1_key, place.name)
                if place.kind in LOCAL and option.vector:
                    self.points.append((option.vector, share, place.name))
        self.with_country = sum(self.country_share.values())
        self.most_in_country = max(self.country_share.values(), default=0.0)
        self.with_admin1 = sum(self.admin1_share.values())

    def closeness(self, option: Option) -> float:
        """Return how many local places lie near an option, the nearer counting for more."""
        if option.vector is None or not self.points:
            return 0.0
        x, y, z = option.vector
        total = 0.0
        for (a, b, c), share, _ in self.points:
            cosine = a * x + b * y + c * z
            if cosine >= _FAR:
                total += share * (1.0 if cosine >= _CLOSE else 0.6 if cosine >= _NEAR else 0.2)
        return total

    def nearest(self, option: Option) -> list[tuple[float, str]]:
        """Return those of the local places that `closeness` counts which names are now read as, as (kilometres, name),
        nearest first."""
        if option.vector is None:
            return []
        x, y, z = option.vector
        cosines = [(a * x + b * y + c * z, name) for (a, b, c), share, name in self.points if share > _READ]
        return sorted({(EARTH_KM * math.acos(min(1.0, cosine)), name) for cosine, name in cosines if cosine >= _FAR})


def read_cues(document: Document, mentions: Sequence[Mention], senses: Sequence[Sense | None]) -> None:
    """Note with each sense what the words around its mentions say, and which names stand in a list with it."""
    for index, (mention, sense) in enumerate(zip(mentions, senses, strict=True)):
        if sense is not None:
            for cue in own_cues(document, mention, sense.name.options):
                sense.cues.setdefault(index, []).append(cue)
    start = 0
    for index in range(1, len(mentions) + 1):
        if index == len(mentions) or not _read_pair(document, mentions, senses, index):
            _read_list(document, mentions, senses, range(start, index))
            start = index


def _read_pair(document: Document, mentions: Sequence[Mention], senses: Sequence[Sense | None], index: int) -> bool:
    """Note what a mention and the one before it say of each other; whether they stand in one list."""
    (one, other), (inner, outer) = mentions[index - 1 : index + 1], senses[index - 1 : index + 1]
    if (
        inner is not None
        and outer is not None
        and inner is not outer
        and not _towns_go_on(document, mentions, senses, index)
    ):
        pair = containment(document, one, other, inner.name.options, outer.name.options)
        if pair:
            inner.cues.setdefault(index - 1, []).append(pair[0])
            outer.placing.add(index)
            if not any(cue.rule == CONTAINMENT for cue in outer.cues.get(index, ())):
                outer.cues.setdefault(index, []).append(pair[1])
            return False
    if not listed(document, one, other):
        return False
    if inner is not None and outer is not None and inner is not outer:
        inner.peers[outer] = outer.peers[inner] = None
    return True


def _towns_go_on(document: Document, mentions: Sequence[Mention], senses: Sequence[Sense | None], index: int) -> bool:
    """Whether a mention and its neighbours are a list of towns: "Washington, New York and Boston"."""
    if index + 1 == len(mentions) or not closes_list(document, *mentions[index : index + 2]):
        return False
    three = senses[index - 1 : index + 2]
    return all(sense is not None and sense.votes[0][1].place.kind == "settlement" for sense in three)


def _read_list(document: Document, mentions: Sequence[Mention], senses: Sequence[Sense | None], indexes: range) -> None:
    if len(indexes) < 2:
        return
    for index in indexes:
        sense = senses[index]
        if sense is not None:
            for cue in list_cues(document, mentions[indexes[0]], mentions[indexes[-1]], sense.name.options):
                sense.cues.setdefault(index, []).append(cue)
