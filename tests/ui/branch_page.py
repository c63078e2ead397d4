"""The page Branche with files on it, for its tests."""

from __future__ import annotations

from compensation import load_rulebook
from compensation.table.example import example_csv
from compensation.texts import text
from tests.ui.drawn_tables import tables
from tests.ui.opened import opened

BOOK = load_rulebook()
FILE = "passend_branch_file"
HEAD = "werkgever;leerweg;branche;begindatum;einddatum;uren_per_week;werkdagen;stagevergoeding"


def line(employer: str = "Bakker", route: str = "bol", hours: str = "32", amount: str = "200,00") -> str:
    return f"{employer};{route};horeca;2-2-2026;3-7-2026;{hours};ma,di,wo,do;{amount}"


def csv_of(*lines: str) -> bytes:
    return "\r\n".join([HEAD, *lines, ""]).encode()


def example(lang: str = "nl") -> bytes:
    return example_csv(BOOK, lang)


def given(content: bytes, name: str = "stages.csv", lang: str = "nl"):
    """The page with a file on it."""
    app = opened("branche", lang=lang)
    app.file_uploader[0].set_value((name, content, "application/octet-stream"))
    return app.run()


def on_tab(app, name: str, lang: str = "nl"):
    """The page on another tab."""
    labels = [tab.label for tab in app.tabs]
    wanted = text(f"branch.tabs.{name}", lang, wrong="").split("(")[0]
    app.session_state["branch_tabs"] = next(label for label in labels if label.startswith(wanted))
    return app.run()


def said(app) -> str:
    """What the page says in boxes and sentences, with ordinary spaces."""
    parts = [*app.markdown, *app.caption, *app.error, *app.warning, *app.success, *app.info, *app.header]
    return "\n".join(str(part.value) for part in parts).replace("\xa0", " ")


def cells(app, at: int) -> list[list[str]]:
    """A table as the visitor reads it."""
    return tables(app)[at].rows
