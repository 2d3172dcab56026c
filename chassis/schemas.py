"""From one declaration, a dataclass, the marshmallow schema of a message."""

import dataclasses
import enum
import types
from collections.abc import Mapping
from datetime import date, datetime
from typing import Annotated, Any, Union, get_args, get_origin, get_type_hints

from marshmallow import RAISE, Schema, ValidationError, fields, post_load

from .remembered import remembered

EARLIEST_YEAR, LATEST_YEAR = 1800, 2999
LISTS = (list, tuple, frozenset, set)


def no_control_characters(text: str) -> None:
    """Refuse what no keyboard types: NUL and control characters other than tab and line ends."""
    if any(ord(c) < 32 and c not in "\t\n\r" for c in text) or "\x7f" in text:  # noqa: PLR2004 - ASCII
        raise ValidationError("Control characters are not allowed.")


def is_text(text: str) -> None:
    """Refuse lone surrogates, which no encoding can carry onward."""
    if not text.isascii() and any("\ud800" <= c <= "\udfff" for c in text):
        raise ValidationError("Not a valid Unicode string.")


def within_the_calendar(moment: date) -> None:
    """Refuse what no record of ours can mean; at the ends of the calendar time zones overflow."""
    if not EARLIEST_YEAR <= moment.year <= LATEST_YEAR:
        raise ValidationError(f"Must be between {EARLIEST_YEAR} and {LATEST_YEAR}.")


LARGEST_EXACT = 2**53  # beyond it not every whole number is a float


class YesOrNo(fields.Boolean):
    """True or false; 1 and 0 are numbers, as JSON Schema has it."""

    def _deserialize(self, value: Any, *_args: Any, **_kwargs: Any) -> bool:
        if not isinstance(value, bool):
            raise self.make_error("invalid", input=value)
        return value


class Number(fields.Float):
    """A number; text that looks like one is text."""

    def _validated(self, value: Any) -> float:
        if isinstance(value, str):
            raise self.make_error("invalid", input=value)
        return super()._validated(value)


class WholeNumber(fields.Integer):
    """A whole number; 1.0 is one too, as JSON Schema has it, as long as it is exact."""

    def _validated(self, value: Any) -> int:
        if isinstance(value, float) and value.is_integer() and abs(value) <= LARGEST_EXACT:
            value = int(value)
        return super()._validated(value)


@remembered
def schema_for(cls: type, *, unknown: str = RAISE) -> Schema:
    """Derive the marshmallow schema of a dataclass; it loads instances of the class."""
    hints = get_type_hints(cls, include_extras=True)
    members: dict[str, Any] = {
        f.name: _field(hints[f.name], f, unknown)
        for f in dataclasses.fields(cls)
        if not f.metadata.get("envelope")
    }

    def build(_schema: Schema, content: dict[str, Any], **_kwargs: Any) -> Any:
        return cls(**content)

    members["build"] = post_load(build)
    members["__doc__"] = cls.__doc__
    return type(cls.__name__, (Schema,), members)(unknown=unknown)


def _field(hint: Any, declared: dataclasses.Field[Any] | None, unknown: str) -> fields.Field[Any]:
    hint, checks = _plain(hint)
    options: dict[str, Any] = {"validate": checks} if checks else {}
    if type(None) in get_args(hint):
        options["allow_none"] = True
        hint = next(a for a in get_args(hint) if a is not type(None))
        hint, inner = _plain(hint)
        options["validate"] = checks + inner
    if declared is not None:
        options |= _declaration(declared)
    return _typed(hint, options, unknown)


def _plain(hint: Any) -> tuple[Any, list[Any]]:
    if get_origin(hint) is Annotated:
        inner, *checks = get_args(hint)
        return inner, list(checks)
    if get_origin(hint) is types.UnionType:
        return Union[get_args(hint)], []  # noqa: UP007 - made of a tuple, at run time
    return hint, []


def _declaration(declared: dataclasses.Field[Any]) -> dict[str, Any]:
    meaning = declared.metadata.get("meaning", "")
    told: dict[str, Any] = {"metadata": {"description": meaning}}
    if "sample" in declared.metadata:
        told["metadata"]["example"] = declared.metadata["sample"]
    if declared.default is not dataclasses.MISSING:
        told["load_default"] = declared.default
    elif declared.default_factory is not dataclasses.MISSING:
        told["load_default"] = declared.default_factory
    else:
        told["required"] = True
    return told


ALWAYS: dict[Any, list[Any]] = {
    str: [is_text, no_control_characters],
    datetime: [within_the_calendar],
    date: [within_the_calendar],
}
SCALARS: dict[Any, tuple[type[fields.Field[Any]], dict[str, Any]]] = {
    str: (fields.String, {}),
    int: (WholeNumber, {"strict": True}),
    float: (Number, {"allow_nan": False}),
    bool: (YesOrNo, {}),
    datetime: (fields.AwareDateTime, {"format": "iso"}),
    date: (fields.Date, {"format": "iso"}),
    Any: (fields.Raw, {"allow_none": True}),
    object: (fields.Raw, {"allow_none": True}),
}


def _typed(hint: Any, options: dict[str, Any], unknown: str) -> fields.Field[Any]:
    origin, inner = get_origin(hint) or hint, get_args(hint)
    if hint in SCALARS:
        kind, more = SCALARS[hint]
        checks = [*ALWAYS.get(hint, []), *options.pop("validate", [])]
        return kind(**(more | options), validate=checks)
    if origin in LISTS:
        return fields.List(_field(inner[0] if inner else Any, None, unknown), **options)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        values = _field(inner[1], None, unknown) if inner else None
        return fields.Dict(keys=fields.String(), values=values, **options)
    if isinstance(hint, type) and issubclass(hint, enum.Enum):
        return fields.Enum(hint, by_value=True, **options)
    if dataclasses.is_dataclass(hint) and isinstance(hint, type):
        return fields.Nested(schema_for(hint, unknown=unknown), **options)
    raise TypeError(f"no schema is known for {hint!r}")
