"""What came back too often is tried last, alone, and in another order every time."""

from chassis.messaging.message import Delivery
from chassis.messaging.suspects import turns


def delivered(tag, back=0):
    headers = {"x-delivery-count": back} if back else {}
    return Delivery(tag, b"", "", headers, "")


def tags(parts):
    return [[one.tag for one in part] for part in parts]


def test_what_came_back_once_or_twice_is_taken_with_the_rest():
    batch = [delivered(1), delivered(2, back=2), delivered(3)]

    assert turns(batch) == [batch]


def test_what_came_back_too_often_is_tried_after_the_rest_each_alone():
    calm, *suspects = tags(turns([delivered(1, back=3), delivered(2), delivered(3, back=49)]))

    assert calm == [2]
    assert sorted(suspects) == [[1], [3]]


def test_suspects_come_in_another_order_every_time():
    batch = [delivered(tag, back=3) for tag in range(1, 31)]

    orders = {str(tags(turns(batch))) for _ in range(5)}

    assert len(orders) > 1
    assert all(len(part) == 1 for part in turns(batch))


def test_a_count_that_is_no_number_makes_no_suspect():
    strange = Delivery(1, b"", "", {"x-delivery-count": "many"}, "")

    assert turns([strange]) == [[strange]]
