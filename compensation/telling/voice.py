"""Words for one reader: an employer (u), a student (je), whoever gets a paper or sits at a terminal."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from compensation.texts import catalogue, text

Reader = Literal["employer", "student", "letter", "agreement", "overview", "terminal"]


@dataclass(frozen=True)
class Voice:
    """The texts below a root of the catalogue; `root.<reader>.<key>` goes before `root.<key>`."""

    root: str
    reader: Reader
    lang: str

    def _key(self, key: str) -> str:
        own = f"{self.root}.{self.reader}.{key}"
        return own if own in catalogue(self.lang) else f"{self.root}.{key}"

    def has(self, key: str) -> bool:
        """Whether there is a text of this name."""
        return self._key(key) in catalogue(self.lang)

    def say(self, key: str, /, **values: Any) -> str:
        """The text, with its placeholders filled in."""
        return text(self._key(key), self.lang, **values)
