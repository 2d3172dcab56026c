"""Metrics: the names of the contract, the service as a label, labels from closed sets."""

import pytest

from chassis.ops.health import Health
from chassis.ops.lag import HubLag
from chassis.ops.metrics import Metrics

PROMISED = [
    "gongzhi_handled_total",
    "gongzhi_critical_time_seconds",
    "gongzhi_processing_seconds",
    "gongzhi_outbox_pending",
    "gongzhi_outbox_oldest_age_seconds",
    "gongzhi_relay_confirm_seconds",
    "gongzhi_unroutable_total",
    "gongzhi_inflight",
    "gongzhi_batch_size",
    "gongzhi_breaker_state",
    "gongzhi_dlq_total",
    "gongzhi_dead_letters_open",
    "gongzhi_hub_lag_seconds",
    "gongzhi_lease_held",
    "gongzhi_webhook_attempts_total",
    "gongzhi_build_info",
    "process_resident_memory_bytes",
]


@pytest.fixture
def metrics():
    made = Metrics("toys", version="1.2", instance="a")
    made.handled("thing_made", "ok", 3)
    made.critical_times("thing_made", [0.2, 0.1], "0af7651916cd43dd8448eb211c80319c")
    made.lease_held("relay", held=True)
    made.dead("unreadable")
    made.letters_open({"refused": 2})
    made.webhook_attempt("ok")
    made.answered("POST", "/v1/things/{id}", status=201, seconds=0.01)
    return made


@pytest.mark.parametrize("name", PROMISED)
def test_what_is_promised_is_exposed(metrics, name):
    assert f"# TYPE {name.removesuffix('_total')}" in metrics.exposition()[0].decode()


@pytest.mark.parametrize(
    "line",
    [
        'gongzhi_handled_total{event="thing_made",outcome="ok",service="toys"} 3.0',
        'gongzhi_lease_held{job="relay",service="toys"} 1.0',
        'gongzhi_build_info{instance="a",service="toys",version="1.2"} 1.0',
        'gongzhi_dlq_total{reason="unreadable",service="toys"} 1.0',
        'gongzhi_dead_letters_open{reason="refused",service="toys"} 2.0',
    ],
)
def test_a_number_stands_beside_its_labels(metrics, line):
    assert line in metrics.exposition()[0].decode()


def test_a_scraper_that_asks_for_them_gets_exemplars(metrics):
    text, content_type = metrics.exposition("application/openmetrics-text; version=1.0.0")

    assert "openmetrics" in content_type
    assert b'trace_id="0af7651916cd43dd8448eb211c80319c"' in text


def test_a_request_is_counted_under_its_pattern_and_the_class_of_its_status(metrics):
    labels = 'method="POST",route="/v1/things/{id}",service="toys",status="2xx"'

    assert f"gongzhi_http_requests_total{{{labels}}} 1.0" in metrics.exposition()[0].decode()


def test_an_outcome_outside_the_closed_set_is_a_bug(metrics):
    with pytest.raises(ValueError, match="lost"):
        metrics.handled("thing_made", "lost")


def test_two_processes_in_one_test_do_not_share_numbers(metrics):
    assert 'outcome="ok"' not in Metrics("toys").exposition()[0].decode()
    assert 'outcome="ok"' in metrics.exposition()[0].decode()


def test_a_hub_kept_busy_for_two_seconds_is_not_live(metrics):
    health = Health()
    lag = HubLag(metrics, health)
    lag.note(0.4)
    before = health.livez()[0]
    lag.note(2.5)

    assert (before, health.livez()[0]) == (200, 503)
    assert 'gongzhi_hub_lag_seconds{service="toys"} 2.5' in metrics.exposition()[0].decode()


def test_a_hub_is_live_again_when_the_bad_moment_is_long_past(metrics):
    health = Health()
    lag = HubLag(metrics, health)
    lag.note(2.5)

    for _ in range(40):
        lag.note(0.0)

    assert health.livez()[0] == 200
