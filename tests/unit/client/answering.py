"""A gateway that is none: it answers from a list and keeps what it was asked."""

import json

import httpx

from gongzhi import Api


class Answering:
    def __init__(self, *answers):
        self.answers = list(answers)
        self.asked = []

    def __call__(self, request):
        self.asked.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if callable(answer):
            return answer(request)
        return httpx.Response(answer[0], json=answer[1])

    def api(self):
        api = Api("a-token", gateway="http://gateway")
        api._client.close()
        api._client = httpx.Client(
            base_url="http://gateway/api", transport=httpx.MockTransport(self)
        )
        return api


def settled(request):
    items = json.loads(request.content)["items"]
    told = [{"status": 201, "body": item} for item in items]
    return httpx.Response(200, json={"items": told, "counts": {"done": len(told)}})
