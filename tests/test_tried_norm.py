"""A norm that is tried, as one file laid over the rules: it demands to the cent what was promised of it."""

from __future__ import annotations

import json
import re
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from typer.testing import CliRunner

from compensation import RuleBook, assess, check_rulebook, load_rulebook, read_placement
from compensation.cli.app import app as command
from compensation.cli.files import InputError
from compensation.compare.proposal import NormCost, Proposal, Rise, effect_of, scheme_yaml, with_scheme
from compensation.rulebook.faults import RuleBookError
from compensation.rulebook.loader import own_folder
from compensation.table import TableError, assess_table
from compensation.table.example import example_rows
from compensation.telling.answer import Answer
from compensation.telling.grounds import Rung, ground_of_cost, ground_of_pay

BOOK = load_rulebook()
START = date(2027, 1, 1)
COSTS = (
    NormCost(kind="travel"),
    NormCost(kind="vog", asked=True),
    NormCost(kind="clothing", asked=True, amount=Decimal("60.00")),
    NormCost(kind="tools", asked=True, owed=False, amount=Decimal("25.00"), per="month"),
)
ROW: dict[str, Any] = {
    "route": "bol",
    "sector": "horeca",
    "start": "2026-03-01",
    "end": "2026-04-30",
    "hours_per_week": 32,
    "workdays": "mon,tue,wed,thu",
    "offer.allowance.amount": "250",
}


def norm(**rest: Any) -> Proposal:
    about = {"name": "Norm van de horeca", "source_url": "https://khn.nl/norm", "costs": COSTS} | rest
    return Proposal("horeca", Decimal(400), Decimal(40), START, **about)


def laid(proposal: Proposal, tmp_path: Path, base: Path | None = None) -> RuleBook:
    """The rules with the norm's own file over them."""
    scheme = proposal.scheme()
    file = tmp_path / f"{scheme.key}.yaml"
    file.write_text(scheme_yaml(scheme), encoding="utf-8")
    return load_rulebook(file, base=base)


def demanded(frame: pd.DataFrame, book: RuleBook) -> Decimal:
    """What the file asks of the employers of these placements."""
    return Decimal(assess_table(frame, book)[0]["totals.by_ground.employer.gap"].sum())


@pytest.mark.parametrize("shape", ["per_hours", "by_days", "per_day"])
def test_the_loaded_norm_demands_what_was_promised(shape: Any, tmp_path: Path) -> None:
    steps = ((Decimal(4), Decimal("350.50")), (Decimal(1), Decimal(100)))
    proposal = norm(shape=shape, steps=steps)
    frame = pd.DataFrame(row for row in example_rows(BOOK) if row["sector"] == "horeca")
    effect = effect_of(proposal, frame, BOOK)
    assert effect.extra_expenses > 0 and effect.extra_allowance > 0
    # bbl students of a scheme have no amount of it: what rests on it is of who gets an allowance
    assert demanded(frame, laid(proposal, tmp_path)) == effect.extra


@pytest.mark.live
def test_it_does_so_with_the_rules_themselves(tmp_path: Path) -> None:
    whole = load_rulebook(base=own_folder())
    frame = pd.DataFrame(row for row in example_rows(whole) if row["sector"] == "horeca")
    kinds = [kind for kind in whole.line_kinds if kind in whole.sectors["horeca"].cost_kinds]
    proposal = norm(costs=tuple(NormCost(kind=kind) for kind in kinds))
    effect = effect_of(proposal, frame, whole)
    assert effect.extra_expenses > 0
    assert demanded(frame, laid(proposal, tmp_path, own_folder())) == effect.extra


def test_a_norm_without_costs_costs_no_expenses(tmp_path: Path) -> None:
    frame = pd.DataFrame(row for row in example_rows(BOOK) if row["sector"] == "horeca")
    proposal = norm(costs=())
    effect = effect_of(proposal, frame, BOOK)
    assert (effect.extra_expenses, effect.extra) == (0, demanded(frame, laid(proposal, tmp_path)))


def test_what_nobody_stated_is_no_new_cost(tmp_path: Path) -> None:
    """Two months of 70; clothing of 60 and a VOG are asked, and nobody said whether they are paid back."""
    frame = pd.DataFrame([ROW | {"id": "a"}])
    effect = effect_of(norm(), frame, BOOK)
    vog = assess_table(frame, laid(norm(), tmp_path))[0]["expenses.vog.owed"].iloc[0]
    assert (str(effect.extra), str(effect.extra_expenses)) == ("140.00", "0.00")
    assert effect.not_stated == 60 + vog > 60
    said = effect_of(norm(), frame.assign(**{"offer.complete": "ja"}), BOOK)
    assert (said.extra_expenses, str(said.not_stated)) == (60 + vog, "0.00")


def test_one_placement_and_a_table_are_read_alike(tmp_path: Path) -> None:
    book = laid(norm(), tmp_path)
    rows = [
        ROW,
        ROW | {"cost.clothing.amount": "85", "cost.clothing.required_by": "school"},
        ROW | {"route": "hbo", "cost.phone.amount": "10", "cao.status": "applies", "cao.scheme": "horeca"},
        ROW | {"route": "bbl", "birth_date": "2007-01-01", "offer.allowance.amount": None},
        ROW | {"sector": "bouw"},
    ]
    results, errors = assess_table(pd.DataFrame(row | {"id": n} for n, row in enumerate(rows)), book)
    assert errors.empty
    for number, row in enumerate(rows):
        found = assess(read_placement(placement_of(row)), book)
        by_ground = {part.ground: part for part in found.totals.by_ground}
        assert results["totals.owed"].iloc[number] == found.totals.owed
        of_norm = results["totals.by_ground.employer.owed"].iloc[number]
        assert of_norm == (by_ground["employer"].owed if "employer" in by_ground else 0)
        for line in found.expenses:
            assert results[f"expenses.{line.kind}.owed"].iloc[number] == line.owed
    assert results["totals.by_ground.employer.owed"].tolist()[3:] == [0, 0]


def placement_of(row: dict[str, Any]) -> dict[str, Any]:
    """A row of these as a placement."""
    kinds = {name.split(".")[1] for name in row if name.startswith("cost.")}
    costs = [
        {
            "kind": kind,
            "amount": row[f"cost.{kind}.amount"],
            "required_by": row.get(f"cost.{kind}.required_by", "employer"),
        }
        for kind in sorted(kinds)
    ]
    said = {
        name: row[name] for name in ("route", "sector", "start", "end", "hours_per_week", "birth_date") if name in row
    }
    allowance = row["offer.allowance.amount"]
    offer = {} if allowance is None else {"allowance": {"amount": allowance}}
    cao = {name: row[f"cao.{name}"] for name in ("status", "scheme") if f"cao.{name}" in row}
    return {**said, "workdays": row["workdays"].split(","), "costs": costs, "offer": offer, "cao": cao}


def test_a_cost_that_is_asked_and_not_paid_back_rests_on_the_pact(tmp_path: Path) -> None:
    found = assess(read_placement(placement_of(ROW)), laid(norm(), tmp_path))
    grounds = {line.kind: (line.force, str(line.owed)) for line in found.expenses}
    assert grounds["tools"] == ("pact", "50.00")
    assert grounds["clothing"] == ("employer", "60.00")


def test_later_steps_hold_from_their_day_and_the_first_before_it(tmp_path: Path) -> None:
    book = laid(norm(rises=(Rise(date(2028, 1, 1), Decimal(500)),)), tmp_path)
    months = {"2026": "320.00", "2027": "320.00", "2028": "400.00"}
    for year, amount in months.items():
        row = ROW | {"start": f"{year}-03-01", "end": f"{year}-04-30"}
        assert str(assess(read_placement(placement_of(row)), book).allowance.full_month) == amount  # type: ignore[union-attr]
    with pytest.raises(TableError):
        norm(rises=(Rise(START, Decimal(500)),)).scheme()


def test_it_binds_nobody_and_the_receipt_names_it(tmp_path: Path) -> None:
    book = laid(norm(), tmp_path)
    placement = read_placement(placement_of(ROW))
    found = assess(placement, book)
    assert found.receipt.overlay is not None and found.receipt.overlay.name == "voorstel_horeca"
    answer = Answer(placement, found, book)
    for ground in (ground_of_pay(answer, "employer"), ground_of_cost(answer, "clothing", "employer")):
        assert (ground.rung, ground.scheme) == (Rung.OWN, "Norm van de horeca")


def test_the_command_line_computes_a_file_with_it_and_names_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    book = laid(norm(), tmp_path)
    assert book.overlay is not None
    monkeypatch.setenv("PASSEND_RULES", str(book.overlay.path))
    members, results = tmp_path / "members.csv", tmp_path / "results.csv"
    pd.DataFrame([ROW | {"id": "a"}]).to_csv(members, index=False)
    said = CliRunner().invoke(command, ["table", str(members), str(results), "--lang", "en"])
    assert said.exit_code == 0, said.output
    assert "From own rules ‘voorstel_horeca’" in said.output
    assert pd.read_csv(results)["totals.by_ground.employer.gap"].tolist() == [140.0]


@pytest.mark.parametrize("command_line", ["letters in.csv out.zip", "letter in.json out.pdf", "message in.json"])
def test_nothing_to_send_or_sign_is_made_of_it(
    command_line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A letter would ask of a company, as a norm, what somebody proposes."""
    monkeypatch.chdir(tmp_path)
    pd.DataFrame([ROW | {"id": "a"}]).to_csv("in.csv", index=False)
    Path("in.json").write_text(json.dumps(placement_of(ROW)), encoding="utf-8")
    assert CliRunner().invoke(command, command_line.split()).exit_code == 0
    target, laid_over = Path("out." + command_line.split(".")[-1]), laid(norm(), tmp_path).overlay
    target.unlink(missing_ok=True)
    assert laid_over is not None
    monkeypatch.setenv("PASSEND_RULES", str(laid_over.path))
    said = CliRunner().invoke(command, [*command_line.split(), "--lang", "en"])
    assert isinstance(said.exception, InputError) and "Norm van de horeca" in str(said.exception)
    assert not target.exists()


@pytest.mark.parametrize(("poor", "published"), [(2, False), (6, True)])
def test_a_report_with_it_beside_one_without_tells_of_nobody(
    poor: int, published: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that are paid 500 keep it under a norm of 320 for 32 hours; what changes is of the others."""
    amounts = ["500"] * 8 + ["100"] * poor
    rows = [ROW | {"id": str(n), "offer.allowance.amount": amount} for n, amount in enumerate(amounts)]
    pd.DataFrame(rows).to_csv(tmp_path / "in.csv", index=False)
    overlay = laid(norm(costs=()), tmp_path).overlay
    assert overlay is not None
    monkeypatch.setenv("PASSEND_RULES", str(overlay.path))
    target = tmp_path / "out.pdf"
    said = CliRunner().invoke(command, ["report", str(tmp_path / "in.csv"), str(target), "--lang", "en"])
    assert target.exists() is published
    assert isinstance(said.exception, InputError) is not published


def test_a_norm_in_the_place_of_another_that_is_tried() -> None:
    one = with_scheme(BOOK, norm(key="voorstel_een").scheme())
    two = with_scheme(one, norm(key="voorstel_twee").scheme())
    assert dict(two.proposed) == {"horeca": "voorstel_twee"} and one.hash != two.hash


@pytest.mark.parametrize(
    ("cost", "problem"),
    [
        ("{kind: slippers}", "costs.0.kind: 'slippers' is not one of"),
        ("{kind: travel, asked: true}", "what travel costs follows from how somebody travels"),
        ("{kind: clothing, amount: 60.00}", "an amount is of a cost that is asked"),
        ("{kind: clothing, asked: true}", "a cost that is asked of everybody needs an amount"),
    ],
)
def test_a_list_of_costs_that_is_none(cost: str, problem: str, tmp_path: Path) -> None:
    file = tmp_path / "voorstel_horeca.yaml"
    written = scheme_yaml(norm(costs=(NormCost(kind="phone"),)).scheme())
    file.write_text(re.sub(r"- kind: phone\n.*\n.*\n", f"- {cost}\n", written), encoding="utf-8")
    assert any(problem in str(fault) for fault in check_rulebook(file)), check_rulebook(file)


def test_two_norms_that_are_tried_in_one_sector_are_a_fault(tmp_path: Path) -> None:
    for key in ("voorstel_a", "voorstel_b"):
        (tmp_path / f"{key}.yaml").write_text(scheme_yaml(norm(key=key).scheme()), encoding="utf-8")
    with pytest.raises(RuleBookError, match="'voorstel_a' is tried in sector 'horeca' already"):
        load_rulebook(tmp_path)
