"""What advisers say on a topic, attached to it for everyone to read."""

from dataclasses import replace

from chassis.events import Event

from .topic import Advice, Topic


def attach(topic: Topic, advice: Advice) -> tuple[Topic, list[Event]]:
    """Attach an opinion once, whatever stage the topic has reached."""
    if any(known.id == advice.id for known in topic.advice):
        return topic, []
    return replace(topic, advice=(*topic.advice, advice)), []
