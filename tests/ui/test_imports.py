"""What a page imports: for one person nothing that is made for files of thousands, and no library of charts."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HEAVY = {"altair", "dask", "docx", "jinja2", "numba", "openpyxl", "pandas", "polars", "pyarrow", "typst", "xlsxwriter"}
#: In a process of its own: a page, filled in where it has a form, and what has been imported by then.
_RUN = """
import sys
from datetime import date
from tests.ui.form_app import BASIC, Form
from tests.ui.opened import opened, with_charts

name, chart = sys.argv[1:]
if name in ("student", "werkgever"):
    form = Form("student" if name == "student" else "employer").fill(**{**BASIC, "route": "bbl"})
    form.fill(birth_date=date(2007, 8, 20))
    form.fill(end=date(2026, 12, 30))
    app = form.app
    assert len(app.get("html")) > 2, "the answer stands on the page"
else:
    app = opened(name)
if chart:
    if name in ("student", "werkgever"):
        form.open_section("wage")
    with_charts(app, chart)
    assert app.get("vega_lite_chart")
assert not app.exception
print(*{module.partition(".")[0] for module in sys.modules})
"""


def imported(page: str, chart: str = "") -> set[str]:
    """The top-level names that a fresh process has imported once a page stands."""
    done = subprocess.run(
        [sys.executable, "-c", _RUN, page, chart], cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )
    assert done.returncode == 0, done.stderr[-2000:]
    return set(done.stdout.split())


@pytest.mark.slow
@pytest.mark.parametrize("page", ["start", "werkgever", "student", "sectoren", "regels"])
def test_a_page_for_one_person_imports_nothing_heavy(page: str) -> None:
    assert imported(page) & HEAVY == set()


@pytest.mark.slow
def test_a_chart_that_is_opened_brings_its_library() -> None:
    assert "altair" in imported("student", "wage_student")
