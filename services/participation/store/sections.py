"""Where the sections of standards that this service goes by are kept."""

from chassis.store import Collection

from ..domain.sections import Section


class Sections(Collection[Section]):
    """One document for each section, with all its editions: each day has its own."""

    name = "sections"
    holds = Section
