"""What is said of people, whose names are many a place's too."""

from __future__ import annotations

TITLES = r"Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Sen|Gov|Gen|Maj|Capt|Lt|Sgt|Cpl"
"""A pattern, to be put into a group, of the abbreviated titles before a name."""

KIN = (
    r"(?:grand)?(?:children|sons?|daughters?)|brothers?|sisters?|wife|husband|spouse|parents?|nieces?|nephews?|"
    r"cousins?|siblings?|survived by|married|kids?|twins?|named"
)
"""A pattern, to be put into a group, of what comes before the names of children and survivors in one sentence."""
