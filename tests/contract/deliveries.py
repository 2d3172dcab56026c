"""Which events the component tests deliver twice, read off the tests' own sources.

`hears(..., twice=True)` may be given a value made elsewhere: a constant, a builder, a parameter.
So every name is followed to whatever is assigned, returned or listed under it.
"""

import ast
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import TypeGuard

Named = dict[str, set[str]]


def delivered_twice(sources: Iterable[str]) -> set[str]:
    """Name everything that stands behind what is delivered twice."""
    trees = [ast.parse(source) for source in sources]
    behind: Named = defaultdict(set)
    for tree in trees:
        _note_definitions(tree, behind)
    calls = [call for tree in trees for call in _delivering(tree)]
    return _followed({name for call in calls for name in _names(call)}, behind)


def folder_sources(folder: Path) -> list[str]:
    """Read every module of a folder of tests."""
    return [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.py"))]


def _delivering(tree: ast.AST) -> list[ast.Call]:
    """Find what delivers twice: by itself, or by a function that does nothing else."""
    through = {node.name for node in ast.walk(tree) if _only_delivers(node)}
    calls = [node for node in ast.walk(tree) if isinstance(node, ast.Call) and node.args]
    return [call for call in calls if _is_twice(call) or _called(call) in through]


def _only_delivers(node: ast.AST) -> TypeGuard[ast.FunctionDef]:
    if not isinstance(node, ast.FunctionDef) or node.name.startswith("test_"):
        return False
    (statement, *more) = node.body
    value = statement.value if isinstance(statement, ast.Expr | ast.Return) else None
    return not more and isinstance(value, ast.Call) and _is_twice(value)


def _called(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _is_twice(call: ast.Call) -> bool:
    return bool(call.args) and any(_says_twice(word) for word in call.keywords)


def _says_twice(word: ast.keyword) -> bool:
    return word.arg == "twice" and isinstance(word.value, ast.Constant) and word.value.value is True


def _note_definitions(tree: ast.AST, behind: Named) -> None:
    for node in ast.walk(tree):
        if isinstance(node, ast.Assign):
            for target in node.targets:
                _note(target, node.value, behind)
        elif isinstance(node, ast.For | ast.comprehension):
            _note(node.target, node.iter, behind)
        elif isinstance(node, ast.FunctionDef):
            _note_function(node, behind)


def _note(target: ast.AST, value: ast.AST, behind: Named) -> None:
    for name in _names(target):
        behind[name] |= _names(value)


def _note_function(node: ast.FunctionDef, behind: Named) -> None:
    """A function stands for what it returns, its parameters for what they are parametrized with."""
    for part in ast.walk(node):
        if isinstance(part, ast.Return) and part.value is not None:
            behind[node.name] |= _names(part.value)
    decorated = {name for decorator in node.decorator_list for name in _names(decorator)}
    for parameter in node.args.args:
        behind[parameter.arg] |= decorated


def _names(node: ast.AST) -> set[str]:
    named = {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
    return named | {part.attr for part in ast.walk(node) if isinstance(part, ast.Attribute)}


def _followed(given: set[str], behind: Named) -> set[str]:
    known: set[str] = set()
    while given - known:
        known |= given
        given = {name for one in known for name in behind.get(one, ())}
    return known
