"""The app on a free port, once for the whole run, and a real Chromium; skipped with the reason where none is.

The app that is tested shows the tests' own rules. A second one, with the live rules, starts only for what is shown to
the world: the pictures of the README.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.ports import PATIENCE_SECONDS, free_port
from tests.rulebooks import LIVE_RULES, TEST_RULES

ROOT = Path(__file__).parents[2]
CHROMIUM = os.environ.get("PASSEND_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
FLAGS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
)
#: What the browser of a phone says that it is.
PHONE = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0 Mobile Safari/537.36"
SERVER_LOG = pytest.StashKey[Path]()


def _why_not() -> str | None:
    if CHROMIUM is None:
        return "no chromium on the path (Debian: apt-get install chromium; or set PASSEND_CHROMIUM)"
    try:
        import axe_playwright_python  # noqa: F401
        import playwright  # noqa: F401
    except ImportError as missing:
        return f"{missing.name} is not installed (make install-dev installs it)"
    return None


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what stands in this folder, and skip it where it cannot run."""
    reason = _why_not()
    for item in items:
        if Path(item.path).is_relative_to(Path(__file__).parent):
            item.add_marker(pytest.mark.browser)
            if reason:
                item.add_marker(pytest.mark.skip(reason=reason))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, Any]:
    """Beside a test that failed: the last that the server said."""
    report = yield
    log = item.config.stash.get(SERVER_LOG, None)
    if report.failed and log is not None:
        report.sections.append(("the app", log.read_text(errors="replace")[-2000:]))
    return report


@pytest.fixture(scope="session")
def only_process(tmp_path_factory: pytest.TempPathFactory) -> None:
    """The only process of this run with a browser (tests/conftest.py sees to it)."""
    if worker := os.environ.get("PYTEST_XDIST_WORKER"):
        taken = tmp_path_factory.getbasetemp().parent / "browser"
        with taken.open("x") as said:
            said.write(worker)


@pytest.fixture(scope="module")
def browser(only_process: None) -> Iterator[Any]:
    """Debian's Chromium, without a window.

    Not longer than a module: as long as Playwright is there, an event loop runs in this thread, and tests of other
    modules that start one of their own fail.
    """
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=list(FLAGS), headless=True)
        yield browser
        browser.close()


@contextmanager
def running(rules: Path, log: Path) -> Iterator[str]:
    """An app that shows these rules; its address."""
    port = free_port()
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        "app.py",
        "--server.port",
        str(port),
        "--server.headless",
        "true",
    ]
    with log.open("w") as out:
        environment = os.environ | {"PASSEND_RULES_BASE": str(rules)}
        server = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT)
        try:
            wait_until_up(f"http://localhost:{port}", server, log)
            yield f"http://localhost:{port}"
        finally:
            server.terminate()
            server.wait(timeout=PATIENCE_SECONDS)


@pytest.fixture(scope="session")
def address(tmp_path_factory: pytest.TempPathFactory, pytestconfig: pytest.Config) -> Iterator[str]:
    """The address of an app with the tests' own rules."""
    log = pytestconfig.stash[SERVER_LOG] = tmp_path_factory.mktemp("server") / "log.txt"
    with running(TEST_RULES, log) as found:
        yield found


@pytest.fixture(scope="session")
def live_address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The address of an app with the rules of this repository."""
    with running(LIVE_RULES, tmp_path_factory.mktemp("live_server") / "log.txt") as found:
        yield found


def wait_until_up(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    """Wait for an app to answer; fail with its log when it does not."""
    until = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < until and server.poll() is None:
        try:
            with urllib.request.urlopen(f"{address}/_stcore/health", timeout=PATIENCE_SECONDS):
                return
        except OSError:
            time.sleep(0.2)
    pytest.fail(f"the app did not start:\n{log.read_text()[-3000:]}")


@contextmanager
def visitors(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    from tests.e2e.helpers import Visitor

    contexts = []

    def make(
        *, width: int = 1280, height: int = 900, locale: str = "nl-NL", scheme: str = "light", phone: bool = False
    ) -> Visitor:
        context = browser.new_context(
            viewport={"width": width, "height": height},
            locale=locale,
            color_scheme=scheme,
            accept_downloads=True,
            **({"user_agent": PHONE, "has_touch": True} if phone else {}),
        )
        contexts.append(context)
        return Visitor(context.new_page(), address)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture
def visitor(browser: Any, address: str) -> Iterator[Callable[..., Any]]:
    """Make a visitor: `visitor(width=375, locale="nl-NL", scheme="light")`; each has a profile of its own."""
    with visitors(browser, address) as make:
        yield make


@pytest.fixture
def live_visitor(browser: Any, live_address: str) -> Iterator[Callable[..., Any]]:
    """Make a visitor of the app with the live rules; see visitor."""
    with visitors(browser, live_address) as make:
        yield make
