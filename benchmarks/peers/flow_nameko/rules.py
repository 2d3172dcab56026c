"""What actions are worth, for this build and, as a standard, for ours."""

from typing import Any

POINTS: dict[str, dict[str, int]] = {
    "affair_completed": {"resident": 5, "organization": 3, "community": 5, "town": 1},
    "execution_reported": {"community": 2, "town": 1},
}
TOWN, COMMUNITY = 9, 12


def ledger_rows(fact: str, about: str, subjects: dict[str, str]) -> list[dict[str, Any]]:
    """Say who gets how many points for something, and why."""
    worth = POINTS[fact]
    return [
        {"subject": f"{role}:{subject}", "rule": f"{fact}.{role}", "about": about}
        | {"points": worth[role], "actions": 1}
        for role, subject in subjects.items()
    ]


def places(division: str) -> dict[str, str]:
    """Name the community and the town of a division."""
    return {"community": division[:COMMUNITY], "town": division[:TOWN]}
