"""A language that nobody translated: Polish, with counted words in four forms and a handful of sentences."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import yaml

from compensation.texts import LANGUAGES, Language, catalogue

SENTENCES = {
    "units": {
        "days": "{n} {n:one=dzień|few=dni|many=dni|other=dnia}",
        "hours": "{n} {n:one=godzina|few=godziny|many=godzin|other=godziny}",
    },
    "start": {"title": "Ile należy się za praktyki?"},
    "cli": {"rows": {"total": "Razem"}},
    "documents": {"letter": {"title": "Wynagrodzenie za praktyki"}},
    "steps": {"travel": {"days_present": "{period}: {scheduled} - {closed} - {holidays} = {result}."}},
    "rules_page": {
        "subsidy": {"count": "{count} {count:one=wiersz|few=wiersze|many=wierszy|other=wiersza}"},
        "found": "{count} {count:one=odpowiedź|few=odpowiedzi|many=odpowiedzi|other=odpowiedzi}: ‘{query}’.",
    },
}


@contextmanager
def polish(folder: Path) -> Iterator[Language]:
    """The program with Polish in it; its texts stand in the folder."""
    said = yaml.safe_dump(SENTENCES, allow_unicode=True)
    folder.joinpath("all.yaml").write_text(said, encoding="utf-8")
    language = Language("pl", "Polski", "pl_PL", "DD.MM.YYYY", ";", texts=folder)
    LANGUAGES["pl"] = language
    try:
        yield language
    finally:
        del LANGUAGES["pl"]
        catalogue.cache_clear()
