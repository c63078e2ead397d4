"""How many visitors one core carries: a real browser, and the processor time and memory that the server takes for it.

    python benchmarks/visitors.py [visits]

A visitor opens an example and changes the language again and again: each change draws the whole page with its answer
anew, the most that one action can ask. Processor time does not grow when the machine is busy with other things; memory
is that of the process. Needs Linux, Playwright and a Chromium.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

ROOT = Path(__file__).parents[1]
ACTIONS, SECONDS_BETWEEN, SHARE = 10, 10, 0.5


def processor_seconds(pid: int) -> float:
    """Processor time that a process has used."""
    after_name = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(after_name[11]) + int(after_name[12])) / os.sysconf("SC_CLK_TCK")


def megabytes(pid: int) -> float:
    """Memory of a process."""
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def visit(browser: object, address: str) -> object:
    """One visitor, who has an example's answer before them."""
    page = browser.new_context(locale="nl-NL").new_page()  # type: ignore[attr-defined]
    page.goto(f"{address}/?lang=nl")
    page.locator("[class*=st-key-start-bbl_turns_19] button").first.click()
    page.locator(".passend-lines").first.wait_for()
    return page


def act(page: object) -> None:
    """ACTIONS times the other language."""
    for number in range(ACTIONS):
        name, lang = ("English", "en") if number % 2 == 0 else ("Nederlands", "nl")
        page.locator("[data-test-script-state=notRunning]").wait_for()  # type: ignore[attr-defined]
        page.get_by_role("button", name=name, exact=True).click()  # type: ignore[attr-defined]
        page.locator(f"html[lang={lang}]").wait_for(state="attached")  # type: ignore[attr-defined]


def main() -> None:
    """Measure and print."""
    from playwright.sync_api import sync_playwright

    visits = int(sys.argv[1]) if len(sys.argv) > 1 else 6
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    command = [sys.executable, "-m", "streamlit", "run", "app.py", f"--server.port={port}", "--server.headless=true"]
    server = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://localhost:{port}"
    try:
        for _ in range(300):
            try:
                urllib.request.urlopen(f"{address}/_stcore/health", timeout=2).close()
                break
            except OSError:
                time.sleep(0.2)
        with sync_playwright() as playwright:
            chromium = os.environ.get("PASSEND_CHROMIUM") or shutil.which("chromium")
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
            first = visit(browser, address)
            act(first)
            used, held = processor_seconds(server.pid), megabytes(server.pid)
            pages = [visit(browser, address) for _ in range(visits)]
            opened = (processor_seconds(server.pid) - used) / visits
            each = (megabytes(server.pid) - held) / visits
            used = processor_seconds(server.pid)
            for page in pages:
                act(page)
            action = (processor_seconds(server.pid) - used) / (visits * ACTIONS)
            browser.close()
    finally:
        server.terminate()
        server.wait(timeout=30)
    print(f"opening an example: {opened:.2f} s of processor time")
    print(f"an action: {action:.3f} s")
    print(f"memory: {held:.0f} MiB with one visitor, {each:.1f} MiB for each more")
    carried = SHARE * SECONDS_BETWEEN / action
    print(f"visitors a core carries: {carried:.0f} (one action every {SECONDS_BETWEEN} s, {SHARE:.0%} of the core)")


if __name__ == "__main__":
    main()
