"""Properties packed by us are, byte for byte, what py-amqp packs."""

import struct

import amqp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.messaging.properties import (
    ALWAYS,
    Packed,
    _unpacked,
    left_to_py_amqp,
    properties,
    unpacked,
)

TEXT = st.text(max_size=60)
VALUES = st.one_of(TEXT, st.integers(-(2**31), 2**31 - 1), st.booleans())


def by_the_library(content_type, headers, message_id, kind):
    said = {"message_id": message_id, "type": kind}
    message = amqp.Message(
        b"",
        content_type=content_type,
        application_headers=headers,
        delivery_mode=2,
        **{name: value for name, value in said.items() if value},
    )
    return message._serialize_properties()


@given(TEXT, st.dictionaries(TEXT, TEXT, max_size=14), TEXT, TEXT)
def test_texts_are_packed_as_the_library_does(content_type, headers, message_id, kind):
    said = (content_type, headers, message_id, kind)

    assert properties(*said) == by_the_library(*said)


@given(st.dictionaries(TEXT, VALUES, max_size=6))
def test_so_are_numbers_among_them(headers):
    said = ("a/b", headers, "1", "k")

    assert properties(*said) == by_the_library(*said)


REFUSED = (amqp.AMQPError, struct.error, IndexError, ValueError)
ALL = st.fixed_dictionaries(
    {},
    optional={
        "content_type": TEXT,
        "content_encoding": TEXT,
        "application_headers": st.dictionaries(TEXT, VALUES, max_size=14),
        "delivery_mode": st.integers(0, 255),
        "priority": st.integers(0, 255),
        "reply_to": TEXT,
        "message_id": TEXT,
        "timestamp": st.integers(0, 2**63 - 1),
        "type": TEXT,
        "app_id": TEXT,
    },
)


@given(ALL, st.binary(max_size=5))
def test_what_comes_in_is_read_as_the_library_reads_it(said, before):
    packed = before + amqp.Message(b"", **said)._serialize_properties()

    assert unpacked(packed, len(before)) == left_to_py_amqp(packed, len(before))


@given(st.dictionaries(TEXT, TEXT, max_size=14))
def test_texts_are_read_without_the_library(headers):
    packed = properties("a/b", headers, "1", "k")

    found, end = _unpacked(packed, 2, int.from_bytes(packed[:2]))

    assert (found["application_headers"], found["type"], end) == (headers, "k", len(packed))


@given(st.binary(max_size=60))
def test_what_is_no_table_is_left_to_the_library(content):
    packed = struct.pack(">H", ALWAYS) + b"\x00" + content
    try:
        expected = left_to_py_amqp(packed, 0)
    except REFUSED as error:
        with pytest.raises(type(error)):
            unpacked(packed, 0)
    else:
        assert unpacked(packed, 0) == expected


def test_a_header_that_was_no_utf_8_goes_out_as_it_came():
    said = ("a/b", {"x-odd\udcff": "\ud800"}, "", "")

    assert properties(*said) == by_the_library(*said)


def test_what_fits_no_short_string_is_refused():
    with pytest.raises(ValueError, match="256"):
        properties("a/b", {}, "i" * 256)


def test_the_library_finds_them_under_the_name_it_asks_for():
    assert Packed(b"body", b"ready")._serialize_properties() == b"ready"
