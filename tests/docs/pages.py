"""The project's own pages, as its tests read them: headings, links, and the first cells of tables."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
CONTRACT = DOCS / "contract"

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_HEADING = re.compile(r"^#{1,6} +(.+?) *$", re.MULTILINE)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")
_NOT_IN_ANCHORS = re.compile(r"[^\w\- ]")
_CODE = re.compile(r"`([^`]+)`")


def without_code(text: str) -> str:
    """A page without its fenced blocks: a # in them is no heading, and what stands there is an example."""
    return _FENCE.sub("", text)


def anchor(heading: str) -> str:
    """The anchor that GitHub gives a heading: small letters, no punctuation, hyphens for spaces."""
    plain = _LINK.sub(r"\1", heading).strip().lower()
    return _NOT_IN_ANCHORS.sub("", plain).replace(" ", "-")


@lru_cache(maxsize=256)
def anchors(page: Path) -> frozenset[str]:
    """The anchors of a page; the second heading of a name gets -1, the third -2."""
    found: dict[str, int] = {}
    names = []
    for heading in _HEADING.findall(without_code(page.read_text(encoding="utf-8"))):
        name = anchor(heading)
        names.append(f"{name}-{found[name]}" if name in found else name)
        found[name] = found.get(name, 0) + 1
    return frozenset(names)


def section(page: Path, heading: str) -> str:
    """What stands under a heading, to the next one of its depth or above. Raises KeyError when it is not there."""
    text = page.read_text(encoding="utf-8")
    found = re.search(rf"^(#+) {re.escape(heading)} *$", text, re.MULTILINE)
    if found is None:
        raise KeyError(f"{page.name} has no heading '{heading}'")
    rest = text[found.end() :]
    end = re.search(rf"^#{{1,{len(found[1])}}} ", rest, re.MULTILINE)
    return rest[: end.start()] if end else rest


def lines_of(page: Path, *headings: str) -> dict[str, str]:
    """Name in the first cell of a table row under these headings -> the rest of its row.

    A row without words beside the name is left out: it says nothing of it.
    """
    found: dict[str, str] = {}
    for heading in headings:
        for row in section(page, heading).splitlines():
            first, _, rest = row.removeprefix("|").partition("|")
            names = _CODE.findall(first)
            if row.startswith("| ") and len(names) == 1 and re.search(r"\w", rest):
                assert names[0] not in found, f"{page.name} says {names[0]} twice"
                found[names[0]] = rest
    return found
