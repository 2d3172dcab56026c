from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st

from chassis.http.streams.patches import merge_patch, plain

LEAVES = st.one_of(st.booleans(), st.integers(-9, 9), st.text(max_size=3), st.lists(st.integers()))
STATES = st.recursive(
    st.dictionaries(st.sampled_from("abcd"), LEAVES, max_size=4),
    lambda inner: st.dictionaries(st.sampled_from("abcd"), st.one_of(LEAVES, inner), max_size=4),
    max_leaves=12,
)


def applied(patch, target):
    """Apply a merge patch, word for word as RFC 7396 has it."""
    if not isinstance(patch, dict):
        return patch
    result = dict(target) if isinstance(target, dict) else {}
    for name, value in patch.items():
        if value is None:
            result.pop(name, None)
        else:
            result[name] = applied(value, result.get(name))
    return result


@given(before=STATES, after=STATES)
def test_a_patch_turns_what_was_into_what_is(before, after):
    assert applied(merge_patch(before, after), before) == after


@given(state=STATES)
def test_nothing_changed_is_an_empty_patch(state):
    assert merge_patch(state, dict(state)) == {}


def test_only_what_changed_is_told():
    before = {"said": {"s-1": {"agrees": 1}, "s-2": {"agrees": 5}}, "open": True}
    after = {"said": {"s-1": {"agrees": 2}, "s-2": {"agrees": 5}}, "open": True}

    assert merge_patch(before, after) == {"said": {"s-1": {"agrees": 2}}}


def test_a_state_is_read_as_json_and_without_nulls():
    noon = datetime(2019, 5, 6, 4, tzinfo=UTC)

    assert plain({"at": noon, "by": None, "rows": [{"a": None, "b": (1,)}]}) == {
        "at": "2019-05-06T04:00:00Z",
        "rows": [{"b": [1]}],
    }
