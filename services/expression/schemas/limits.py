"""How long and of what form things may be."""

from marshmallow.validate import Length, Range, Regexp

# a dollar sign alone would let a line end pass
DIVISION = Regexp(r"^[0-9]{6}([0-9]{3}([0-9]{3}(-[A-Za-z0-9]{1,16}){0,2})?)?(?!\n)$")
REFERENCE = Regexp(r"^[A-Za-z0-9_-]{1,64}(?!\n)$")
IDENTITY = Length(1, 120)
TITLE = Length(1, 200)
TEXT = Length(1, 4000)
NOTE = Length(0, 2000)
REASON = Length(1, 1000)
ORDER = Range(0, 2**53)
COUNT = Range(1, 1_000_000)
