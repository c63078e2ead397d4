"""Norms in one file: written by the page, laid over the rules by the command line, and given back to the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from compensation import check_rulebook, load_rulebook
from compensation.compare.proposal import NormCost, Proposal, Rise, norms_in, norms_yaml
from compensation.rulebook import RuleBookError

BOOK = load_rulebook()
NAME = "norm.yaml"
#: Horeca and another sector: a norm that rises, and one with costs.
SECTORS = ("horeca", next(key for key in BOOK.sectors if key != "horeca"))


def norm(sector: str, amount: int = 400, **rest: object) -> Proposal:
    about = {"name": f"Norm {sector}", "source_url": "https://branche.nl/norm"} | rest
    return Proposal(sector, Decimal(amount), Decimal(40), date(2027, 1, 1), **about)  # type: ignore[arg-type]


def both() -> list[Proposal]:
    rises = (Rise(date(2028, 1, 1), Decimal(450)),)
    return [norm(SECTORS[0], rises=rises), norm(SECTORS[1], 350, costs=(NormCost(kind="travel"),))]


def test_several_norms_are_one_file_for_the_command_line_and_for_the_page(tmp_path: Path) -> None:
    schemes = [proposal.scheme() for proposal in both()]
    written = norms_yaml(schemes)
    file = tmp_path / "mijn normen (2).yaml"
    file.write_text(written, encoding="utf-8")
    assert check_rulebook(file) == ()
    book = load_rulebook(file)
    assert dict(book.proposed) == {scheme.sector: scheme.key for scheme in schemes}
    assert list(norms_in(written.encode(), NAME, BOOK)) == sorted(schemes, key=lambda scheme: scheme.key)
    assert [book.schemes[scheme.key] for scheme in schemes] == schemes


def test_one_norm_keeps_the_form_of_a_scheme_under_any_name(tmp_path: Path) -> None:
    written = norms_yaml([norm("horeca").scheme()])
    assert written.splitlines()[1] == "key: voorstel_horeca"
    file = tmp_path / "voorstel_horeca (1).yaml"
    file.write_text(written, encoding="utf-8")
    assert check_rulebook(file) == ()


def faults(written: str) -> list[str]:
    with pytest.raises(RuleBookError) as raised:
        norms_in(written.encode(), NAME, BOOK)
    return [fault.said("nl") for fault in raised.value.faults]


def test_a_fault_in_one_of_several_stands_at_its_line() -> None:
    lines = norms_yaml([proposal.scheme() for proposal in both()]).splitlines()
    place = max(number for number, line in enumerate(lines) if "amount: 350.00" in line)
    lines[place] = lines[place].replace("350.00", "veel")
    found = faults("\n".join(lines))
    assert len(found) == 1
    assert found[0].startswith(f"{NAME}:{place + 1}:") and "schemes.1.versions.0.shape" in found[0]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("", "norm.yaml:1:1:"),
        ("key: [", "geen geldige YAML"),
        ("schemes: []", "norm.yaml:1:"),
        ("schemes: [4]", "schemes.0"),
        ("norms: {}", "geen norm om te proberen"),
        (norms_yaml([norm("horeca", key="horeca").scheme()]), "geef de norm een andere, zoals voorstel_horeca"),
        (norms_yaml([norm("horeca").scheme()]).replace("proposed: true\n", ""), "meer dan normen om te proberen"),
        (norms_yaml([norm("horeca").scheme(), norm("horeca", key="voorstel_b").scheme()]), "schemes.1.proposed"),
        ("\x00", "stuurteken"),
    ],
)
def test_what_is_no_file_of_norms_is_told(written: str, said: str) -> None:
    found = faults(written)
    assert len(found) == 1 and said in found[0], found
