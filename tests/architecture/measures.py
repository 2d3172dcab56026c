"""Measures of source code that a person would take with a ruler."""

import ast
from collections.abc import Iterator
from pathlib import Path

Function = ast.FunctionDef | ast.AsyncFunctionDef
DEEPER = (ast.For, ast.While, ast.If, ast.With, ast.Try, ast.Match, ast.AsyncFor, ast.AsyncWith)


def too_long(path: Path, allowed: int) -> list[str]:
    """Name a file of more lines than allowed."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    return [f"{path}: {lines} lines, {allowed} allowed"] if lines > allowed else []


def functions(path: Path) -> Iterator[Function]:
    """Give every function of a file, methods and inner ones too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Count the lines of a function, its docstring and decorators left out."""
    body = function.body[1:] if ast.get_docstring(function, clean=False) else function.body
    if not body:
        return 1
    return (function.end_lineno or 0) - body[0].lineno + 1 + body_offset(function)


def body_offset(function: Function) -> int:
    """Count the lines of a function's signature."""
    return function.body[0].lineno - function.lineno


def nesting(node: ast.AST, depth: int = 0) -> int:
    """Measure how deep blocks lie in one another; `elif` is no deeper than its `if`."""
    deepest = depth
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda | ast.ClassDef):
            continue
        deeper = isinstance(child, DEEPER) and not _is_elif(node, child)
        deepest = max(deepest, nesting(child, depth + 1 if deeper else depth))
    return deepest


def _is_elif(node: ast.AST, child: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(child, ast.If) and node.orelse == [child]


def parameters(function: Function) -> int:
    """Count what a caller has to think of by position; `self` and `cls` are not thought of."""
    names = [one.arg for one in (*function.args.posonlyargs, *function.args.args)]
    return len([name for name in names if name not in {"self", "cls"}])
