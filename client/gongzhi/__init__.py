"""Gongzhi for integrators: a client of its HTTP API, and the `gongzhi` command line."""

from gongzhi.api import Api, Problem
from gongzhi.bulk import BulkReport, send
from gongzhi.errors import Unreadable
from gongzhi.feed import read_feed

__all__ = ["Api", "BulkReport", "Problem", "Unreadable", "read_feed", "send"]
