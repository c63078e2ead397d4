"""Reading YAML strictly: exact scalars, positions, and faults instead of exceptions."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compensation.rulebook.yaml_source import read_yaml, read_yaml_bytes


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("13.27", Decimal("13.27")),
        ("14.40", Decimal("14.40")),
        ("8", 8),
        ("-1", -1),
        (".5", Decimal("0.5")),
        ("5.", Decimal(5)),
        ("2026-01-01", date(2026, 1, 1)),
        ('"2026-01-01"', "2026-01-01"),
        ("'8'", "8"),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("no", "no"),
        ("on", "on"),
        ("010", "010"),
        ("12:30", "12:30"),
        ("1e3", "1e3"),
        ("0x1F", "0x1F"),
        ("1_000", "1_000"),
        (".inf", ".inf"),
        ("0,23", "0,23"),
        ("[1, 2.50]", [1, Decimal("2.50")]),
        ("{a: , b: x}", {"a": None, "b": "x"}),
        ("15: 30", {15: 30}),
        ("|\n  two\n  lines\n", "two\nlines\n"),
        ("", None),
    ],
)
def test_scalars(text: str, value: Any) -> None:
    source = read_yaml(text, "x.yaml")
    assert source.faults == []
    assert source.data == value
    assert type(source.data) is type(value)


def test_trailing_zeros_of_a_decimal_are_kept() -> None:
    assert str(read_yaml("14.40", "x.yaml").data) == "14.40"


def test_a_fault_points_at_its_line_and_column_or_at_the_nearest_place_above() -> None:
    source = read_yaml("rules:\n  km_rate:\n    versions:\n      - from: 2026-01-01\n", "x.yaml")
    at = ("rules", "km_rate", "versions", 0)
    assert str(source.fault((*at, "from"), "negative")).startswith(
        "x.yaml:4:9: rules.km_rate.versions.0.from: an amount"
    )
    assert str(source.fault((*at, "to"), "negative")).startswith(
        "x.yaml:4:9: rules.km_rate.versions.0.to: an amount is"
    )
    assert str(source.fault(("norms",), "positive")) == "x.yaml:1:1: norms: must be more than 0"
    assert str(source.fault((), "positive")) == "x.yaml:1:1: (file): must be more than 0"
    assert source.fault((), "positive").said("nl") == "x.yaml:1:1: (bestand): moet meer dan 0 zijn"


def test_the_first_of_two_equal_keys_is_kept() -> None:
    source = read_yaml("a: 1\nb: 2\na: 3\n", "x.yaml")
    assert source.data == {"a": 1, "b": 2}
    assert [str(fault) for fault in source.faults] == [
        "x.yaml:3:1: a: duplicate key: it already stands above, keep one"
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("a: 2026-02-30", "x.yaml:1:4: a: 2026-02-30 is not a date of the calendar"),
        ("true: 1", "x.yaml:1:1: ?: a key must be a word or a whole number"),
        ("null: 1", "x.yaml:1:1: ?: a key must be a word or a whole number"),
        ("{a: 1}: 1", "x.yaml:1:1: ?: a key must be a word or a whole number"),
        ("1.5: 1", "x.yaml:1:1: ?: a key must be a word or a whole number"),
        ("a:\n\t- 1", "x.yaml:2:1: (file): not valid YAML: a tab: indent with spaces"),
        ("a: 1\n--- \nb: 2", "x.yaml:2:1: (file): not valid YAML: one document a file: take the line --- out"),
        ("a: b: c", "x.yaml:1:5: (file): not valid YAML: a colon too many: put text that holds ': ' in quotes"),
        (
            "a: !!python/object:os.system x",
            "x.yaml:1:4: (file): not valid YAML: tags (!) are not allowed: take it out, or put the text in quotes",
        ),
        ("a: 1\nb: \x07", "x.yaml:2:4: (file): not valid YAML: a control character: take it out"),
    ],
)
def test_faults(text: str, message: str) -> None:
    assert [str(fault) for fault in read_yaml(text, "x.yaml").faults] == [message]


def test_a_file_that_is_no_utf_8_is_a_fault() -> None:
    assert [str(fault) for fault in read_yaml_bytes(b"a: 1\nb: caf\xe9\n", "rules/x.yaml").faults] == [
        "rules/x.yaml:2:1: (file): not UTF-8 text: save the file as UTF-8"
    ]


@given(st.text(st.sampled_from("ab:{}[]-,&*!|>'\"#%@`?\n \t0.é\x00\ud800"), max_size=40))
def test_no_text_raises(text: str) -> None:
    source = read_yaml(text, "x.yaml")
    assert all(fault.line >= 1 and fault.column >= 1 and fault.problem for fault in source.faults)
