"""The first page and result of a server, and a rerun of each page, as AppTest runs them: the script with the engine."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from first import figures as first_figures
from report import Figure, Section, under

ROOT = Path(__file__).parents[1]
PAGES = ("start", "werkgever", "student", "sectoren", "regels", "branche")
#: Pages that show a result are measured with a worked example filled in.
FILLED = {"werkgever": "hbo_no_cao", "student": "bbl_turns_19"}
TARGET_MS = 50


def measure(repeats: int) -> Section:
    """Of the first visit and of a rerun of each page: processor time and memory."""
    figures: list[Figure] = first_figures(min(repeats, 3))
    for page in PAGES:
        name = f"a rerun of {page}, filled in" if page in FILLED else f"a rerun of {page}"
        figures.append(under(name, min(_reruns(page, repeats)), TARGET_MS, "ms"))
    note = f"`AppTest` from app.py, {repeats} reruns of each page after it was opened; one thread."
    return Section("The app", figures, note)


def _reruns(page: str, repeats: int) -> list[float]:
    app = _opened(page)
    times = []
    for _ in range(repeats):
        before = time.process_time()
        app.run(timeout=60)
        times.append((time.process_time() - before) * 1_000)
    if app.exception:
        raise RuntimeError(f"{page}: {app.exception[0].value}")
    return times


def _opened(page: str) -> Any:
    from streamlit.testing.v1 import AppTest

    from compensation.ui.shell.navigation import page_file

    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["lang"] = "nl"
    app.run()
    if page in FILLED:
        app.button(key=f"start.{FILLED[page]}").click().run()
    elif page != "start":
        app.switch_page(str(page_file(page))).run()
    return app
