"""One trace follows an action wherever it leads."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.tracing import child_of, is_traceparent, new_traceparent, trace_id

PARENT = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00"


def test_a_child_stays_in_its_trace_with_a_span_of_its_own():
    child = child_of(PARENT)

    assert is_traceparent(child)
    assert trace_id(child) == trace_id(PARENT) == "0af7651916cd43dd8448eb211c80319c"
    assert child[36:52] != PARENT[36:52]
    assert child.endswith("-00"), "whether it is sampled is for the first to say"


@pytest.mark.parametrize(
    "broken",
    ["", "00-abc", PARENT.upper(), PARENT + "-x", "01" + PARENT[2:], PARENT.replace("-", "_"),
     f"00-{'0' * 32}-b7ad6b7169203331-01", f"00-{'a' * 32}-{'0' * 16}-01"],
)  # fmt: skip
def test_a_broken_parent_is_no_parent(broken):
    assert not is_traceparent(broken)
    assert trace_id(broken) == ""
    assert is_traceparent(child_of(broken))


def test_traces_differ():
    assert len({trace_id(new_traceparent()) for _ in range(100)}) == 100


@given(text=st.text())
def test_whatever_a_caller_sends_what_goes_on_is_sound(text):
    assert is_traceparent(child_of(text))
