"""Reading a described set of settings out of the environment, with every error at once."""

import difflib
from collections.abc import Mapping
from dataclasses import MISSING, Field, field, fields
from pathlib import Path
from typing import Any

from environs import Env, EnvValidationError
from marshmallow import ValidationError, validate

PREFIX = "GONGZHI_"
FILE = "_FILE"
ALMOST = 0.85


class SettingsInvalid(Exception):  # noqa: N818 - what is wrong, as the other refusals of the house
    """The environment does not make sense: the service refuses to start and says why."""

    def __init__(self, errors: list[str]) -> None:
        """Carry one sentence per setting at fault, all of them."""
        super().__init__("; ".join(errors))
        self.errors = errors


class _Given(Env):
    """Environs, reading a mapping in place of the process's own environment."""

    def __init__(self, given: Mapping[str, str]) -> None:
        super().__init__(eager=False)
        self._given = given

    def _get_value(self, env_key: str, default: Any) -> Any:
        return self._given.get(env_key, default)


def setting(
    default: Any = MISSING,
    unit: str = "",
    meaning: str = "",
    *,
    low: float | None = None,
    high: float | None = None,
    choices: tuple[str, ...] = (),
    name: str = "",
    secret: bool = False,
) -> Any:
    """Describe one setting; numbers outside `low` to `high` have been tried and are not safe."""
    about: dict[str, Any] = {"unit": unit, "meaning": meaning, "low": low, "high": high}
    about |= {"choices": choices, "name": name, "secret": secret}
    if isinstance(default, list):
        return field(default_factory=default.copy, metadata=about)
    return field(default=default, metadata=about)


def name_of(described: Field[Any]) -> str:
    """Give the environment variable a setting is read from."""
    return described.metadata["name"] or PREFIX + described.name.upper()


def default_of(described: Field[Any]) -> Any:
    """Give what holds when nothing is set; None where it must be set."""
    if described.default_factory is not MISSING:
        return described.default_factory()
    return None if described.default is MISSING else described.default


def read_all(holder: type, environ: Mapping[str, str]) -> dict[str, Any]:
    """Read every setting `holder` describes; SettingsInvalid names all that are wrong."""
    given, errors = _with_files(holder, environ)
    env = _Given(given)
    values = {described.name: _read(env, described) for described in fields(holder)}
    try:
        env.seal()
    except EnvValidationError as wrong:
        by_name: Any = wrong.error_messages
        errors += [f"{name}: {' '.join(map(_sentence, said))}" for name, said in by_name.items()]
    errors += _misspelled(holder, environ)
    if errors:
        raise SettingsInvalid(errors)
    return values


def _sentence(said: str | int) -> str:
    return f"Item {said + 1} is not a whole number." if isinstance(said, int) else said


def _read(env: Env, described: Field[Any]) -> Any:
    about = described.metadata
    default = default_of(described)
    options: dict[str, Any] = {"default": ... if default is None else default}
    if described.type == list[int]:
        return env.list(name_of(described), subcast=int, validate=_each_positive, **options)
    if about["low"] is not None:
        options["validate"] = validate.Range(min=about["low"], max=about["high"])
    if about["choices"]:
        options["validate"] = validate.OneOf(about["choices"])
    kinds: dict[Any, Any] = {int: env.int, float: env.float, bool: env.bool}
    return kinds.get(described.type, env.str)(name_of(described), **options)


def _each_positive(values: list[int]) -> None:
    if not values or min(values) < 1:
        raise ValidationError("Must be whole numbers above 0, separated by commas.")


def _with_files(holder: type, environ: Mapping[str, str]) -> tuple[dict[str, str], list[str]]:
    """Read `<NAME>_FILE` in place of `<NAME>`, as container platforms hand over secrets."""
    given, errors = dict(environ), []
    for name in (name_of(described) for described in fields(holder)):
        path = environ.get(name + FILE)
        if path is None:
            continue
        if name in environ:
            errors.append(f"{name}: given twice, as {name} and as {name}{FILE}.")
        try:
            given[name] = Path(path).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError) as wrong:
            errors.append(f"{name}{FILE}: {path} cannot be read ({type(wrong).__name__}).")
            given.setdefault(name, "")
    return given, errors


def _misspelled(holder: type, environ: Mapping[str, str]) -> list[str]:
    """Find names that are almost ours; others with our prefix belong to other tools."""
    known = {name_of(described) for described in fields(holder)}
    known |= {name + FILE for name in known}
    strangers = sorted(name for name in environ if name.startswith(PREFIX) and name not in known)
    near = {name: difflib.get_close_matches(name, known, 1, ALMOST) for name in strangers}
    return [f"{name}: unknown; did you mean {like[0]}?" for name, like in near.items() if like]
