"""Consents: what a resident wants of suggestions and of being counted, the latest word each."""

from dataclasses import replace
from datetime import datetime

from .holding import leave
from .pathways import Pathway, stop
from .rules import RUNGS

ALL = "all"
OFFERED, COUNTED = frozenset({"suggestions", ALL}), frozenset({"statistics", ALL})
PURPOSES = OFFERED | COUNTED


def withdraw(pathway: Pathway, purpose: str, *, at: datetime) -> Pathway:
    """Heed that a resident no longer agrees to a use, unless a later word was heard before."""
    if _is_late(pathway, purpose, at):
        return pathway
    heard = replace(pathway, said={**pathway.said, purpose: at})
    withdrawn = (*(one for one in heard.withdrawn if one != purpose), purpose)
    heard = replace(heard, withdrawn=withdrawn)
    heard = stop(heard) if purpose in OFFERED else heard
    return leave(heard) if purpose in COUNTED else heard


def agree(pathway: Pathway, purpose: str, *, at: datetime, now: datetime) -> Pathway:
    """Heed that a resident agrees to a use again, unless a later word was heard before."""
    if _is_late(pathway, purpose, at):
        return pathway
    heard = replace(
        pathway,
        said={**pathway.said, purpose: at},
        withdrawn=tuple(one for one in pathway.withdrawn if one != purpose),
    )
    heard = replace(heard, uncounted=bool(COUNTED & set(heard.withdrawn)))
    return _resume(heard, now) if heard.stopped and not OFFERED & set(heard.withdrawn) else heard


def _is_late(pathway: Pathway, purpose: str, at: datetime) -> bool:
    return purpose in pathway.said and at < pathway.said[purpose]


def _resume(pathway: Pathway, now: datetime) -> Pathway:
    waits = pathway.rung is not None and pathway.rung != RUNGS[-1]
    since = now if waits else None
    return replace(pathway, stopped=False, waiting=waits, waiting_since=since, look_again_at=since)
