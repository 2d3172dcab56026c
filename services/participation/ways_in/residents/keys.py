"""Ways in to the change of keys: what is sealed is wrapped anew while everything goes on."""

from contextlib import suppress
from dataclasses import replace

from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.sealing import SealBroken
from chassis.service import every, get

from ...schemas.rights import KeyChangeView
from ..kept import Kept

AT_ONCE = 500
MOST_COUNTED = 10_000


class KeyWaysIn(Kept):
    """A new key of the service takes the place of the old one, some residents at a time."""

    @every(seconds=5)
    def wrap_keys_anew(self) -> None:
        """Keys of residents are wrapped under the service's new key; nothing is opened."""
        under = self.sealing.wraps_under
        for person in self.people.not_wrapped_under(under, limit=AT_ONCE):
            # one that no key opens holds nobody back; it stays counted as left
            with suppress(SealBroken):
                anew = self.sealing.rewrap(person.wrapped_key, about=person.id)
                self.people.save(replace(person, wrapped_key=anew, wrapped_under=under))

    @get("/v1/key-change", view=KeyChangeView, roles=("ops",))
    def show_key_change(self, call: Call) -> KeyChangeView:
        """Ops see when the old key may go: once none is left, or 10,000 stand for more."""
        if not call.principal.covers_all_places:
            raise Forbidden("district-only", "this is for a whole district", "仅限负责全区者查看")
        under = self.sealing.wraps_under
        left = self.people.not_wrapped_under(under, limit=MOST_COUNTED)
        return KeyChangeView(under, len(left))
