"""Ranking the readings of every name in a document, in a few passes: each name is weighed against the others as
they were last read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from geo.model import Candidate, Document, Mention, Reason
from geo.resolve.candidates import Name, Option
from geo.resolve.context import MAX_WITNESSES, Counties, Sense, Witnesses, read_cues
from geo.resolve.context_rules import CONTEXT_RULES
from geo.resolve.cues import Cue
from geo.resolve.origin import Home
from geo.resolve.weights import WEIGHTS
from geo.text.toponym import fold

_PASSES = 3
_HOME = CONTEXT_RULES[0]


def rank(
    document: Document, mentions: Sequence[Mention], names: Sequence[Name], home: Home | None = None
) -> list[tuple[Candidate, ...]]:
    """Return the candidates of each mention, best first, with all their reasons.

    A name has one sense in a document; a mention with cues of its own ("Paris, Texas") goes by those.
    """
    senses = _senses(mentions, names)
    distinct = list(dict.fromkeys(sense for sense in senses if sense is not None))
    read_cues(document, mentions, senses)
    counties = Counties(distinct)
    bases = [_base(sense, home) for sense in distinct]
    for sense, base in zip(distinct, bases, strict=True):
        sense.weigh(base)
    for _ in range(_PASSES):
        before = [sense.votes[0][1] for sense in distinct]
        heard = _heard(distinct)
        for sense, base in zip(distinct, bases, strict=True):
            if len(base) > 1:
                witnesses = Witnesses(sense, heard, counties, home)
                support = (_support(option, witnesses) for option in sense.name.options)
                sense.weigh([known + found for known, found in zip(base, support, strict=True)])
        if before == [sense.votes[0][1] for sense in distinct]:
            break
    heard = _heard(distinct)
    answers: list[tuple[Candidate, ...]] = [()] * len(mentions)
    for sense in distinct:
        for index, candidates in _answers(sense, Witnesses(sense, heard, counties, home)):
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


def _heard(senses: Sequence[Sense]) -> Sequence[Sense]:
    if len(senses) <= MAX_WITNESSES:
        return senses
    return sorted(senses, key=lambda sense: -len(sense.mentions))[:MAX_WITNESSES]


def _base(sense: Sense, home: Home | None) -> list[float]:
    """Return the scores that do not depend on how other names are read."""
    scores = list(sense.name.priors)
    for cue in sense.shared_cues():
        weight = WEIGHTS[cue.rule]
        scores = [score + weight * value for score, value in zip(scores, cue.values, strict=True)]
    if home:
        weight = WEIGHTS[_HOME.name]
        scores = [
            score + weight * home.closeness(option) for score, option in zip(scores, sense.name.options, strict=True)
        ]
    return scores


def _support(option: Option, witnesses: Witnesses) -> float:
    return sum(WEIGHTS[rule.name] * rule.value(option, witnesses) for rule in CONTEXT_RULES if rule is not _HOME)


def _answers(sense: Sense, witnesses: Witnesses) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
    """Yield the candidates of each mention; mentions without cues of their own share one tuple."""
    reasons = [
        (*prior, *_context_reasons(option, witnesses))
        for option, prior in zip(sense.name.options, sense.name.reasons, strict=True)
    ]
    shared = _candidates(sense, reasons, sense.shared_cues())
    for index in sense.mentions:
        own = sense.cues.get(index)
        yield index, _candidates(sense, reasons, own) if own and len(sense.mentions) > 1 else shared


def _context_reasons(option: Option, witnesses: Witnesses) -> Iterator[Reason]:
    for rule in CONTEXT_RULES:
        if value := rule.value(option, witnesses):
            yield Reason(rule.name, WEIGHTS[rule.name] * value, rule.sentence(option, witnesses))


def _candidates(sense: Sense, reasons: Sequence[tuple[Reason, ...]], cues: Sequence[Cue]) -> tuple[Candidate, ...]:
    found = []
    for position, (option, known) in enumerate(zip(sense.name.options, reasons, strict=True)):
        said = [Reason(c.rule, WEIGHTS[c.rule] * c.values[position], c.sentence) for c in cues if c.values[position]]
        every = (*known, *said)
        score = sum(reason.weight for reason in every)
        found.append(Candidate(option.place, option.name, score, tuple(sorted(every, key=lambda r: -abs(r.weight)))))
    found.sort(key=lambda candidate: -candidate.score)
    return tuple(found)
