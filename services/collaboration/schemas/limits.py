"""Limits that the fields of several requests share."""

from typing import Annotated

from marshmallow.validate import Length, Range, Regexp

CODE = r"^\d{6}(\d{3}(\d{3}(-[a-z]\d{2,3}){0,2})?)?$"
REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$"

Code = Annotated[str, Regexp(CODE)]
Identity = Annotated[str, Length(1, 128)]
Minutes = Annotated[int, Range(1, 1440)]
Name = Annotated[str, Length(1, 200)]
Reference = Annotated[str, Regexp(REFERENCE)]
Text = Annotated[str, Length(1, 2000)]
