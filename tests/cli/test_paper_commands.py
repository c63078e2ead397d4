"""The commands that write a paper, a plan or a message about one placement."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import pytest

from tests import placements
from tests.placements import BBL


@pytest.mark.slow
@pytest.mark.parametrize("command", ["letter", "agreement", "overview", "bookkeeper"])
@pytest.mark.parametrize(("form", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_documents_are_written_beside_and_never_over(
    run, placement, tmp_path: Path, command: str, form: str, begins: bytes
) -> None:
    out = tmp_path / f"paper.{form}"
    if command == "agreement":
        code, _, err = run(command, placement(), str(out))
        assert (code, out.exists()) == (2, False) and "onder het minimumloon" in err
    paid = {"wage": {"amount": "20", "per": "hour"}} if command == "agreement" else placements.placement(BBL)["offer"]
    placement = partial(placement, offer=paid)
    code, _, err = run(command, placement(), str(out))
    assert (code, err) == (0, "")
    assert out.read_bytes().startswith(begins)
    assert [f.name for f in tmp_path.iterdir() if f.name.endswith(".part")] == []
    assert run(command, placement(), str(out))[0] == 2
    assert run(command, placement(), str(out), "--force")[0] == 0


def test_a_budget_and_reminders_are_written(run, placement, tmp_path: Path) -> None:
    """A name of another kind, a file that is there already and a placement without a wage are told."""
    out = tmp_path / "budget.xlsx"
    assert run("budget", placement(), str(out), "--places", "2")[0] == 0
    assert out.read_bytes().startswith(b"PK")
    assert run("budget", placement(), str(out))[0] == 2
    assert "xlsx" in run("budget", placement(), str(tmp_path / "budget.csv"))[2]
    assert run("reminders", placement(), str(tmp_path / "wage.ics"))[0] == 0
    assert (tmp_path / "wage.ics").read_bytes().startswith(b"BEGIN:VCALENDAR")
    code, _, err = run("reminders", placement(1), str(tmp_path / "none.ics"))
    assert code == 2
    assert "geen loon dat omhoog moet" in err
    assert not (tmp_path / "none.ics").exists()


def test_a_message_of_each_writer(run, placement) -> None:
    code, out, err = run("message", placement())
    assert (code, err) == (0, "")
    assert "werk en leer ik bij u" in out or "gewerkt en geleerd" in out
    assert (
        "You will hear from us about your wage" in run("message", placement(), "--from", "employer", "--lang", "en")[1]
    )
    assert run("message", placement(), "--from", "school")[0] == 2


def test_documents_of_an_unknown_form_or_place(run, placement, tmp_path: Path) -> None:
    assert "pdf, docx" in run("letter", placement(), str(tmp_path / "letter.txt"))[2]
    code, _, err = run("letter", placement(), str(tmp_path / "no" / "letter.pdf"))
    assert code == 2
    assert err.count("\n") == 1
