"""Compares two assessments and names every place where they differ."""

from __future__ import annotations

from datetime import date
from typing import Any

NAMED_BY = ("kind", "id", "ground")


def mismatches(expected: Any, actual: Any, path: str = "", whole: bool = False) -> list[str]:
    """What `actual` lacks of `expected`; `whole`: the two must hold the same keys and items too."""
    if isinstance(expected, dict):
        if not isinstance(actual, dict):
            return [f"{path}: expected {expected!r}, got {actual!r}"]
        keys = sorted({*expected, *actual}) if whole else list(expected)
        return [found for key in keys for found in _member(expected, actual, key, f"{path}.{key}".lstrip("."), whole)]
    if isinstance(expected, list):
        return _lists(expected, actual, path, whole)
    if isinstance(expected, date):
        expected = expected.isoformat()
    return [] if expected == actual else [f"{path}: expected {expected!r}, got {actual!r}"]


def _member(expected: dict, actual: dict, key: str, path: str, whole: bool) -> list[str]:
    if key not in actual:
        return [f"{path}: is missing"]
    if key not in expected:
        return [f"{path}: is not expected, got {actual[key]!r}"]
    return mismatches(expected[key], actual[key], path, whole)


def _lists(expected: list, actual: Any, path: str, whole: bool) -> list[str]:
    """Lines, findings and grounds by their name in any order; ledger entries and monthly wages in order of time."""
    if not isinstance(actual, list):
        return [f"{path}: expected a list, got {actual!r}"]
    name = next((key for key in NAMED_BY if expected and key in expected[0]), None)
    found = []
    if (whole or name is None) and len(expected) != len(actual):
        found.append(f"{path}: expected {len(expected)} items, got {len(actual)}")
    by_name = {item.get(name): item for item in actual} if name else {}
    for number, item in enumerate(expected):
        other = by_name.get(item[name]) if name else (actual[number] if number < len(actual) else None)
        found += mismatches(item, other, f"{path}[{item[name] if name else number}]", whole)
    return found
