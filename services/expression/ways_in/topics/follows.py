"""Follows: residents hear what becomes of topics that they neither raised nor voted on."""

from chassis.http.call import Call
from chassis.service import delete, post

from ...domain.topics.follows import Follow, follow, follow_id
from ...schemas.follows import FollowTopic
from ..kept import SPEAKERS, Kept


class FollowWays(Kept):
    """How a topic is followed."""

    @post("/v1/topics/{topic_id}/followers", body=FollowTopic, view=Follow, roles=SPEAKERS)
    def follow_topic(self, call: Call, topic_id: str) -> Follow:
        """A resident follows a topic; to follow it again changes nothing."""
        topic, by = self.topics.get(topic_id), self.speaker(call, call.body.resident_id)
        self.concerned(by, topic.division)
        wanted = follow(topic, by.id, call.now)
        known = self.follows.find(wanted.id)
        if known is None:
            self.follows.save(wanted)
        return known or wanted

    @delete("/v1/topics/{topic_id}/followers/{resident_id}", roles=SPEAKERS)
    def leave_topic(self, call: Call, topic_id: str, resident_id: str) -> None:
        """A resident follows a topic no more."""
        call.speaks_for(resident_id)
        followed = self.follows.get(follow_id(topic_id, resident_id))
        self.follows.remove(followed.id)
