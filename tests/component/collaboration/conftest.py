import pytest

from chassis.testing import Harness
from services.collaboration.service import CollaborationService
from tests.unit.collaboration.builders import NOON


@pytest.fixture
def h():
    return Harness(CollaborationService, now=NOON)
