"""The app under AppTest, from its entry point."""

from __future__ import annotations

from pathlib import Path

from streamlit.testing.v1 import AppTest

from compensation.ui.shell.navigation import page_file

ROOT = Path(__file__).parents[2]

#: Seconds. A page takes one or two, and many on a machine that does much else: only what hangs may fail.
PATIENCE = 120


def opened(name: str | None = None, **query: str) -> AppTest:
    """The app, run once; on a page by its name, with what stands in the address."""
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=PATIENCE)
    for key, value in query.items():
        app.query_params[key] = value
    app.run()
    if name is not None:
        app.switch_page(str(page_file(name))).run()
    return app


def with_charts(app: AppTest, *keys: str) -> AppTest:
    """The page with some boxes of charts opened, as a visitor opens them."""
    for key in keys:
        app.session_state[f"{key}_open"] = True
    return app.run()


def address(app: AppTest, key: str) -> str | None:
    """What stands in the address under a name."""
    found = app.query_params.get(key)
    return found[0] if isinstance(found, list) else found
