"""Where in the zip of an xlsx its sheets, shared texts and styles stand: the book names them, by relations."""

from __future__ import annotations

import posixpath
import zipfile
from dataclasses import dataclass, field

from compensation.table.caged.formats import parse
from compensation.table.faults import TableError


@dataclass
class Parts:
    """The parts of a workbook: its sheets by their names, in their order.

    `computes_first`: whoever opens it must compute it first, so a formula that says 0 may say nothing (18.2.2).
    """

    archive: zipfile.ZipFile
    sheets: dict[str, str] = field(default_factory=dict)
    texts: str | None = None
    styles: str | None = None
    computes_first: bool = False

    def __post_init__(self) -> None:
        names = {name.lower(): name for name in self.archive.namelist()}
        book = self._target("", "_rels/.rels", names, "/officeDocument") or names.get("xl/workbook.xml")
        if book is None:
            raise TableError("no_xlsx")
        folder, name = posixpath.split(book)
        relations = f"{folder}/_rels/{name}.rels".lstrip("/")
        related = self._related(folder, relations, names)
        for key, part in related.items():
            kind = key[1].rpartition("/")[2]
            if kind == "sharedStrings":
                self.texts = part
            elif kind == "styles":
                self.styles = part

        def begin(element: str, attributes: dict[str, str]) -> None:
            if element.rpartition(":")[2] == "calcPr":
                self.computes_first = attributes.get("fullCalcOnLoad") in ("1", "true")
            if element.rpartition(":")[2] == "sheet":
                wanted = next((v for k, v in attributes.items() if k.rpartition(":")[2] == "id"), "")
                part = next(
                    (part for (id_, kind), part in related.items() if id_ == wanted and "worksheet" in kind), None
                )
                if part is not None:
                    self.sheets[attributes.get("name", "")] = part

        parse(self.archive, book, begin)

    def _target(self, folder: str, relations: str, names: dict[str, str], kind: str) -> str | None:
        found = self._related(folder, relations, names)
        return next((part for (_, type_), part in found.items() if type_.endswith(kind)), None)

    def _related(self, folder: str, relations: str, names: dict[str, str]) -> dict[tuple[str, str], str]:
        """Part by (id, type) of each relation to a part that is there."""
        found: dict[tuple[str, str], str] = {}

        def begin(element: str, attributes: dict[str, str]) -> None:
            if element.rpartition(":")[2] == "Relationship":
                target = attributes.get("Target", "")
                path = (
                    target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
                )
                if part := names.get(path.lower()):
                    found[attributes.get("Id", ""), attributes.get("Type", "")] = part

        if relations.lower() in names:
            parse(self.archive, names[relations.lower()], begin)
        return found
