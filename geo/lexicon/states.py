"""What is said of states in the news: what they do, and what they have with each other."""

from __future__ import annotations

from typing import Literal

ACTS = (
    r"said|says|accuse[sd]?|den(?:ies|ied)|warn(?:s|ed)|reject(?:s|ed)|condemn(?:s|ed)|insist(?:s|ed)|vow(?:s|ed)|"
    r"urge[sd]|announce[sd]|demand(?:s|ed)|threaten(?:s|ed)|recogni[sz]e[sd]|summon(?:s|ed)|expelled|refuse[sd]|"
    r"agreed|hopes|hoped|wants|wanted|views|viewed|sees|considers|maintains|claims|claimed|imposed|retaliated|"
    r"responded|welcomed|ratified|called|signed|backs|backed|supports|supported|pledged|protested|suspended|recalled|"
    r"declared"
)
"""A pattern, to be put into a group, of what governments do: "Ankara said"."""

SUFFERED = r"viewed|seen|backed|supported|funded|armed|accused|imposed|demanded|recogni[sz]ed"
"""A pattern, to be put into a group, of what is done by a government: "backed by Ankara"."""

Dealing = Literal["with", "between"]
# The two disagree: nobody has decided yet whether "dialogue" is had between two places, or war with a capital.
_DEALINGS: tuple[tuple[str, tuple[Dealing, ...]], ...] = (
    ("agreement deal negotiations relations talks tensions ties", ("with", "between")),
    ("dialogue", ("with",)),
    (
        "agreements ceasefire conflict conflicts contact contacts cooperation deals difference differences "
        "dispute disputes game links match meeting meetings negotiation peace relation rivalry talk tension "
        "trade truce war wars",
        ("between",),
    ),
)


def dealings(use: Dealing) -> str:
    """Return a pattern, to be put into a group, of what states have with each other.

    Args:
        use: "with" one whose government is meant ("talks with Ankara"), or "between" two, where no ground between them
            is meant ("talks between Ankara and Athens").
    """
    words = [word for row, uses in _DEALINGS if use in uses for word in row.split()]
    return "|".join(sorted(words, key=len, reverse=True))
