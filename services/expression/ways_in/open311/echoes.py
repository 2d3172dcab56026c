"""状态回传: senders say where they want to be told, and are told until they take it."""

import base64
from typing import Any

from chassis.errors import Invalid, NotFound
from chassis.http.call import Call
from chassis.outgoing import Undelivered, signed
from chassis.service import delete, every, get, post, put

from ...domain.open311.echoes import Callback, nothing_owed, put_off, rest, take_up, tell, wait
from ...domain.open311.requests import ServiceRequest, Update, updates_of
from ...schemas.service_requests import CallbackView, SetCallback, UndeliveredView
from ...views import service_requests as views
from .requests import ServiceRequestWays

SENDERS, LOOKERS = ("integrator",), ("integrator", "official", "ops")
CALLBACK, UNDELIVERED = "/v1/open311/callback", "/v1/open311/undelivered"


class EchoWays(ServiceRequestWays):
    """How what became of a request goes back to whoever sent it."""

    @put(CALLBACK, body=SetCallback, view=CallbackView, roles=SENDERS)
    def set_callback(self, call: Call) -> CallbackView:
        """A sender says where it wants to be told, and gets the secret it knows us by."""
        refusal = self.outlet.refusal(call.body.address)
        if refusal:
            raise Invalid(
                "address-not-allowed",
                f"{refusal}: ask those who run this system",
                f"该地址未获允许（{refusal}）：请联系运维",
                field="address",
            )
        callback = Callback(call.principal.sub, call.body.address, call.now)
        self.callbacks.find(callback.id)
        self.callbacks.save(callback)
        return self._callback_shown(callback)

    @get(CALLBACK, view=CallbackView, roles=SENDERS)
    def show_callback(self, call: Call) -> CallbackView:
        """A sender sees where it is told."""
        callback = self.callbacks.find(call.principal.sub)
        if callback is None:
            raise NotFound("callbacks", call.principal.sub)
        return self._callback_shown(callback)

    @delete(CALLBACK, roles=SENDERS)
    def remove_callback(self, call: Call) -> None:
        """A sender wants to be told no more, and asks by itself."""
        if self.callbacks.find(call.principal.sub):
            self.callbacks.remove(call.principal.sub)

    @get(UNDELIVERED, view=UndeliveredView, paged=True, roles=LOOKERS)
    def list_undelivered(self, call: Call) -> dict[str, Any]:
        """Those concerned see of which requests a sender could not be told."""
        return self.service_requests.page({"given_up_at": {"$gt": views.BEGINNING}}, call)

    @post(
        UNDELIVERED + "/{request_id}/retry",
        view=UndeliveredView,
        status=200,
        roles=LOOKERS,
    )
    def retry_undelivered(self, call: Call, request_id: str) -> ServiceRequest:
        """What was given up is tried once more."""
        request = self.service_requests.get(request_id)
        again = take_up(request, now=call.now) if request.given_up_at else request
        if again is not request:
            self.service_requests.save(again)
        return again

    @every(seconds=5)
    def echo_statuses(self) -> bool:
        """One sender is told one move of one request; the others follow, each in its own unit."""
        request = self.service_requests.next_due(self.work.now)
        if request is None:
            return False
        self.service_requests.save(self._echoed(request))
        return True

    def _echoed(self, request: ServiceRequest) -> ServiceRequest:
        callback = self.callbacks.find(request.sender)
        topic = self.topics.find(request.id)
        updates = updates_of(topic, after=request.told) if topic else []
        if callback is None or not updates:
            return nothing_owed(request)
        if callback.rests_until and callback.rests_until > self.work.now:
            return wait(request, callback.rests_until, now=self.work.now)
        try:
            self._tell_sender(callback, updates[0])
        except Undelivered as error:
            self.callbacks.save(rest(callback, now=self.work.now))
            return put_off(request, str(error), now=self.work.now)
        return tell(request, updates[0], last=len(updates) == 1, now=self.work.now)

    def _tell_sender(self, callback: Callback, update: Update) -> None:
        shown = {**views.update(update), "updated_datetime": update.at.isoformat()}
        fields = {name: str(value) for name, value in shown.items() if value is not None}
        moment = int(self.work.now.timestamp())
        headers = signed(self._callback_secret(callback), update.id, moment, fields)
        self.outlet.post(callback.address, fields, headers)

    def _callback_secret(self, callback: Callback) -> bytes:
        return self.sealing.key_for(f"callback {callback.id}")

    def _callback_shown(self, callback: Callback) -> CallbackView:
        secret = base64.b64encode(self._callback_secret(callback)).decode()
        return CallbackView(callback.address, callback.since, f"whsec_{secret}")
