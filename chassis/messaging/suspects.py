"""Messages that may be what kills whoever takes them: tried last, each alone.

A process that dies gives back all it took, and each of them counts as delivered once more. Taken
together again and again, the innocent would pass the broker's limit with the one to blame.
"""

import random
from collections.abc import Sequence

from chassis.messaging.message import Delivery

SUSPECT_AFTER = 3  # times given back: a broker or a replica may well go away twice


def turns(batch: Sequence[Delivery]) -> list[list[Delivery]]:
    """Part a batch into what is handled one after another: the calm together, then each suspect.

    Suspects come in another order every time, so that those behind the one that kills get their
    turn before they have been given back as often as the broker allows.
    """
    calm = [one for one in batch if one.given_back < SUSPECT_AFTER]
    suspects = [[one] for one in batch if one.given_back >= SUSPECT_AFTER]
    random.shuffle(suspects)
    return [calm, *suspects] if calm else suspects
