"""Forgetting: a session remembers that somebody asked to speak, and not who."""

from ...domain.hall.queue import forget_in_place, forget_in_turn, without_forgotten
from ...domain.hall.sessions import forget_in_session
from .sessions import HallKept

AT_ONCE = 100
FORGOTTEN = "erased:"


class HallForgettingWays(HallKept):
    """How queues and sessions no longer name a resident."""

    def forget_in_hall(self, who: str, pseudonym: str) -> dict[str, int]:
        """Cut places, turns and sessions off from a resident, some at a time; count how many."""
        places = self.hall_places.where({"resident_id": who}, limit=AT_ONCE)
        for place in places:
            if queue := self.hall_queues.find(place.session_id):
                self.hall_queues.save(without_forgotten(queue, place))
            self.hall_places.remove(place.id)
            nobody = f"{FORGOTTEN}{self.work.new_id()}"
            self.hall_places.save(forget_in_place(place, nobody))
        turns = self.hall_turns.where({"called_by": who}, limit=AT_ONCE)
        for turn in turns:
            self.hall_turns.save(forget_in_turn(turn, pseudonym))
        sessions = self.hall_sessions.where({"moderators": who}, limit=AT_ONCE)
        for session in sessions:
            self.hall_sessions.save(forget_in_session(session, who, pseudonym))
        return {"places": len(places), "turns": len(turns), "sessions": len(sessions)}
