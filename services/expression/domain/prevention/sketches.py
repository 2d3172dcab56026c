"""What is kept of a text so that those like it are found without reading all others."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from hashlib import blake2b

from ..places import COMMUNITY, TOWN, staff_of
from ..topics.statements import Statement
from ..topics.topic import Topic
from .likeness import most_alike, pairs_of

TOPICS, DISTRICT = "topics", 6
PRIME = 2**61 - 1
COARSE, FINE = 20, 10  # bands of two values find what is somewhat alike, bands of four near copies
COARSE_ROWS, FINE_ROWS = 2, 4
VALUES = COARSE * COARSE_ROWS
LONGEST = 400
NEAR_COPY = 0.9
CROWD = 20


@dataclass(frozen=True)
class Sketch:
    """The texts of a topic or a statement, with the keys under which others like it look."""

    id: str
    about: str
    scope: str
    division: str
    texts: tuple[str, ...]
    keys: tuple[int, ...]
    made_at: datetime


@dataclass(frozen=True)
class Alike:
    """Something that says nearly the same, and how nearly, from 0 to 1."""

    id: str
    likeness: float


def keys_of(texts: Iterable[str], scope: str, *, fine: bool) -> tuple[int, ...]:
    """Give the keys of texts in a scope: two texts share one the surer, the more alike they are.

    Bands of MinHash values (Broder 1997; Leskovec et al., Mining of Massive Datasets, ch. 3).
    """
    bands, rows = (FINE, FINE_ROWS) if fine else (COARSE, COARSE_ROWS)
    keys: dict[int, None] = {}
    for values in filter(None, map(_least_values, texts)):
        for band in range(bands):
            part = values[band * rows : (band + 1) * rows]
            keys[_key(f"{scope}|{fine:d}{band}|{part}")] = None
    return tuple(keys)


@lru_cache(maxsize=256)
def _least_values(text: str) -> tuple[int, ...]:
    """Give of each of many orders of all pairs the first one that is in the text."""
    known = [zlib.crc32(pair.encode()) for pair in pairs_of(text[:LONGEST])]
    if not known:
        return ()
    return tuple(min((a * one + b) % PRIME for one in known) for a, b in ORDERS)


def _key(told: str) -> int:
    return int.from_bytes(blake2b(told.encode(), digest_size=8).digest(), signed=True)


ORDERS = tuple((abs(_key(f"a{n}")) | 1, abs(_key(f"b{n}"))) for n in range(VALUES))


def nearest(
    texts: Sequence[str], known: Iterable[Sketch], *, least: float, most: int
) -> list[Alike]:
    """Compare texts with those found by their keys, and give the likest first."""
    compared = (Alike(one.about, most_alike(texts, one.texts)) for one in known)
    alike = {one.id: one for one in compared if one.likeness >= least}
    return sorted(alike.values(), key=lambda one: (-one.likeness, one.id))[:most]


def is_crowded(alike: Sequence[Alike]) -> bool:
    """Tell whether so many say just this that one more would make none of them easier to find."""
    return sum(one.likeness >= NEAR_COPY for one in alike) >= CROWD


def sketch_of_topic(topic: Topic) -> Sketch:
    """Sketch a topic: it is looked for in its own place, and a near copy in the whole district."""
    texts = texts_of(topic.title, topic.note)
    return Sketch(
        id=f"topic:{topic.id}",
        about=topic.id,
        scope=TOPICS,
        division=topic.division,
        texts=texts,
        keys=(
            *keys_of(texts, staff_of(topic.division), fine=False),
            *keys_of(texts, topic.division[:DISTRICT], fine=True),
        ),
        made_at=topic.raised_at,
    )


def sketch_of_statement(statement: Statement) -> Sketch:
    """Sketch a statement: it is looked for on its own topic."""
    texts, scope = (statement.text,), statement.topic_id
    coarse, fine = (keys_of(texts, scope, fine=kind) for kind in (False, True))
    return Sketch(
        id=f"statement:{statement.id}",
        about=statement.id,
        scope=scope,
        division=statement.division,
        texts=texts,
        keys=(*coarse, *fine),
        made_at=statement.made_at,
    )


def texts_of(title: str, note: str) -> tuple[str, ...]:
    """Give what a topic says of itself: its title, and its title with what is the matter."""
    return (title, f"{title} {note}") if note else (title,)


def wider(division: str) -> tuple[str, ...]:
    """Give the places whose topics a new one may repeat: its community, its town, its district."""
    own = staff_of(division)
    return tuple(dict.fromkeys(own[:end] for end in (COMMUNITY, TOWN, DISTRICT)))
