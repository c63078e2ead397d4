"""Rules of one's own, laid over the program's by key: one small file is enough, and the law stays as it is."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from compensation import RuleBook, assess, check_rulebook, load_rulebook, read_placement
from compensation.cli.rules import from_overlay, laid_over
from compensation.compare.proposal import Proposal, scheme_yaml
from compensation.papers.case import Case
from compensation.papers.details import Details
from compensation.rulebook import RuleBookError, rules_folder
from compensation.rulebook.entries import find
from compensation.texts import LANGUAGES, text
from compensation.ui.rules.view import entries
from tests.rulebooks import TEST_RULES, copied

NORM = """looked_on: 2026-11-26
norms:
  union:
    kind: norm
    name: {nl: Voorstel van de bond, en: The union's proposal}
    force: advice
    review_by: 2027-06-30
    versions:
      - from: 2026-01-01
        to: null
        as_of: 2026-06-30
        amount: 450.00
        base_hours: 36
        checked: one_source
        source: {title: "Voorstel", url: "https://example.org/norm", date: 2026-06-30, official: false}
"""
DAYS = "looked_on: 2026-11-26\nreview_by: 2027-11-26\n"
PLACEMENT: dict[str, Any] = {
    "route": "bol",
    "start": "2026-02-01",
    "end": "2026-02-28",
    "hours_per_week": 36,
    "workdays": ["mon", "tue", "wed", "thu"],
    "norm": "union",
}


def written(file: Path, content: str) -> Path:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(content, encoding="utf-8")
    return file


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An overlay that is not there yet."""
    return tmp_path / "mijn-regels"


# ---------------------------------------------------------------- one small file


@pytest.mark.parametrize("place", ["rules/allowance_norms.yaml", "rules/union.yaml", "union.yaml"])
def test_one_norm_in_one_file_is_a_norm_beside_all_others(place: str, folder: Path, book: RuleBook) -> None:
    written(folder / place, NORM)
    laid = load_rulebook(folder)
    assert laid.policy_keys == (*book.policy_keys, "union")
    result = assess(read_placement(PLACEMENT), laid)
    assert result.allowance is not None
    assert (result.allowance.norm, result.allowance.basis) == (Decimal("450.00"), "union")
    assert {**laid.norms, "union": None} == {**book.norms, "union": None}
    assert (laid.rules, laid.schemes, laid.thresholds, laid.costs) == (
        book.rules, book.schemes, book.thresholds, book.costs,
    )  # fmt: skip


def test_the_file_itself_may_be_named(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = written(folder / "union.yaml", NORM)
    laid = load_rulebook(file)
    assert laid.overlay is not None
    assert (laid.overlay.name, laid.overlay.ids) == ("union", {"norm.union"})
    monkeypatch.setenv("PASSEND_RULES", str(file))
    assert (load_rulebook(), rules_folder()) == (laid, folder)


def test_the_setting_lays_it_over(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder / "union.yaml", NORM)
    monkeypatch.setenv("PASSEND_RULES", str(folder))
    assert "union" in load_rulebook().norms
    assert check_rulebook() == ()


def test_an_entry_replaces_that_key_only(folder: Path, book: RuleBook) -> None:
    written(folder / "norm.yaml", NORM.replace("  union:", "  national:"))
    laid = load_rulebook(folder)
    assert laid.norms["national"].latest.amount == Decimal(450)
    assert {key: norm for key, norm in laid.norms.items() if key != "national"} == {
        key: norm for key, norm in book.norms.items() if key != "national"
    }
    assert laid.policy_keys == book.policy_keys
    national = assess(read_placement({**PLACEMENT, "norm": "national"}), laid).allowance
    assert national is not None and national.norm == Decimal("450.00")


def test_a_sector_and_its_scheme_may_be_added(folder: Path, book: RuleBook) -> None:
    sector = """sectors:
  circus:
    name: {nl: Circus, en: Circus}
    sbb_sector: voedsel_groen_gastvrijheid
    cost_kinds: [clothing]
    vog: none
    vog_ground: {nl: Niet nodig., en: Not needed.}
    checked: one_source
    source: {title: Circus, url: "https://example.org/circus", date: 2026-06-30, official: false}
"""
    written(folder / "sectors.yaml", DAYS + sector)
    proposal = Proposal("circus", Decimal(300), Decimal(36), date(2026, 1, 1), source_url="https://example.org/circus")
    scheme = proposal.scheme()
    written(folder / f"{scheme.key}.yaml", scheme_yaml(scheme))
    laid = load_rulebook(folder)
    assert laid.sector_keys == (*book.sector_keys, "circus")
    assert laid.schemes_of("circus") == [scheme.key]
    assert laid.scheme_keys == tuple(sorted([*book.scheme_keys, scheme.key]))
    written(folder / "sectors.yaml", DAYS + sector.replace("voedsel_groen_gastvrijheid", "nowhere"))
    (fault,) = check_rulebook(folder)
    assert str(fault).startswith("sectors.yaml:6:5: sectors.circus.sbb_sector: 'nowhere' is not listed")


def test_the_proposal_that_the_page_branche_gives_loads_as_it_is(folder: Path, book: RuleBook) -> None:
    proposal = Proposal("horeca", Decimal(400), Decimal(38), date(2026, 1, 1), source_url="https://example.org/norm")
    scheme = proposal.scheme()
    file = written(folder / f"{scheme.key}.yaml", scheme_yaml(scheme))
    for named in (file, folder):
        laid = load_rulebook(named)
        assert laid.schemes[scheme.key] == scheme
        assert laid.overlay is not None and laid.overlay.ids == {f"scheme.{scheme.key}"}


def test_a_kind_of_cost_may_be_added(folder: Path, book: RuleBook) -> None:
    kind = """costs:
  insurance:
    name: {nl: Verzekering, en: Insurance}
    column: verzekering
    asked_by: null
    ground: pact
    checked: one_source
    source: {title: Verzekering, url: null, date: null}
    note: {nl: Om mee te testen., en: To test with.}
"""
    written(folder / "costs.yaml", DAYS + kind)
    assert load_rulebook(folder).line_kinds == (*book.line_kinds, "insurance")
    written(folder / "costs.yaml", DAYS + kind.replace("verzekering\n", "reis\n"))
    (fault,) = check_rulebook(folder)
    assert str(fault).startswith("costs.yaml:6:5: costs.insurance.column: 'reis' is the column of travel too")


# ---------------------------------------------------------------- the law stays


def raised(rule: str) -> str:
    """A rule of the tests' own book as a file by itself, its first value changed."""
    file = {"adult_hourly_minimum": "minimum_wage", "km_rate": "travel", "vog_online": "vog"}[rule]
    whole = (TEST_RULES / "rules" / f"{file}.yaml").read_text(encoding="utf-8").split("\nrules:\n")
    entry = whole[1].split(f"  {rule}:\n")[1]
    lines = [f"  {rule}:"]
    for line in entry.splitlines():
        if line.startswith("  ") and not line.startswith("   "):
            break
        lines.append(line)
    changed = "\n".join(lines).replace("value: ", "value: 9", 1)
    return f"{DAYS}rules:\n{changed}\n"


def test_a_rule_of_law_cannot_be_replaced(folder: Path, book: RuleBook) -> None:
    assert book.rules["adult_hourly_minimum"].force == "law"
    written(folder / "rules" / "wage.yaml", raised("adult_hourly_minimum"))
    (fault,) = check_rulebook(folder)
    assert str(fault) == (
        "rules/wage.yaml:4:3: rules.adult_hourly_minimum: 'adult_hourly_minimum' is law in the program's own rules: "
        "an overlay cannot replace it, take it out"
    )
    with pytest.raises(RuleBookError):
        load_rulebook(folder)


def test_a_rule_that_is_no_law_can_be(folder: Path, book: RuleBook) -> None:
    assert book.rules["vog_online"].force != "law"
    written(folder / "vog.yaml", raised("vog_online"))
    laid = load_rulebook(folder)
    assert laid.rules["vog_online"] != book.rules["vog_online"]
    assert {key for key in book.rules if laid.rules[key] != book.rules[key]} == {"vog_online"}


@pytest.mark.parametrize(
    ("section", "key", "field"),
    [("thresholds", "parent_signs_below", "force"), ("costs", "protective_equipment", "ground")],
)
def test_a_threshold_or_kind_of_cost_of_law_cannot_be_replaced(
    section: str, key: str, field: str, folder: Path, book: RuleBook
) -> None:
    assert getattr(getattr(book, section)[key], field) == "law"
    changed = getattr(book, section)[key].model_dump(mode="json", exclude={"looked_on", "review_by"})
    changed["note"]["nl"] = "Iets anders."
    written(folder / "own.yaml", f"{DAYS}{section}:\n  {key}: {json.dumps(changed)}\n")
    (fault,) = check_rulebook(folder)
    assert str(fault).startswith(f"own.yaml:4:3: {section}.{key}: '{key}' is law in the program's own rules")


def test_what_is_added_claims_no_law(folder: Path) -> None:
    written(folder / "own.yaml", NORM.replace("force: advice", "force: law"))
    (fault,) = check_rulebook(folder)
    assert str(fault) == "own.yaml:6:5: norms.union.force: an overlay holds no law: choose another ground"


def test_a_whole_copy_is_what_was_changed_in_it(folder: Path, book: RuleBook) -> None:
    copied(TEST_RULES, folder)
    same = load_rulebook(folder)
    assert (same.overlay, same.hash) == (None, book.hash)
    norms = folder / "rules" / "allowance_norms.yaml"
    norms.write_text(norms.read_text(encoding="utf-8").replace("amount: 510.00", "amount: 520.00"), encoding="utf-8")
    laid = load_rulebook(folder)
    assert laid.overlay is not None
    assert laid.overlay.ids == {"norm.students"}
    wages = folder / "rules" / "minimum_wage.yaml"
    wages.write_text(wages.read_text(encoding="utf-8").replace("value: 14.81", "value: 10.81"), encoding="utf-8")
    (fault,) = check_rulebook(folder)
    assert fault.path == "rules.adult_hourly_minimum"


def test_a_list_without_keys_cannot_be_changed(folder: Path, book: RuleBook) -> None:
    row = {**book.practice[0].model_dump(mode="json"), "group": {"nl": "Ons", "en": "Us"}}
    fields = {name: value for name, value in row.items() if name not in ("looked_on", "review_by", "average_month")}
    fields |= {"share_paid_percent": 50, "average_month": 250}
    written(folder / "own.yaml", f"{DAYS}practice:\n  - {json.dumps(fields)}\n")
    (fault,) = check_rulebook(folder)
    assert (fault.path, fault.line) == ("practice", 3)
    assert "no key" in fault.problem


def test_all_faults_are_told_at_once_where_they_stand(folder: Path) -> None:
    written(folder / "a.yaml", NORM.replace("base_hours: 36", "base_hours: 0"))
    written(folder / "b.yaml", NORM.replace("  union:", "  other:").replace("2026-01-01", "2026-01-02"))
    written(folder / "c.yaml", raised("adult_hourly_minimum"))
    assert [str(fault).split(": ")[0] for fault in check_rulebook(folder)] == ["a.yaml:9:9", "b.yaml:9:9", "c.yaml:4:3"]


def test_a_folder_without_a_rule_file_is_a_fault(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        (fault,) = check_rulebook(place)
        assert fault.problem.startswith(f"there is no rule file in {place}")


# ---------------------------------------------------------------- it says so


def test_the_receipt_names_both(folder: Path, book: RuleBook) -> None:
    assert assess(read_placement({**PLACEMENT, "norm": "national"}), book).receipt.overlay is None
    written(folder / "union.yaml", NORM)
    laid = load_rulebook(folder)
    receipt = json.loads(assess(read_placement(PLACEMENT), laid).receipt.model_dump_json())
    assert laid.overlay is not None
    assert receipt["overlay"] == {"name": "mijn-regels", "hash": laid.overlay.hash}
    assert receipt["rules_hash"] == laid.hash != book.hash
    written(folder / "union.yaml", NORM.replace("450.00", "451.00"))
    again = load_rulebook(folder)
    assert again.overlay is not None
    assert (again.hash, again.overlay.hash) != (laid.hash, laid.overlay.hash)


def test_the_hash_of_the_whole_follows_the_rules_below_too(folder: Path, tmp_path: Path) -> None:
    written(folder / "union.yaml", NORM)
    other = copied(TEST_RULES, tmp_path / "other")
    file = other / "rules" / "vog.yaml"
    file.write_text(file.read_text(encoding="utf-8") + "# a word\n", encoding="utf-8")
    one, two = load_rulebook(folder, base=TEST_RULES), load_rulebook(folder, base=other)
    assert one.overlay is not None and two.overlay is not None
    assert one.overlay.hash == two.overlay.hash
    assert one.hash != two.hash


def test_the_terminal_names_what_comes_from_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    written(folder / "union.yaml", NORM)
    laid = load_rulebook(folder)
    assert laid.overlay is not None
    told = list(laid_over(laid, "en"))
    assert told == [f"From own rules ‘mijn-regels’ ({laid.overlay.hash}): norm.union."]
    for key, said in (("norm.union", ["  From own rules ‘mijn-regels’."]), ("norm.national", []), ("vog_online", [])):
        found = find(laid, key)
        assert found is not None
        assert list(from_overlay(found, laid, "en")) == said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_of_the_rules_says_so_of_an_entry(lang: str, folder: Path) -> None:
    written(folder / "union.yaml", NORM)
    written(folder / "vog.yaml", raised("vog_online"))
    said = text("rules_page.laid_over", lang, name="mijn-regels")
    bodies = {entry.key: entry.body for entry in entries(load_rulebook(folder), date(2026, 3, 2), lang)}
    assert {key for key, body in bodies.items() if said in body.replace("\\", "")} == {"union", "vog_online"}


def test_a_paper_names_both(folder: Path) -> None:
    written(folder / "union.yaml", NORM)
    laid = load_rulebook(folder)
    placement = read_placement(PLACEMENT)
    case = Case(placement, assess(placement, laid), laid, "nl", Details(), date(2026, 3, 2))
    assert laid.overlay is not None
    assert case.made_with.endswith(
        f"regels {laid.hash[:12]} met eigen regels ‘mijn-regels’ ({laid.overlay.hash[:12]})."
    )
