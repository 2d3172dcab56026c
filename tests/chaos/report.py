"""What a run came to, as a table that can be committed."""

from collections import Counter

from .oracle import Verdict


def table(name: str, verdict: Verdict, fired: Counter[str], seconds: float) -> str:
    """Write the figures of a run, as measured."""
    run, poison = verdict.history.run, verdict.history.poison
    injected = sum(sum(bodies.values()) for bodies in poison.values())
    told = {
        "tier": name,
        "seed": run["seed"],
        "seconds": f"{seconds:.0f}",
        "versions": ", ".join(f"{what} {version}" for what, version in run["versions"].items()),
        **verdict.numbers,
        "requests repeated under their key": verdict.history.repeats["key"],
        "events read beside the services": len(verdict.history.published),
        "bad messages put in": injected,
        "dead letters found, each of them bad": injected - _missing(verdict),
        "dead letters more than once": verdict.extra_copies,
        "clean stops with work in hand, looked at": len(verdict.history.looked),
        **{f"fired: {what.replace('_', ' ')}": number for what, number in sorted(fired.items())},
    }
    rows = [f"| {what} | {figure} |" for what, figure in told.items()]
    return "\n".join(["| what | figure |", "|---|---|", *rows]) + "\n"


def _missing(verdict: Verdict) -> int:
    return sum("is no dead letter" in one.what for one in verdict.violations)
