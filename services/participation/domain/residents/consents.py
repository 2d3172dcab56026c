"""Consents: for each use of a resident's data the legal basis, given and withdrawn."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from chassis.errors import Refused
from chassis.events import Event

from ...events import ConsentGiven
from .resident import Purpose, Resident, present, withdraw


class Basis(StrEnum):
    """What allows a use (PIPL Art. 13): the resident's word, or a duty laid down by law."""

    CONSENT = "consent"
    STATUTORY_DUTY = "statutory_duty"


BASIS_OF = {
    Purpose.INVITATIONS: Basis.CONSENT,
    Purpose.SUGGESTIONS: Basis.CONSENT,
    Purpose.CONTACT: Basis.CONSENT,
    Purpose.EXPRESSION: Basis.CONSENT,
    Purpose.ALL: Basis.CONSENT,
    Purpose.STATISTICS: Basis.STATUTORY_DUTY,
}
ARTICLES = {
    Basis.CONSENT: ("PIPL 13(1)", "PIPL 14"),
    Basis.STATUTORY_DUTY: ("PIPL 13(3)", "PIPL 34"),
}
OF_AUTOMATED_CHOICE = "PIPL 24"
OF_CHILDREN = "PIPL 31"


@dataclass(frozen=True)
class Word:
    """Who gave or withdrew a consent, and whether for a child."""

    said_by: str
    at: datetime
    given: bool
    guardian_id: str | None = None


@dataclass(frozen=True)
class Consent:
    """One use and what a resident said to it, from the first word to the last."""

    id: str
    resident_id: str
    division: str
    purpose: Purpose
    basis: Basis
    articles: tuple[str, ...]
    notice: str = ""
    given: bool = False
    words: tuple[Word, ...] = ()


@dataclass(frozen=True)
class Given:
    """A consent given: the resident's record of it, and the resident who agrees again."""

    consent: Consent
    resident: Resident
    events: list[Event]


def consent_id(resident_id: str, purpose: Purpose) -> str:
    """Name the one record of a resident's word on a use."""
    return f"{resident_id}:{purpose.value}"


def articles_of(purpose: Purpose, *, guardian: bool) -> tuple[str, ...]:
    """Name the articles a use rests on."""
    automated = (OF_AUTOMATED_CHOICE,) if purpose is Purpose.SUGGESTIONS else ()
    return ARTICLES[BASIS_OF[purpose]] + automated + ((OF_CHILDREN,) if guardian else ())


def give(
    known: Consent | None, resident: Resident, *, purpose: Purpose, notice: str, word: Word
) -> Given:
    """Take a resident's consent to a use they were told of; the same again changes nothing."""
    present(resident, resident.id)
    _check_asks_for_consent(purpose)
    _check_not_withdrawn_from_all(resident, purpose)
    agreed = tuple(one for one in resident.withdrawn if one is not purpose)
    if known and known.given and known.notice == notice and agreed == resident.withdrawn:
        return Given(known, resident, [])
    guardian = word.guardian_id is not None
    consent = replace(
        known or _unsaid(resident, purpose),
        articles=articles_of(purpose, guardian=guardian),
        notice=notice,
        given=True,
        words=(*(known.words if known else ()), word),
    )
    event = ConsentGiven(
        resident.id, purpose.value, consent.basis.value, guardian, word.at, resident.division
    )
    return Given(consent, replace(resident, withdrawn=agreed), [event])


def hold_back(child: Resident) -> tuple[Resident, list[Event]]:
    """Let no use of a child's data that rests on consent begin: each waits for the guardian."""
    held, events = child, list[Event]()
    for purpose, basis in BASIS_OF.items():
        if basis is Basis.CONSENT and purpose is not Purpose.ALL:
            held, told = withdraw(held, purpose=purpose)
            events += told
    return held, events


def _unsaid(resident: Resident, purpose: Purpose) -> Consent:
    return Consent(
        id=consent_id(resident.id, purpose),
        resident_id=resident.id,
        division=resident.division,
        purpose=purpose,
        basis=BASIS_OF[purpose],
        articles=articles_of(purpose, guardian=False),
    )


def _check_asks_for_consent(purpose: Purpose) -> None:
    if BASIS_OF[purpose] is not Basis.CONSENT:
        raise Refused(
            "no-consent-needed",
            f"{purpose.value} rests on a duty laid down by law (PIPL Art. 13(3)), not on consent",
            f"{purpose.value} 依法定职责处理（个人信息保护法第十三条第三项），无需同意",
            field="purpose",
        )


def _check_not_withdrawn_from_all(resident: Resident, purpose: Purpose) -> None:
    if Purpose.ALL in resident.withdrawn and purpose is not Purpose.ALL:
        raise Refused(
            "withdrawn-from-all",
            "the resident withdrew from every use (PIPL Art. 15): `all` comes first",
            "该居民已撤回全部同意（个人信息保护法第十五条），须先恢复 all",
            field="purpose",
        )


def take_back(
    known: Consent | None, resident: Resident, *, purpose: Purpose, word: Word
) -> Consent:
    """Note that a consent is withdrawn; what was done before stays lawful (PIPL Art. 15)."""
    consent = known or _unsaid(resident, purpose)
    if known is not None and not known.given and known.words:
        return known
    return replace(consent, given=False, words=(*consent.words, word))
