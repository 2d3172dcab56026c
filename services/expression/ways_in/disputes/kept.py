"""What time does to cases: the late are announced, those whose time is over lose their key."""

from contextlib import suppress
from dataclasses import replace
from datetime import timedelta

from chassis.errors import Forbidden
from chassis.http.call import Call
from chassis.sealing import SealBroken
from chassis.service import every, get

from ...domain.disputes.dispute import Dispute
from ...domain.disputes.ending import destroy
from ...domain.disputes.forgetting import Forgotten, forget_in_case
from ...domain.disputes.overdue import sound
from ...domain.disputes.sealed import Look
from ...schemas.disputes import KeyChangeView
from .dispute import DisputeWays

AT_ONCE = 100
MOST_COUNTED = 10_000
NOBODYS = "erased:"
LOOKS_KEPT = timedelta(days=1_096)  # PIPL Art. 56: three years at least for what shows the handling


class CaseKeepingWays(DisputeWays):
    """How cases are kept in time, kept safe, and let go."""

    @every(seconds=5)
    def sound_case_alarms(self) -> None:
        """A step that is late is announced once, and once more to the level above."""
        for dispute in self.disputes.ringing(self.work.now):
            rules = self.rules_at(dispute.division)
            self.disputes.save(*sound(dispute, rules=rules, now=self.work.now))

    @every(seconds=60)
    def destroy_old_cases(self) -> None:
        """A case whose time is over is destroyed with the key of its file; it is counted still."""
        for dispute in self.disputes.to_destroy(self.work.now):
            self.case_files.remove(dispute.id)
            self.disputes.save(destroy(dispute, now=self.work.now))

    @every(seconds=60)
    def let_go_of_old_looks(self) -> None:
        """Who looked at whom is kept for three years, and then let go."""
        for look in self.case_looks.before(self.work.now - LOOKS_KEPT, limit=AT_ONCE):
            self.case_looks.remove(look.id)

    @every(seconds=5)
    def wrap_case_keys_anew(self) -> None:
        """Keys of files are wrapped under the service's new key; nothing is opened."""
        under = self.sealing.wraps_under
        for file in self.case_files.not_wrapped_under(under, limit=AT_ONCE):
            # one that no key opens holds nobody back; it stays counted as left
            with suppress(SealBroken):
                anew = self.sealing.rewrap(file.wrapped_key, about=file.id)
                self.case_files.save(replace(file, wrapped_key=anew, wrapped_under=under))

    @get("/v1/key-change", view=KeyChangeView, roles=("ops",))
    def show_key_change(self, call: Call) -> KeyChangeView:
        """Ops see when the old key may go: once none is left, or 10,000 stand for more."""
        if not call.principal.covers_all_places:
            raise Forbidden("district-only", "this is for a whole district", "仅限负责全区者查看")
        under = self.sealing.wraps_under
        left = self.case_files.not_wrapped_under(under, limit=MOST_COUNTED)
        return KeyChangeView(under, len(left))

    def forget_in_cases(self, who: str) -> dict[str, int]:
        """Give what leads to somebody who is erased to nobody, some at a time; say how much."""
        mark = self.mark_of(who)
        looks = self.case_looks.where({"looked_by": who}, limit=AT_ONCE)
        kin = self.mediators.where({"kin": mark}, limit=AT_ONCE)
        found = self.disputes.mentioning(mark, limit=AT_ONCE)
        listed = self.mediators.find(who)
        if listed is not None:
            self.mediators.remove(who)
        for mediator in kin:
            others = tuple(one for one in mediator.kin if one != mark)
            self.mediators.save(replace(mediator, kin=others))
        for look in looks:
            self._look_by_nobody(look)
        cases = sum(self._forget_in(dispute, who, mark) for dispute in found)
        on_roster = len(kin) + (listed is not None)
        return {"cases": cases, "looks": len(looks), "mediators": on_roster}

    def _look_by_nobody(self, look: Look) -> None:
        self.case_looks.save(replace(look, looked_by=self._nobody()))

    def _forget_in(self, dispute: Dispute, who: str, mark: str) -> bool:
        try:
            case = self.opened_by_itself(dispute, "erasure")
        except SealBroken:
            return False  # nobody can read in it whom it named, and it holds up no receipt
        gone = Forgotten(who, mark, self._nobody(), self.work.now)
        until, rules = self.kept_until(case), self.rules_at(dispute.division)
        self.keep_case(case, *forget_in_case(case, gone, rules=rules, keep_until=until))
        return True

    def _nobody(self) -> str:
        return f"{NOBODYS}{self.work.new_id()}"
