"""议题相似: how like two texts are, by the pairs of characters they share."""

import unicodedata
from collections.abc import Iterable

PAIR = 2
# how people begin whatever they say: alike in all texts, it says nothing of any
OPENINGS = ("我觉得", "我覺得", "我认为", "我認為")


def plain(text: str) -> str:
    """Leave out what does not make texts differ: width, case, spaces, signs, and openings."""
    folded = unicodedata.normalize("NFKC", text).casefold()
    said = "".join(filter(str.isalnum, folded))
    for opening in OPENINGS:
        said = said.replace(opening, "")
    return said


def pairs_of(text: str) -> frozenset[str]:
    """Give the pairs of neighboring characters of a text; one of a single character is its own."""
    said = plain(text)
    if len(said) < PAIR:
        return frozenset({said} if said else ())
    return frozenset(said[at : at + PAIR] for at in range(len(said) - 1))


def likeness(one: frozenset[str], other: frozenset[str]) -> float:
    """Tell how much two sets of pairs have in common, from 0 to 1 (Dice 1945, Ecology 26)."""
    if not one or not other:
        return 0.0
    return 2 * len(one & other) / (len(one) + len(other))


def most_alike(ours: Iterable[str], theirs: Iterable[str]) -> float:
    """Tell how like the two texts are that are most alike, of what two topics say of themselves."""
    known = [pairs_of(text) for text in theirs]
    return max((likeness(pairs_of(text), other) for text in ours for other in known), default=0.0)
