"""Act 1: the overall plan and the six guidelines come into force."""

from datetime import datetime

from ..desk import DISTRICT, Desk
from ..world import World, content


def publish(desk: Desk, world: World) -> None:
    """Publish the standards; the day the first was published is the day the replay is told from."""
    items = [{**item, "division": DISTRICT} for item in content("standards")["items"]]
    published = desk.bulk("guidance", "/v1/standards", items, "standards")
    moment = min(version["published_at"] for one in published for version in one["versions"])
    world.began_at = datetime.fromisoformat(moment)
