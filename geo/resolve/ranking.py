"""Ranking the readings of every name in a document, in a few passes: each name is weighed against the others as
they were last read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.model import Candidate, Document, Mention, Reason
from geo.resolve.candidates import Name, Option
from geo.resolve.context import MAX_WITNESSES, Sense, Witnesses, link_containers
from geo.resolve.rules import CONTAINMENT, CONTEXT_RULES, WEIGHTS
from geo.text.toponym import fold

_PASSES = 3


def rank(document: Document, mentions: Sequence[Mention], names: Sequence[Name]) -> list[tuple[Candidate, ...]]:
    """Return the candidates of each mention, best first, with all their reasons.

    A name has one sense in a document; a mention with a container of its own ("Paris, Texas") goes by that.
    """
    senses = _senses(mentions, names)
    distinct = list(dict.fromkeys(sense for sense in senses if sense is not None))
    link_containers(document, mentions, senses)
    for _ in range(_PASSES):
        before = [sense.votes[0][1] for sense in distinct]
        witnesses = _witnesses(distinct)
        for sense in distinct:
            if len(sense.name.options) > 1:
                sense.weigh(_scores(sense, Witnesses(sense, witnesses)))
        if before == [sense.votes[0][1] for sense in distinct]:
            break
    witnesses = _witnesses(distinct)
    answers: list[tuple[Candidate, ...]] = [()] * len(mentions)
    for sense in distinct:
        for index, candidates in _answers(sense, Witnesses(sense, witnesses)):
            answers[index] = candidates
    return answers


def _senses(mentions: Sequence[Mention], names: Sequence[Name]) -> list[Sense | None]:
    known: dict[tuple[str, bool], Sense] = {}
    senses: list[Sense | None] = []
    for index, (mention, name) in enumerate(zip(mentions, names, strict=True)):
        if not name.options:
            senses.append(None)
            continue
        key = (fold(mention.surface), mention.label == "NORP")
        sense = known.get(key)
        if sense is None:
            sense = known[key] = Sense(name)
        sense.mentions.append(index)
        senses.append(sense)
    return senses


def _witnesses(senses: Sequence[Sense]) -> Sequence[Sense]:
    if len(senses) <= MAX_WITNESSES:
        return senses
    return sorted(senses, key=lambda sense: -len(sense.mentions))[:MAX_WITNESSES]


def _support(option: Option, witnesses: Witnesses) -> float:
    return sum(WEIGHTS[rule.name] * rule.value(option, witnesses) for rule in CONTEXT_RULES)


def _scores(sense: Sense, witnesses: Witnesses) -> list[float]:
    weight = WEIGHTS[CONTAINMENT]
    return [
        prior + _support(option, witnesses) + weight * contained
        for option, prior, contained in zip(
            sense.name.options, sense.name.priors, sense.shared_containment, strict=True
        )
    ]


def _answers(sense: Sense, witnesses: Witnesses) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
    """Yield the candidates of each mention; mentions without a container of their own share one tuple."""
    reasons = [
        (*prior, *_context_reasons(option, witnesses))
        for option, prior in zip(sense.name.options, sense.name.reasons, strict=True)
    ]
    shared = _candidates(sense, reasons, sense.shared_containment, _first_sentence(sense))
    for index in sense.mentions:
        own = sense.containment.get(index)
        yield (
            index,
            _candidates(sense, reasons, own.values, own.sentence) if own and len(sense.mentions) > 1 else shared,
        )


def _first_sentence(sense: Sense) -> str:
    return next((contained.sentence for contained in sense.containment.values()), "")


def _context_reasons(option: Option, witnesses: Witnesses) -> Iterator[Reason]:
    for rule in CONTEXT_RULES:
        if value := rule.value(option, witnesses):
            yield Reason(rule.name, WEIGHTS[rule.name] * value, rule.sentence(option, witnesses))


def _candidates(
    sense: Sense, reasons: Sequence[tuple[Reason, ...]], containment: Sequence[float], sentence: str
) -> tuple[Candidate, ...]:
    found = []
    for option, known, contained in zip(sense.name.options, reasons, containment, strict=True):
        if contained:
            known = (*known, Reason(CONTAINMENT, WEIGHTS[CONTAINMENT] * contained, sentence))
        score = sum(reason.weight for reason in known)
        found.append(Candidate(option.place, option.name, score, tuple(sorted(known, key=lambda r: -abs(r.weight)))))
    found.sort(key=lambda candidate: -candidate.score)
    return tuple(found)
