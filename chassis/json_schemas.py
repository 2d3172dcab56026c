"""The JSON Schema (2020-12) of a dataclass, read off its marshmallow schema."""

from typing import Any

import orjson
from marshmallow import Schema, fields
from marshmallow import validate as rules

from .remembered import remembered
from .schemas import Number, WholeNumber, YesOrNo, schema_for


@remembered
def json_schema(cls: type) -> dict[str, Any]:
    """Derive the JSON Schema (2020-12) of a dataclass; unknown fields are allowed."""
    return _object_schema(schema_for(cls))


def _object_schema(schema: Schema) -> dict[str, Any]:
    shape: dict[str, Any] = {
        "type": "object",
        "title": type(schema).__name__,
        "properties": {name: _member(f) for name, f in schema.fields.items()},
    }
    required = [name for name, f in schema.fields.items() if f.required]
    if required:
        shape["required"] = required
    if type(schema).__doc__:
        shape["description"] = type(schema).__doc__
    return shape


def _member(member: fields.Field[Any]) -> dict[str, Any]:
    shape = _shape(member) | _limits(member)
    if member.allow_none and "type" in shape:
        shape["type"] = [shape["type"], "null"]
        if "enum" in shape:
            shape["enum"] = [*shape["enum"], None]
    elif member.allow_none and shape:
        shape = {"anyOf": [shape, {"type": "null"}]}
    if member.metadata.get("description"):
        shape["description"] = member.metadata["description"]
    if "example" in member.metadata:
        shape["examples"] = [_as_sent(member.metadata["example"])]
    return shape


def _as_sent(sample: Any) -> Any:
    """Write a sample as JSON has it: what is compiled from a schema can hold nothing else."""
    return orjson.loads(orjson.dumps(sample, default=sorted, option=orjson.OPT_UTC_Z))


SHAPES: dict[type[fields.Field[Any]], dict[str, Any]] = {
    WholeNumber: {"type": "integer"},
    Number: {"type": "number"},
    YesOrNo: {"type": "boolean"},
    fields.AwareDateTime: {"type": "string", "format": "date-time"},
    fields.Date: {"type": "string", "format": "date"},
    fields.String: {"type": "string"},
    fields.Raw: {},
}


def _shape(member: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(member, fields.List):
        return {"type": "array", "items": _member(member.inner)}
    if isinstance(member, fields.Dict):
        values = _member(member.value_field) if member.value_field else True
        return {"type": "object", "additionalProperties": values}
    if isinstance(member, fields.Nested):
        return _object_schema(member.schema)
    if isinstance(member, fields.Enum):
        return {"type": "string", "enum": [e.value for e in member.enum]}
    return dict(SHAPES[type(member)])


def _limits(member: fields.Field[Any]) -> dict[str, Any]:
    limits: dict[str, Any] = {}
    for rule in member.validators:
        limits |= _limit(rule, member)
    return limits


def _limit(rule: Any, member: fields.Field[Any]) -> dict[str, Any]:
    if isinstance(rule, rules.Length):
        one = rule.equal
        ends = (one, one) if one is not None else (rule.min, rule.max)
        noun = "Items" if isinstance(member, fields.List) else "Length"
        names = (f"min{noun}", f"max{noun}")
    elif isinstance(rule, rules.Range):
        ends, names = (rule.min, rule.max), ("minimum", "maximum")
    elif isinstance(rule, rules.OneOf):
        return {"enum": list(rule.choices)}
    elif isinstance(rule, rules.Regexp):
        return {"pattern": rule.regex.pattern}
    else:
        return {}
    return {name: end for name, end in zip(names, ends, strict=True) if end is not None}
