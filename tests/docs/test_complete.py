"""Everything that people call by name has its line in the documentation, and every line is of something that exists."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any, get_args

import pytest
import typer
from pydantic import BaseModel

import compensation
from compensation import Assessment, Placement
from compensation.choices import Force as Ground
from compensation.choices import Status, words_of
from compensation.cli.app import app
from compensation.placement import read_placement
from compensation.placement.cases import case_of
from compensation.placement.parts import CHANGING, Change, HoursByDay
from compensation.reading.step import Quantity, SourceRef, Unit
from compensation.reading.tables import FINDING_IDS, cases_of, read_table
from compensation.reading.told import ORDER
from compensation.rulebook.checks import REQUIRED_RULES, REQUIRED_THRESHOLDS
from compensation.rulebook.models import Force, PracticeFile, RuleFile, SectorFile
from compensation.rulebook.scheme import AmountUnknown, Gates, Scheme, SchemeVersion, Shape
from compensation.rulebook.sources import Checked, Mark, Source
from compensation.table.catalog import catalog_of
from compensation.table.faults import ERROR_COLUMNS
from compensation.table.results import result_columns
from compensation.texts import LANGUAGES, catalogue
from tests.docs.pages import CONTRACT, DOCS, ROOT, lines_of, section

ASSESSMENT, PLACEMENT, SCHEME = (CONTRACT / f"{name}.md" for name in ("assessment", "placement", "scheme"))
RULES, COMMANDS, COLUMNS_PAGE = CONTRACT / "rules.md", CONTRACT / "commands.md", DOCS / "columns.md"


# ---------------------------------------------------------------- commands


def commands() -> Iterator[tuple[str, Any]]:
    """Every command, `rules check` and the like by both its words."""
    for name, command in typer.main.get_command(app).commands.items():
        inner = getattr(command, "commands", None)
        yield from ((f"{name} {part}", c) for part, c in inner.items()) if inner else [(name, command)]


def usage(name: str, command: Any) -> str:
    """`passend rules check [DIR]`: required arguments bare, the others in brackets."""
    arguments = [p for p in command.params if p.param_type_name == "argument"]
    return " ".join(["passend", name, *(ARGUMENT if p.required else f"[{ARGUMENT}]" for p in arguments)])


ARGUMENT = "..."


def test_every_command_with_its_arguments() -> None:
    told = {re.sub(r"\b[A-Z]+\b", ARGUMENT, line) for line in lines_of(COMMANDS, "Commands")}
    assert told == {usage(name, command) for name, command in commands()}


def test_every_option() -> None:
    options = {
        opt if opt == "--lang" else f"{name} {opt}"
        for name, command in commands()
        for parameter in command.params
        if parameter.param_type_name == "option"
        for opt in parameter.opts
    }
    assert set(lines_of(COMMANDS, "Options")) == options


def test_every_setting() -> None:
    code = chain((ROOT / "compensation").rglob("*.py"), [ROOT / "app.py"])
    used = set(re.findall(r"\bPASSEND_[A-Z_]+\b", "\n".join(file.read_text(encoding="utf-8") for file in code)))
    assert set(lines_of(COMMANDS, "Settings")) == used


def test_every_name_of_the_public_api() -> None:
    assert set(lines_of(COMMANDS, "In Python")) == set(compensation.__all__)


# ---------------------------------------------------------------- what goes in


def fields_of(model: type[BaseModel], leaves: tuple[type, ...] = ()) -> Iterator[str]:
    """Dotted names of the fields of a model, those of models inside it and inside its lists too."""
    for name, field in model.model_fields.items():
        if field.exclude:  # for who writes words, and no part of the JSON
            continue
        alias = field.alias or name
        inner = [m for m in models_in(field.annotation) if m not in leaves]
        if inner:
            yield from (f"{alias}.{rest}" for m in inner for rest in fields_of(m, leaves))
        else:
            yield alias


def models_in(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models that an annotation is made of."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in get_args(annotation):
        yield from models_in(part)


def test_every_field_of_a_placement() -> None:
    told = set(lines_of(PLACEMENT, "The fields"))
    expected = set(fields_of(Placement, leaves=(HoursByDay, Change)))
    assert told - {"changes.from"} == expected - {"changes"}


def test_every_field_that_changes_on_the_way() -> None:
    told = section(PLACEMENT, "What changes on the way").partition("\n\nWhat looks at")[0]
    assert set(re.findall(r"`([a-z_.]+)`", told)) - {"changes"} == set(CHANGING)


def test_every_kind_of_cost(live_book) -> None:
    assert [*lines_of(COLUMNS_PAGE, "Kinds of cost")] == [*live_book.line_kinds]


def test_every_column_of_a_table(live_book) -> None:
    assert set(lines_of(COLUMNS_PAGE, "The columns")) == set(catalog_of(live_book).columns)


# ---------------------------------------------------------------- what comes out


def test_every_key_of_an_assessment() -> None:
    keys = set(fields_of(Assessment, leaves=(Quantity, SourceRef)))
    told = set(lines_of(ASSESSMENT, "The keys"))
    branches = {key.rsplit(".", depth)[0] for key in keys for depth in range(1, key.count(".") + 1)}
    assert keys - told == set()
    assert told - keys - branches == set()


def test_every_column_of_the_results_in_their_order(book) -> None:
    any_placement = read_placement(
        {"route": "bol", "start": "2026-02-02", "end": "2026-02-28", "hours_per_week": 8, "workdays": ["mon"]}
    )
    columns = result_columns(read_table(cases_of([case_of(any_placement, book)]), book))
    kinds, findings, grounds = map("|".join, (book.line_kinds, FINDING_IDS, words_of(Ground)))
    plain = (re.sub(rf"(?<=^expenses\.)({kinds})(?=\.)", "<kind>", name) for name in columns)
    plain = (re.sub(rf"(?<=^totals\.by_ground\.)({grounds})(?=\.)", "<ground>", name) for name in plain)
    patterns = dict.fromkeys(re.sub(rf"(?<=^findings\.)({findings})$", "<finding>", name) for name in plain)
    told = [*lines_of(ASSESSMENT, "In a table")]
    assert told == [*patterns, *ERROR_COLUMNS]


def test_every_finding_status_ground_unit_and_section() -> None:
    assert [*lines_of(ASSESSMENT, "Findings")] == [*FINDING_IDS, *words_of(Status)]
    assert [*lines_of(ASSESSMENT, "Grounds")] == [*words_of(Ground)]
    assert [*lines_of(ASSESSMENT, "Steps")] == [*ORDER, *get_args(Unit)]


# ---------------------------------------------------------------- rules and schemes


def test_every_rule_with_its_unit(live_book) -> None:
    used, shown = lines_of(RULES, "Rules that are used"), lines_of(RULES, "Rules that are shown only")
    assert set(used) == set(REQUIRED_RULES)
    assert set(shown) == set(live_book.rules) - set(REQUIRED_RULES)
    for name, line in {**used, **shown}.items():
        assert re.match(rf" {live_book.rules[name].unit}\b", line), name


def test_every_threshold_with_its_unit(live_book) -> None:
    told = lines_of(RULES, "Thresholds")
    assert {name: line.split("|")[0].strip() for name, line in told.items()} == REQUIRED_THRESHOLDS
    assert set(told) == set(live_book.thresholds)


def test_every_part_of_the_rule_files_source_and_mark() -> None:
    parts = {name for model in (RuleFile, SectorFile, PracticeFile) for name in model.model_fields}
    assert set(lines_of(RULES, "Other parts of the files")) == parts - {"rules"} | {"schemes"}
    assert set(lines_of(RULES, "Sources")) == {*Source.model_fields}
    assert set(lines_of(RULES, "Marks")) == {*Checked}


@pytest.mark.parametrize(
    ("heading", "model"), [("The form", Scheme), ("A version", SchemeVersion), ("Gates", Gates)], ids=str
)
def test_every_field_of_a_scheme(heading: str, model: type[BaseModel]) -> None:
    names = {field.alias or name for name, field in model.model_fields.items()}
    assert set(lines_of(SCHEME, heading)) == names


def test_every_shape_with_its_fields() -> None:
    told = lines_of(SCHEME, "Shapes")
    shapes = {get_args(m.model_fields["type"].annotation)[0]: m for m in models_in(Shape)}
    assert set(told) == set(shapes)
    for name, model in shapes.items():
        assert set(re.findall(r"`(\w+)`", told[name].split("|")[0])) == set(model.model_fields) - {"type"}


def test_every_reason_why_an_amount_is_not_known() -> None:
    statuses = get_args(AmountUnknown.model_fields["status"].annotation)
    told = lines_of(SCHEME, "When the amount is not known")
    assert set(told) == {*AmountUnknown.model_fields, *statuses}


# ---------------------------------------------------------------- the catalogues


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_word_of_the_contract_in_every_language(lang: str, live_book) -> None:
    """The catalogues are compared with the vocabulary, not only with each other."""
    needed = {
        "findings": FINDING_IDS,
        "words.force": [*Force],
        "words.mark": [*Mark],
        "words.status": words_of(Status),
        "words.gates": [*Gates.model_fields],
        "cli.sectors.status": get_args(AmountUnknown.model_fields["status"].annotation),
        "sectors_page.unknown.statuses": get_args(AmountUnknown.model_fields["status"].annotation),
    }
    texts = catalogue(lang)
    missing = [f"{group}.{name}" for group, names in needed.items() for name in names if f"{group}.{name}" not in texts]
    missing += [column.text for column in catalog_of(live_book).columns.values() if column.text not in texts]
    assert missing == []


# ---------------------------------------------------------------- the shape of the tree


def test_every_module_and_package_has_its_place_in_the_design() -> None:
    parts = [f"compensation/{p.name}" for p in (ROOT / "compensation").glob("*.py") if p.name != "__main__.py"]
    parts += [f"compensation/{p.parent.name}/" for p in (ROOT / "compensation").glob("*/__init__.py")]
    told = section(DOCS / "design.md", "The shape today")
    assert [part for part in parts if f"`{part}`" not in told] == []
