"""A session in the hall, and those who take part in it."""

from datetime import timedelta

import orjson

from tests.component.expression.conftest import NOON, PLACE

STREAM = "https://live.example.cn/hall"


class HallScene:
    """One session on one topic, led by a resident."""

    def __init__(self, hall):
        self.hall, self.h = hall, hall.h
        self.moderator = hall.of("r-8")
        self.topic_id = hall.discussed()

    def body(self, **changes):
        agenda = [{"title": "停车", "topic_id": self.topic_id}, {"title": "其他"}]
        body = {
            "division": PLACE,
            "title": "3号门停车议事会",
            "place": "议事厅",
            "starts_at": (NOON + timedelta(days=1)).isoformat(),
            "moderator_id": "r-8",
            "agenda": agenda,
            "stream_url": STREAM,
        }
        return body | changes

    def post(self, path, body=None, as_=None, **how):
        return self.h.post(f"/v1/sessions{path}", body, as_=as_ or self.hall.staff, **how)

    def get(self, path, as_=None, **how):
        return self.h.get(f"/v1/sessions{path}", as_=as_ or self.hall.of("r-1"), **how)

    def announced(self, **changes):
        answer = self.post("", self.body(**changes))
        assert answer.status == 201, answer.json
        return answer.json["id"]

    def opened(self, **changes):
        session_id = self.announced(**changes)
        self.h.now = NOON + timedelta(days=1)
        assert self.post(f"/{session_id}/opening", as_=self.moderator).status == 200
        return session_id

    def asked(self, session_id, who):
        return self.post(f"/{session_id}/queue", {}, as_=self.hall.of(who))

    def called(self, session_id, **body):
        return self.post(f"/{session_id}/turns", body, as_=self.moderator)

    def closed(self, session_id):
        answer = self.post(f"/{session_id}/closing", {}, as_=self.moderator)
        assert answer.status == 200, answer.json

    def seen(self, session_id, **headers):
        """Read the first frame of the stream: its id, its event, and the state it tells."""
        answer = self.get(f"/{session_id}/live", **headers)
        fields = dict(line.partition(": ")[::2] for line in answer.text.strip().splitlines())
        return fields["id"], orjson.loads(fields["data"])
