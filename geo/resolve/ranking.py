"""Ranking the readings of every name in a document, in a few passes: each name is weighed against the others as
they were last read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from geo.model import Candidate, Document, Mention, Reason
from geo.resolve.candidates import Name, Option
from geo.resolve.context import MAX_WITNESSES, Counties, Sense, Witnesses, read_cues
from geo.resolve.context_rules import CONTEXT_RULES
from geo.resolve.cues import Cue
from geo.resolve.home import Home
from geo.resolve.rule import Rule
from geo.resolve.weights import Weights
from geo.text.toponym import fold

Weighed = tuple[float, Callable[[Option, Witnesses], float]]
_PASSES = 3
_STILL_RULES = tuple(rule for rule in CONTEXT_RULES if rule.is_still)
_LOCAL_RULES = tuple(rule for rule in CONTEXT_RULES if not rule.is_still and not rule.of_rulers)
_COMMON_RULES = tuple(rule for rule in CONTEXT_RULES if not rule.of_rulers)
_RULERS_RULES = tuple(rule for rule in CONTEXT_RULES if not rule.is_still)


def rank(
    document: Document, mentions: Sequence[Mention], names: Sequence[Name], weights: Weights, home: Home | None = None
) -> list[tuple[Candidate, ...]]:
    """Return the candidates of each mention, best first, with all their reasons.

    A name has one sense in a document; a mention with cues of its own ("Paris, Texas") goes by those.
    """
    senses = _senses(mentions, names)
    distinct = list(dict.fromkeys(sense for sense in senses if sense is not None))
    read_cues(document, mentions, senses)
    counties = Counties(distinct)
    bases = [_base(sense, Witnesses(sense, (), counties, home), weights) for sense in distinct]
    local, rulers = (_weighed(rules, weights) for rules in (_LOCAL_RULES, _RULERS_RULES))
    for sense, base in zip(distinct, bases, strict=True):
        sense.weigh(base)
    for _ in range(_PASSES):
        before = [sense.votes[0][1] for sense in distinct]
        heard = _heard(distinct)
        for sense, base in zip(distinct, bases, strict=True):
            if len(base) > 1:
                witnesses = Witnesses(sense, heard, counties, home)
                scores = []
                for score, option in zip(base, sense.name.options, strict=True):
                    for weight, value in rulers if option.rules else local:
                        score += weight * value(option, witnesses)
                    scores.append(score)
                sense.weigh(scores)
        if before == [sense.votes[0][1] for sense in distinct]:
            break
    heard = _heard(distinct)
    answers: list[tuple[Candidate, ...]] = [()] * len(mentions)
    for sense in distinct:
        for index, candidates in _answers(sense, Witnesses(sense, heard, counties, home), weights):
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


def _base(sense: Sense, witnesses: Witnesses, weights: Weights) -> list[float]:
    """Return the scores as far as they do not depend on how other names are read."""
    scores = list(sense.name.priors)
    for cue in sense.shared_cues():
        weight = weights[cue.rule]
        scores = [score + weight * value for score, value in zip(scores, cue.values, strict=True)]
    for weight, value_of in _weighed(_STILL_RULES, weights):
        scores = [
            score + weight * value_of(option, witnesses)
            for score, option in zip(scores, sense.name.options, strict=True)
        ]
    return scores


def _weighed(rules: Sequence[Rule], weights: Weights) -> list[Weighed]:
    return [(weights[rule.name], rule.value) for rule in rules]


def _answers(sense: Sense, witnesses: Witnesses, weights: Weights) -> Iterator[tuple[int, tuple[Candidate, ...]]]:
    """Yield the candidates of each mention; mentions without cues of their own share one tuple."""
    reasons = [
        (*prior, *_context_reasons(option, witnesses, weights))
        for option, prior in zip(sense.name.options, sense.name.reasons, strict=True)
    ]
    shared = _candidates(sense, reasons, sense.shared_cues(), weights)
    for index in sense.mentions:
        own = sense.cues.get(index)
        yield index, _candidates(sense, reasons, own, weights) if own and len(sense.mentions) > 1 else shared


def _context_reasons(option: Option, witnesses: Witnesses, weights: Weights) -> Iterator[Reason]:
    for rule in CONTEXT_RULES if option.rules else _COMMON_RULES:
        weight = weights[rule.name]
        if weight and (value := rule.value(option, witnesses)):
            yield Reason(rule.name, weight * value, rule.sentence(option, witnesses), value)


def _candidates(
    sense: Sense, reasons: Sequence[tuple[Reason, ...]], cues: Sequence[Cue], weights: Weights
) -> tuple[Candidate, ...]:
    found = []
    for position, (option, known) in enumerate(zip(sense.name.options, reasons, strict=True)):
        said = [
            Reason(cue.rule, weights[cue.rule] * value, cue.sentence, value)
            for cue in cues
            if (value := cue.values[position])
        ]
        every = [*known, *said]
        score = sum([reason.weight for reason in every])
        every.sort(key=_weightiest_first)
        found.append(Candidate(option.place, option.name, score, tuple(every)))
    found.sort(key=lambda candidate: -candidate.score)
    return tuple(found)


def _weightiest_first(reason: Reason) -> float:
    return -abs(reason.weight)
