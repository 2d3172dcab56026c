"""The kinds of bodies, members, targets and advisers that events name."""

from enum import StrEnum


class OrganizationKind(StrEnum):
    """The kinds of bodies that take part, like and unlike."""

    PARK = "park"
    CENTER = "center"
    DEPARTMENT = "department"
    ENTERPRISE = "enterprise"
    SOCIAL_ORGANIZATION = "social_organization"
    CHAMBER = "chamber"
    MUTUAL_AID = "mutual_aid"
    NEIGHBORHOOD_ASSOCIATION = "neighborhood_association"
    NEIGHBORHOOD_CENTER = "neighborhood_center"
    BUILDING_CAPTAINS = "building_captains"
    VOLUNTEER_TEAM = "volunteer_team"
    YOUTH_TEAM = "youth_team"


class Role(StrEnum):
    """What a resident is in an organization."""

    MEMBER = "member"
    CAPTAIN = "captain"
    LEAD = "lead"


class TargetKind(StrEnum):
    """What a resident can be invited to."""

    ACTIVITY = "activity"
    ORGANIZATION = "organization"
    SHIFT = "shift"
    AFFAIR = "affair"
    DELIBERATION = "deliberation"
    DISPUTE = "dispute"


class AdviserKind(StrEnum):
    """The three kinds of advisers of the advisory group."""

    ACADEMIC = "academic"
    PRACTICE = "practice"
    PUBLIC = "public"
