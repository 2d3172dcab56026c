"""What can be wrong with what a person hands to the command line, or with whom it speaks to."""


class Unreadable(Exception):  # noqa: N818 - says what is the case
    """A file or folder cannot be read as what it should be; one sentence says why and where."""


class NotAllowed(Exception):  # noqa: N818 - says what is the case
    """A server refuses the user it was asked by; one sentence says which, and what for."""


class Unanswered(Exception):  # noqa: N818 - says what is the case
    """A server does not answer; one sentence says which."""
