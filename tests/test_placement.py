"""Placements as they come in: each kind of fault on its exact path and words, and no other exception for any input."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from compensation import Placement, PlacementError, RuleBook, assess, read_placement
from compensation.choices import words_of
from compensation.outside import shown
from compensation.placement import cases, model, parts
from compensation.placement.checks import Wrong
from compensation.texts import catalogue

Make = Callable[..., dict[str, Any]]
FIXTURES = sorted((Path(__file__).parent / "fixtures" / "bad_placements").glob("*.yaml"))


def complete(text: str, book: RuleBook) -> str:
    """The list of regions of the rule book, short enough to be told whole."""
    return text.replace("{regions}", ", ".join(book.region_keys))


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_bad_placement(fixture: Path, book: RuleBook) -> None:
    case = yaml.safe_load(fixture.read_text(encoding="utf-8"))
    with pytest.raises(PlacementError) as caught:
        assess(read_placement(case["placement"]), book)
    found = [
        {"path": fault.path, "nl": fault.message("nl"), "en": fault.message("en")} for fault in caught.value.faults
    ]
    expected = [{name: complete(text, book) for name, text in fault.items()} for fault in case["expect"]]
    assert found == expected
    assert str(caught.value) == "\n".join(f"{fault['path']}: {fault['en']}" for fault in expected)


def codes(fixture: Path, book: RuleBook) -> set[str]:
    with pytest.raises(PlacementError) as caught:
        assess(read_placement(yaml.safe_load(fixture.read_text(encoding="utf-8"))["placement"]), book)
    return {fault.code for fault in caught.value.faults}


def test_every_fault_that_the_code_knows_has_a_fixture(book: RuleBook) -> None:
    quoted = re.findall(r'"(\w+)"', "".join(inspect.getsource(module) for module in (cases, model, parts)))
    known = {key.removeprefix("faults.") for key in catalogue("en") if key.startswith("faults.")}
    seen = {code for fixture in FIXTURES for code in codes(fixture, book)}
    assert set(quoted) & known - {"missing"} <= seen
    assert set(words_of(Wrong)) <= seen
    assert len(seen) > 35


# ---------------------------------------------------------------- what is read


def test_defaults(plain: Make) -> None:
    made = read_placement(plain(norm=None))
    assert made.kind == "placement"
    assert made.compulsory is True
    assert made.cao.status == "none"
    assert made.public_holidays == "free"
    assert made.travel.mode == "none"
    assert made.norm == "sector"
    assert made.costs == made.closed == ()
    assert made.offer.allowance is made.birth_date is made.sector is None


def test_null_is_the_same_as_left_out(plain: Make) -> None:
    empty = {
        "id": None,
        "kind": None,
        "compulsory": None,
        "study_year": None,
        "sector": None,
        "cao": {"status": None, "scheme": None, "amount": None},
        "public_holidays": None,
        "closed": None,
        "birth_date": None,
        "travel": {"mode": None, "distance_km": None, "student_product": None},
        "costs": None,
        "offer": {"allowance": None, "includes_expenses": None, "reimbursements": None},
        "own_norm": None,
        "placement_test": None,
    }
    assert read_placement(plain(**empty)) == read_placement(plain())
    assert read_placement(plain(offer=None)) == read_placement(plain())
    with pytest.raises(PlacementError, match="nonsense: this field does not exist"):
        read_placement(plain(nonsense=None))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("33.85", "33.85"),
        (33.85, "33.85"),
        (0.1, "0.10"),
        (350, "350.00"),
        (Decimal("9.05"), "9.05"),
        ("0", "0.00"),
        ("250.000", "250.00"),
        (" 12.5 ", "12.50"),
        (999999.99, "999999.99"),
        (1e2, "100.00"),
        ("5.", "5.00"),
    ],
)
def test_amounts_are_read_exactly(written: Any, read: str, plain: Make) -> None:
    made = read_placement(plain(offer={"allowance": {"amount": written}}))
    assert made.offer.allowance is not None
    assert str(made.offer.allowance.amount) == read


@pytest.mark.parametrize(
    "written",
    ["1_000", "１２", "1,5", "€ 5", "", "-", "0x10", "1e400", "nan", "-0.01", 1e6, -0.5, 0.001, True, [], {}, 10**5000],
    ids=lambda value: "long" if value == 10**5000 else repr(value),
)
def test_other_amounts_are_faults(written: Any, plain: Make) -> None:
    with pytest.raises(PlacementError) as caught:
        read_placement(plain(offer={"allowance": {"amount": written}}))
    assert [fault.path for fault in caught.value.faults] == ["offer.allowance.amount"]


def test_dates_as_text_or_date(plain: Make) -> None:
    assert read_placement(plain(start=date(2026, 2, 2))) == read_placement(plain(start=" 2026-02-02 "))


def test_a_placement_does_not_change(plain: Make) -> None:
    made = read_placement(plain())
    with pytest.raises(ValidationError):
        made.route = "wo"  # type: ignore[misc, assignment]


def test_model_validate_is_the_public_way_in_too(plain: Make) -> None:
    assert Placement.model_validate(plain()) == read_placement(plain())
    with pytest.raises(ValidationError) as caught:
        Placement.model_validate({**plain(), "hours_per_week": "x"})
    assert caught.value.errors()[0]["type"] == "number"


def test_json_has_the_contracts_keys_and_exact_text(plain: Make) -> None:
    written = read_placement(
        plain(
            hours_per_week=32.5,
            closed=[{"from": "2026-02-09", "to": "2026-02-10"}],
            travel={"mode": "own_vehicle", "distance_km": 12},
            offer={"allowance": {"amount": 250}},
        )
    ).model_dump(mode="json", by_alias=True)
    assert written["closed"] == [{"from": "2026-02-09", "to": "2026-02-10", "paid": True}]
    assert written["hours_per_week"] == "32.5"
    assert written["travel"]["distance_km"] == "12"
    assert written["offer"]["allowance"] == {"amount": "250.00", "per": "month"}
    assert written["start"] == "2026-02-02"


def test_an_identity_is_text_or_a_number_and_comes_back(plain: Make, book: RuleBook) -> None:
    for identity in ("2026-0413", 413, None):
        assert assess(read_placement(plain(id=identity)), book).id == identity


@pytest.mark.parametrize(("end", "fits"), [("2032-02-01", True), ("2032-02-02", False)])
def test_six_years_is_the_longest(end: str, fits: bool, plain: Make) -> None:
    if fits:
        assert read_placement(plain(end=end)).end == date(2032, 2, 1)
    else:
        with pytest.raises(PlacementError):
            read_placement(plain(end=end))


@pytest.mark.parametrize(("birth", "fits"), [("2013-02-02", True), ("2013-02-03", False), ("1926-02-03", True)])
def test_age_at_the_start(birth: str, fits: bool, plain: Make) -> None:
    if fits:
        read_placement(plain(birth_date=birth))
    else:
        with pytest.raises(PlacementError, match="it must be 13 to 99"):
            read_placement(plain(birth_date=birth))


def test_shown_is_one_short_line() -> None:
    assert shown("a\nb  c") == "a b c"
    assert len(shown("x" * 100)) == 60
    assert shown(None) == "None"


# ---------------------------------------------------------------- any garbage

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.text(max_size=12),
    st.sampled_from(["bol", "mon", "month", "2026-02-02", "12.50", "own", "applies", "horeca"]),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4),
    max_leaves=12,
)
FIELDS = st.sampled_from(sorted(Placement.model_fields))


def read_or_fault(data: Any, book: RuleBook) -> None:
    """A placement that can be assessed, or faults that have a path and words in both languages."""
    try:
        assess(read_placement(data), book)
    except PlacementError as error:
        assert error.faults
        for fault in error.faults:
            assert fault.path
            for lang in ("nl", "en"):
                message = fault.message(lang)
                assert message
                assert "\n" not in f"{fault.path}: {message}"


@given(VALUES)
@example({1: 2, None: 3})
@example({"int": 1, "str": {"int": 2}})
@settings(max_examples=150)
def test_any_value_gives_a_placement_or_faults(book: RuleBook, data: Any) -> None:
    read_or_fault(data, book)


@pytest.mark.slow
@given(st.dictionaries(FIELDS, VALUES, max_size=6))
@settings(max_examples=300)
def test_any_value_in_any_field_gives_a_placement_or_faults(
    book: RuleBook, plain: Make, fields: dict[str, Any]
) -> None:
    read_or_fault(plain(**fields), book)
    read_or_fault(plain(wage=True, **fields), book)


SECTIONS = {
    name: sorted(part.model_fields)
    for name, part in (
        ("cao", parts.Cao),
        ("travel", parts.Travel),
        ("offer", parts.Offer),
        ("hours_by_day", parts.HoursByDay),
        ("assume", parts.Assume),
    )
}


@pytest.mark.slow
@given(st.data())
@settings(max_examples=200)
def test_any_value_in_any_field_of_a_section(book: RuleBook, plain: Make, data: st.DataObject) -> None:
    name = data.draw(st.sampled_from(sorted(SECTIONS)))
    fields = data.draw(st.dictionaries(st.sampled_from(SECTIONS[name]), VALUES, max_size=4))
    read_or_fault(plain(**{name: fields}), book)


def test_an_unknown_field_named_as_a_type_keeps_its_path(plain: Make) -> None:
    with pytest.raises(PlacementError) as caught:
        read_placement(plain(int=1, travel={"str": 2}))
    assert {fault.path for fault in caught.value.faults} == {"int", "travel.str"}
