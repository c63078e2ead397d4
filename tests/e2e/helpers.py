"""A visitor with a real browser: opens pages, waits until the script is done, watches what the browser does."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from compensation.texts import text
from compensation.ui.shell.navigation import PAGE_NAMES, page_file

#: The pages that there are; a page that is not built yet is not in the navigation either.
PAGES = tuple(name for name in PAGE_NAMES if page_file(name).is_file())
DONE = "html[data-passend=ready] [data-testid=stApp][data-test-script-state=notRunning]"
#: How long a browser waits for what it is about to see, in ms; long, for the machine may do other work.
PATIENCE = 30_000
QUIET = 250
#: Resolves when the script is done and nothing on the page has changed for a while (or patience runs out).
_STANDS_STILL = """([quiet, patience]) => new Promise((done) => {
  const until = Date.now() + patience;
  let timer;
  const wait = () => { clearTimeout(timer); timer = setTimeout(look, quiet); };
  const look = () => {
    const app = document.querySelector('[data-testid=stApp]');
    const finished = app && app.getAttribute('data-test-script-state') === 'notRunning';
    if (finished || Date.now() > until) { seen.disconnect(); done(); } else { wait(); }
  };
  const seen = new MutationObserver(wait);
  seen.observe(document.body, { subtree: true, childList: true, characterData: true, attributes: true });
  wait();
})"""
#: What axe finds in Streamlit itself and not in our pages (guide to Streamlit): rule -> where.
STREAMLITS_OWN = {"presentation-role-conflict": "stFileUploaderDropzone"}
#: Streamlit asks these beside the page's own path before it finds them at the root.
_PROBES = ("/_stcore/health", "/_stcore/host-config")


@dataclass
class Visitor:
    """One browser tab. `requests`, `blocked` and `errors` hold what it did since it was opened."""

    page: Page
    address: str
    requests: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    patience: int = PATIENCE

    def __post_init__(self) -> None:
        self.page.set_default_timeout(PATIENCE)
        self.page.on("request", lambda request: self.requests.append(request.url))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("console", self._heard)

    def _heard(self, message: Any) -> None:
        place = urlsplit(str(message.location.get("url", ""))).path
        if message.type == "error" and not place.endswith(_PROBES):
            self.errors.append(message.text)

    def open(self, name: str, **query: str) -> Visitor:
        """Open a page by its name, and wait for it."""
        path = "" if name == PAGES[0] else name
        asked = "&".join(f"{key}={value}" for key, value in query.items())
        self.page.goto(f"{self.address}/{path}" + (f"?{asked}" if asked else ""))
        expect(self.page.locator("h1").first).to_be_visible(timeout=self.patience)
        return self.settle()

    def settle(self) -> Visitor:
        """Wait until the tab was read, the script has run to its end and the page has stood still for a moment."""
        self.page.wait_for_selector(DONE)
        self.page.evaluate(_STANDS_STILL, [QUIET, PATIENCE])
        return self

    def type(self, label: str, value: str) -> Visitor:
        """Fill in a field by its label, leave it, and wait."""
        box = self.page.get_by_label(label, exact=True).first
        box.fill(value)
        box.press("Tab")
        return self.settle()

    def type_date(self, label: str, day: date) -> Visitor:
        """Type a date, day, month and year one after the other, as one does on a keyboard."""
        language = self.language()
        for part, digits in (("day", f"{day.day:02}"), ("month", f"{day.month:02}"), ("year", f"{day.year}")):
            box = self.page.get_by_role(
                "spinbutton", name=text(f"streamlit.{part}", language, label=label), exact=True
            ).first
            box.click()
            self.page.keyboard.type(digits)
        self.page.keyboard.press("Tab")
        self.page.keyboard.press("Tab")  # past the calendar's button: the date is taken when the field is left
        return self.settle()

    def press(self, name: str) -> Visitor:
        """Press a button by its name, and wait."""
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.settle()

    def choose(self, label: str, option: str) -> Visitor:
        """Choose an option of a select box by its label, and wait."""
        self.page.get_by_label(label, exact=True).first.click()
        self.page.get_by_role("option", name=option, exact=True).first.click()
        return self.settle()

    def resize(self, width: int) -> Visitor:
        """Another width of the same screen."""
        self.page.set_viewport_size({"width": width, "height": 900})
        self.page.wait_for_timeout(250)
        return self

    def words(self) -> str:
        """All that can be read on the page, with ordinary spaces."""
        return self.page.locator("[data-testid=stMain]").inner_text().replace("\xa0", " ")

    def main(self) -> Locator:
        """The page without the navigation."""
        return self.page.locator("[data-testid=stMain]")

    def foreign_requests(self) -> list[str]:
        """Requests that left the server of the app."""
        own = urlsplit(self.address).netloc
        return [
            url for url in self.requests if urlsplit(url).scheme not in ("data", "blob") and urlsplit(url).netloc != own
        ]

    def sideways(self) -> int:
        """How many pixels the page is wider than the screen; 0 is good."""
        return int(self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))

    def language(self) -> str:
        """The language that a screen reader is told."""
        return str(self.page.evaluate("document.documentElement.lang"))

    def axe(self) -> list[str]:
        """What axe finds on the page as it stands, less what is Streamlit's own."""
        found = []
        for violation in Axe().run(self.page).response["violations"]:
            known = STREAMLITS_OWN.get(violation["id"])
            for node in violation["nodes"]:
                if known is None or known not in node["html"]:
                    why = "; ".join(check["message"] for check in node["any"])
                    found.append(f"{violation['id']} ({violation['impact']}): {node['html'][:160]} {why}")
        return found


def title_of(name: str, lang: str) -> str:
    """What the tab of a page must say."""
    return f"{text(f'shell.pages.{name}', lang)} – Passend"
