"""Placements that nobody fills in: deep, long, wrong in thousands of places. Each ends in a few lines, and soon."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest

from compensation import PlacementError, RuleBook, assess, read_placement
from compensation.outside import MOST_TOLD, JsonError, read_json, shown
from compensation.placement.model import MOST_FIELDS, MOST_ITEMS
from compensation.rulebook.yaml_source import read_yaml
from compensation.telling.voice import Voice
from compensation.texts import LANGUAGES
from compensation.ui.calculator.save import FileFaultError, read_file

from .limited import FIXTURES, child

Make = Callable[..., dict[str, Any]]
MANY = 500_000
#: Shapes without an end in sight; each is far deeper than any reader's stack.
DEEP = {
    "brackets": "[" * MANY,
    "braces": "{" * MANY,
    "brackets_closed": "[" * MANY + "]" * MANY,
    "flow_maps": "{a: " * MANY,
    "flow_of_both": "[{a: " * MANY,
    "dashes": "- " * MANY,
    "dashes_then_brackets": "- " * 50 + "[" * MANY,
    "questions": "? " * MANY,
    "block_maps": "".join(f"{' ' * level}a:\n" for level in range(1200)),
    "flow_in_block": "route: bol\ncosts:\n  - kind: " + "[" * MANY,
    "in_a_section": "travel: {mode: {mode: {mode: " + "{mode: " * MANY,
}
REFERENCES = {
    "aliases": "a: &a [1]\nb: [*a, *a]\n",
    "laughs": "a: &a [x, x]\n"
    + "".join(f"{chr(98 + n)}: &{chr(98 + n)} [*{chr(97 + n)}, *{chr(97 + n)}]\n" for n in range(20)),
    "an_alias_to_itself": "a: &a [*a]\n",
    "tags": "!!python/object/apply:os.system [ls]\n",
    "anchors_without_end": "&a " * MANY,
}


@pytest.mark.slow
def test_deep_yaml_is_one_fault_with_its_place() -> None:
    done = child(
        "from compensation.rulebook.yaml_source import read_yaml\n"
        "from tests.hostile.test_placements import DEEP\n"
        "for name, text in DEEP.items():\n"
        "    print(name, *read_yaml(text, 'p.yaml').faults, flush=True)",
        seconds=20,
    )
    assert done.code == 0, f"ended after {done.out!r}"
    lines = done.out.splitlines()
    assert [line.split()[0] for line in lines] == list(DEEP)
    assert all(line.count("nested more than 60 levels deep") == 1 for line in lines)


@pytest.mark.parametrize("name", REFERENCES)
def test_references_are_refused_before_they_are_followed(name: str) -> None:
    (fault,) = read_yaml(REFERENCES[name], "p.yaml").faults
    assert "not allowed" in fault.problem


@pytest.mark.parametrize("item", ["- 1\n", "a: 1\n", "- []\n"])
def test_a_file_of_too_many_values_is_refused(item: str) -> None:
    began = time.process_time()
    (fault,) = read_yaml(item * 200_000, "p.yaml").faults
    assert "more than 50,000 values" in fault.problem
    assert time.process_time() - began < 5


DEEP_JSON = {
    "brackets": "[" * MANY,
    "brackets_closed": "[" * MANY + "]" * MANY,
    "objects": '{"a":' * MANY,
    "objects_in_a_field": '{"route": ' + '{"a":' * 900 + "1" + "}" * 901,
    "arrays_in_a_field": '{"route": ' + "[" * 900 + "]" * 900 + "}",
    "behind_a_text_with_brackets": '{"id": "' + "]" * 99 + '\\"", "route": ' + "[" * MANY,
}


@pytest.mark.parametrize("name", DEEP_JSON)
def test_deep_json_is_refused_by_the_command_and_by_the_upload(name: str, book: RuleBook) -> None:
    with pytest.raises(ValueError, match="nested more than 60 levels deep, at line 1 column"):
        read_json(DEEP_JSON[name])
    with pytest.raises(FileFaultError) as caught:
        read_file(DEEP_JSON[name].encode(), book, "nl")
    assert caught.value.faults == (Voice("save", "employer", "nl").say("file.no_json"),)


def test_brackets_in_a_text_are_no_depth(book: RuleBook) -> None:
    assert read_json(json.dumps({"id": "[" * 500 + '\\"' + "{" * 500})) == {"id": "[" * 500 + '\\"' + "{" * 500}


@pytest.mark.slow
@pytest.mark.parametrize("name", ["deep_nesting_40kB.yaml", "quadratic_costs_12000.json"])
def test_the_command_says_it_in_a_line(name: str) -> None:
    command = "from compensation.cli.run import _run\nfrom compensation.cli import main\nmain(sys.argv[1:])"
    done = child(command, "assess", FIXTURES / name, "--lang", "nl", seconds=20)
    assert done.code == 2
    assert len(done.errors.splitlines()) < 10
    assert "Traceback" not in done.errors


#: What a regular expression or libyaml looks at again and again, the longer the more often.
SQUARE_JSON = {
    "quotes of a text that is never closed": '"' + '\\"' * 400_000,
    "digits before a number too large": "[" + "9" * 400_000 + ", 1e99999999999999999999]",
    "digits and points": "[" + "9." * 400_000 + "1e99999999999999999999",
    "backslashes": '"' + "\\" * 800_001,
    "names": "{" + '"a": {' * 50 + '"b":1,' * 100_000,
}
SQUARE_YAML = {
    "directives": "".join(f"%TAG !h{number}! tag:x\n" for number in range(40_000)) + "--- a",
    "quotes": '"' + '\\"' * 400_000,
    "colons": "a: " * 300_000,
    "documents": "---\n" * 200_000,
    "spaces": " " * 500_000 + "a\n" + " " * 400_000 + "b: 1",
}


@pytest.mark.parametrize("name", SQUARE_JSON)
def test_json_takes_no_square_time(name: str) -> None:
    began = time.process_time()
    with pytest.raises(JsonError):
        read_json(SQUARE_JSON[name])
    assert time.process_time() - began < 5


@pytest.mark.parametrize("name", SQUARE_YAML)
def test_yaml_takes_no_square_time(name: str) -> None:
    began = time.process_time()
    assert read_yaml(SQUARE_YAML[name], "p.yaml").faults
    assert time.process_time() - began < 5


# ---------------------------------------------------------------- long lists, many faults


@pytest.mark.parametrize(
    ("path", "item"),
    [("costs", 0), ("costs", {"kind": "vog"}), ("closed", 1), ("workdays", "funday"), ("offer.reimbursements", {})],
)
def test_a_list_without_end_is_one_fault(plain: Make, path: str, item: Any) -> None:
    long = [item] * 480_000
    data = plain(offer={"reimbursements": long}) if path.startswith("offer") else plain(**{path: long})
    began = time.process_time()
    with pytest.raises(PlacementError) as caught:
        read_placement(data)
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, "list_long")]
    assert time.process_time() - began < 2


def test_the_longest_list_is_read(plain: Make, book: RuleBook) -> None:
    costs = [{"kind": "clothing", "amount": "1.00"}] * MOST_ITEMS
    assert assess(read_placement(plain(costs=costs)), book).totals.owed >= MOST_ITEMS


def test_a_hundred_faults_are_told_and_the_others_counted(plain: Make) -> None:
    wrong = {f"field_{number}": 1 for number in range(MOST_FIELDS - 1)}
    data = plain(costs=[{"kind": "vog", **wrong}] * MOST_ITEMS, closed=[wrong] * MOST_ITEMS)
    began = time.process_time()
    with pytest.raises(PlacementError) as caught:
        read_placement(data)
    error = caught.value
    assert len(error.faults) == MOST_TOLD
    assert error.more == MOST_ITEMS * (2 * (MOST_FIELDS - 1) + 2) - MOST_TOLD
    for lang, said in (("nl", "en nog 11.900"), ("en", "and 11,900 more")):
        lines = list(error.lines(lang))
        assert len(lines) == MOST_TOLD + 1
        assert lines[-1].startswith(said)
    assert time.process_time() - began < 5


def test_fields_without_end_are_one_fault(plain: Make) -> None:
    for data, path in (
        (plain(**{f"field_{number}": 1 for number in range(200_000)}), "placement"),
        (plain(travel={f"field_{number}": 1 for number in range(200_000)}), "travel"),
    ):
        with pytest.raises(PlacementError) as caught:
            read_placement(data)
        assert [(fault.path, fault.code) for fault in caught.value.faults] == [(path, "too_many_fields")]


def test_the_upload_tells_a_hundred_faults(book: RuleBook, plain: Make) -> None:
    wrong = {f"field_{number}": 1 for number in range(40)}
    content = json.dumps({"passend": 1, "placement": plain(costs=[wrong] * 50)}, default=str).encode()
    with pytest.raises(FileFaultError) as caught:
        read_file(content, book, "nl")
    assert len(caught.value.faults) == MOST_TOLD + 1
    assert caught.value.faults[-1] == "en nog 1.950; verbeter eerst wat hierboven staat"


LONG = {
    "long": 10**5000,
    "below": -(10**5000),
    "text": "9" * 99_999,
    "lists": [[[]]] * 9,
    "map": {"a": {}},
}


@pytest.mark.parametrize("value", LONG.values(), ids=LONG)
def test_a_fault_repeats_no_more_than_a_line_of_what_stood_there(plain: Make, value: Any) -> None:
    for field in ("route", "kind", "hours_per_week", "start", "norm", "workdays", "study_year"):
        with pytest.raises(PlacementError) as caught:
            read_placement(plain(**{field: value}))
        assert all(len(line) < 400 for line in caught.value.lines())


def test_a_value_that_is_deep_itself(plain: Make) -> None:
    deep: Any = []
    for _ in range(100_000):
        deep = [deep]
    for field in ("route", "id", "travel", "costs", "workdays", "unknown"):
        with pytest.raises(PlacementError):
            read_placement(plain(**{field: deep}))
    while deep:  # taken apart by hand: letting go of it all at once is deep too
        deep = deep.pop()


def ascii_id(value: Any) -> str:
    """What a value is called; pytest would write it whole."""
    return ascii(shown(value))


@pytest.mark.parametrize(
    "value", ["\udcff.yaml", "a\ud800", 10**5000, -(10**60), True, Decimal("1e999999"), 5.0], ids=ascii_id
)
def test_an_id_that_could_not_come_back_is_a_fault(plain: Make, value: Any) -> None:
    with pytest.raises(PlacementError) as caught:
        read_placement(plain(id=value))
    assert [(fault.path, fault.code) for fault in caught.value.faults] == [("id", "text_needed")]


@pytest.mark.parametrize("value", ["9" * 5000, "a b\n", 2**63, -1, 0], ids=ascii_id)
def test_another_id_comes_back_as_it_is(plain: Make, book: RuleBook, value: Any) -> None:
    result = json.loads(assess(read_placement(plain(id=value)), book).model_dump_json(by_alias=True))
    assert result["id"] == value


@pytest.mark.live
@pytest.mark.parametrize(
    ("meant", "expected"), [("horeka", "horeca"), ("Cao Bakkersbedrijf", "bakkers"), ("cao_rijk", "rijk")]
)
def test_of_ninety_caos_the_nearest_few_are_named(plain: Make, live_book: RuleBook, meant: str, expected: str) -> None:
    with pytest.raises(PlacementError) as caught:
        assess(read_placement(plain(norm="sector", cao={"status": "applies", "scheme": meant})), live_book)
    (fault,) = caught.value.faults
    named = fault.values["choices"].split(", ")
    assert named[-1] == "..."
    assert expected in named[:-1] and set(named[:-1]) < set(live_book.scheme_keys) and len(named) == 6
    for lang in LANGUAGES:
        (line,) = caught.value.lines(lang)
        assert len(line) < 300 and "passend sectors" in line
