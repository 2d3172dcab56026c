"""Limits that the fields of several requests share."""

from typing import Annotated

from marshmallow.validate import Length, Range, Regexp

# a dollar sign alone would let a line end pass
CODE = r"^[0-9]{6}([0-9]{3}([0-9]{3}(-e[0-9]{2,3})?(-b[0-9]{2,3})?)?)?(?!\n)$"

Code = Annotated[str, Regexp(CODE)]
Identity = Annotated[str, Length(1, 128)]
Reference = Annotated[str, Length(1, 200)]
Title = Annotated[str, Length(1, 200)]
Places = Annotated[int, Range(1, 2000)]
