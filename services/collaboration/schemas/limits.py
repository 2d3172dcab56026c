"""Limits that the fields of several requests share."""

from typing import Annotated

from marshmallow.validate import Length, Range, Regexp

# a dollar sign alone would let a line end pass
CODE = r"^[0-9]{6}([0-9]{3}([0-9]{3}(-[a-z][0-9]{2,3}){0,2})?)?(?!\n)$"
REFERENCE = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,79}(?!\n)$"

Code = Annotated[str, Regexp(CODE)]
Identity = Annotated[str, Length(1, 128)]
Minutes = Annotated[int, Range(1, 1440)]
Name = Annotated[str, Length(1, 200)]
Reference = Annotated[str, Regexp(REFERENCE)]
Text = Annotated[str, Length(1, 2000)]
