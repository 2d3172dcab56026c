"""What can be wrong with what a person hands to the command line."""


class Unreadable(Exception):  # noqa: N818 - says what is the case
    """A file or folder cannot be read as what it should be; one sentence says why and where."""
