"""Many connections need many open files."""

import resource


def allow_open_files() -> None:
    """Ask for as many as whoever started this may allow."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
