"""What tests of a service need: a store in memory, tokens, builders."""

from chassis.testing.harness import NOON, Answer, Harness, token

__all__ = ["NOON", "Answer", "Harness", "token"]
