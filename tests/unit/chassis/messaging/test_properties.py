"""Properties packed by us are, byte for byte, what py-amqp packs."""

import amqp
import pytest
from hypothesis import given
from hypothesis import strategies as st

from chassis.messaging.properties import Packed, properties

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


def test_a_header_that_was_no_utf_8_goes_out_as_it_came():
    said = ("a/b", {"x-odd\udcff": "\ud800"}, "", "")

    assert properties(*said) == by_the_library(*said)


def test_what_fits_no_short_string_is_refused():
    with pytest.raises(ValueError, match="256"):
        properties("a/b", {}, "i" * 256)


def test_the_library_finds_them_under_the_name_it_asks_for():
    assert Packed(b"body", b"ready")._serialize_properties() == b"ready"
