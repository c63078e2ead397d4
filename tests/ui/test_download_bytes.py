"""Every download is bytes that the page holds.

Given a function, Streamlit makes the file when it is asked for and throws it away after two runs of any visitor's
script: with one busy visitor beside and 0.2 s of network, 25 downloads of 40 failed.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

UI = Path(__file__).parents[2] / "compensation" / "ui"


def callables(source: str) -> Iterator[str]:
    """What is given to a download button and is, or may be, a function."""
    for function in ast.walk(ast.parse(source)):
        if isinstance(function, ast.FunctionDef):
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and ast.unparse(call.func).endswith("download_button"):
                    given = {keyword.arg: keyword.value for keyword in call.keywords}
                    data = given["data"] if "data" in given else call.args[1]
                    if not _is_made(data, function):
                        yield ast.unparse(data)


def _is_made(data: ast.expr, function: ast.FunctionDef) -> bool:
    """Made by a call, taken out of what is held, or a name that is bound to such, or that is a parameter of bytes."""
    if isinstance(data, ast.Call):
        return ast.unparse(data.func) not in ("partial", "functools.partial")
    if isinstance(data, ast.Name):
        parameters = [*function.args.args, *function.args.kwonlyargs]
        of_bytes = any(p.arg == data.id and p.annotation and ast.unparse(p.annotation) == "bytes" for p in parameters)
        bound = [
            node.value
            for node in ast.walk(function)
            if isinstance(node, ast.Assign) and any(isinstance(t, ast.Name) and t.id == data.id for t in node.targets)
        ]
        return of_bytes or (bool(bound) and all(_is_made(value, function) for value in bound))
    return isinstance(data, ast.Subscript)


def test_no_download_button_gets_a_function() -> None:
    sources = {path.name: path.read_text(encoding="utf-8") for path in sorted(UI.rglob("*.py"))}
    with_button = [name for name, source in sources.items() if "download_button(" in source]
    assert len(with_button) >= 4
    assert {name: found for name in with_button if (found := list(callables(sources[name])))} == {}


@pytest.mark.parametrize(
    "given", ["lambda: made()", "made", "partial(made, 3)", "self.made", "late", "data=lambda: b''"]
)
def test_a_function_is_seen(given: str) -> None:
    source = f"def draw(made, other: bytes):\n    late = lambda: made()\n    st.download_button('x', {given})\n"
    assert len(list(callables(source))) == 1
