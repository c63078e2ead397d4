"""`passend norms`: proposed norms side by side on a file, in words and as a workbook."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import load_workbook

from compensation import load_rulebook
from compensation.cli import main
from compensation.compare.proposal import Proposal, Rise, norms_yaml
from tests.ui.branch_page import csv_of, line

BOOK = load_rulebook()


def norm(amount: int, sector: str = "horeca", *rises: Rise) -> str:
    about = {"name": f"Norm van {amount}", "source_url": "https://branche.nl/norm", "rises": rises}
    made = Proposal(sector, Decimal(amount), Decimal(32), date(2027, 1, 1), **about)  # type: ignore[arg-type]
    return norms_yaml([made.scheme()])


def run(capsys: pytest.CaptureFixture[str], *args: str) -> tuple[int, str, str]:
    with pytest.raises(SystemExit) as ended:
        main(["norms", *args])
    code = ended.value.code
    said = capsys.readouterr()
    return int(code or 0), said.out.replace("\xa0", " "), said.err


@pytest.fixture
def file(tmp_path: Path) -> str:
    """Twelve placements of five months at 200, 32 hours."""
    path = tmp_path / "stages.csv"
    path.write_bytes(csv_of(*[line()] * 12))
    return str(path)


def written(tmp_path: Path, **norms: str) -> list[str]:
    for name, text in norms.items():
        (tmp_path / f"{name}.yaml").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.yaml") for name in norms]


def test_norms_side_by_side(tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]) -> None:
    later = Rise(date(2028, 1, 1), Decimal(400))
    norms = written(tmp_path, een=norm(300, "horeca", later), twee=norm(350))
    out = tmp_path / "vergelijking.xlsx"
    code, said, _ = run(capsys, file, *norms, "--minimum", "--out", str(out))
    assert code == 0
    assert "Geen ervan geldt" in said
    blocks = said.split("\n\n")
    assert [block.splitlines()[0] for block in blocks[1:3]] == ["Norm van 300", "Norm van 350"]
    assert "Meer dan € 50, tot en met € 100 per maand: 12" in blocks[1]
    assert "Kost erbij vanaf 1 januari 2028: " in blocks[1]
    assert "Meer dan € 100, tot en met € 150 per maand: 12" in blocks[2]
    costs = [
        float(block.split("Kost erbij: € ")[1].split("\n")[0].replace(".", "").replace(",", "."))
        for block in blocks[1:3]
    ]
    assert costs[1] == pytest.approx(1.5 * costs[0], rel=1e-4)
    rows = list(load_workbook(out)["Voorstellen"].values)
    assert [row[0] for row in rows[1:3]] == ["Norm van 300", "Norm van 350"] and len(rows) == 4
    assert [float(row[1]) for row in rows[1:3]] == costs


def test_what_is_no_norm_is_told_by_file_and_line(
    tmp_path: Path, file: str, capsys: pytest.CaptureFixture[str]
) -> None:
    (bad,) = written(tmp_path, kapot=norm(300).replace("sector: horeca", "sector: nergens"))
    code, _, err = run(capsys, file, bad)
    assert code == 2 and err.startswith("kapot.yaml:5:")
    other = next(key for key in BOOK.sectors if key != "horeca")
    code, _, err = run(capsys, file, *written(tmp_path, een=norm(300), twee=norm(300, other)))
    assert code == 2 and "voor één branche" in err
    assert run(capsys, file, str(tmp_path / "weg.yaml"))[0] == 2


def test_of_few_people_nothing_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "stages.csv"
    path.write_bytes(csv_of(*[line()] * 4))
    code, said, _ = run(capsys, str(path), *written(tmp_path, een=norm(300)), "--lang", "en")
    assert code == 0 and "fewer than 5 placements" in said and "Norm van 300" not in said
