"""Limits that the fields of several requests share."""

from typing import Annotated

from marshmallow.validate import Length, Range, Regexp

CODE = r"^\d{6}(\d{3}(\d{3}(-e\d{2,3})?(-b\d{2,3})?)?)?$"

Code = Annotated[str, Regexp(CODE)]
Identity = Annotated[str, Length(1, 128)]
Title = Annotated[str, Length(1, 200)]
Places = Annotated[int, Range(1, 2000)]
