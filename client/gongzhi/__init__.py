"""Gongzhi for integrators: a client of its HTTP API, and the `gongzhi` command line."""

from gongzhi.api import Api, Problem
from gongzhi.bulk import BulkReport

__all__ = ["Api", "BulkReport", "Problem"]
