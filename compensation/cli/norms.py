"""`passend norms`: norms that are proposed, side by side on the placements of a file; no person and no row in it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from compensation.cli.files import InputError
from compensation.cli.tables import Reading
from compensation.compare.laboratory import Trial, legal_minimum, side_by_side
from compensation.compare.proposal import norms_in
from compensation.papers.norms_workbook import class_words, norms_workbook
from compensation.rulebook import RuleBook, RuleBookError, told
from compensation.rulebook.scheme import Scheme
from compensation.table.suppression import LEAST_GROUP
from compensation.texts import day, euros, number, text
from compensation.units import cents

_COSTS = ("extra", "allowance", "expenses", "levy", "not_stated")


def check_form(target: Path, lang: str) -> None:
    """Refuse a target that is no workbook. Raises InputError."""
    if target.suffix.lower() != ".xlsx":
        raise InputError(f"{target}: {text('cli.errors.document_form', lang, choices='xlsx')}")


def read_norms(files: Sequence[Path], book: RuleBook, lang: str, *, minimum: bool) -> list[Scheme]:
    """The norms of some files, all for one sector, and the what-if of a legal minimum. Raises InputError."""
    found: list[Scheme] = []
    for file in files:
        try:
            found += norms_in(file.read_bytes(), file.name, book)
        except OSError as error:
            raise InputError(f"{file}: {error.strerror or type(error).__name__}") from None
        except RuleBookError as error:
            raise InputError(*told(error.faults, lang)) from None
    if len(sectors := {norm.sector for norm in found}) > 1:
        names = ", ".join(sorted(book.sectors[sector].name[lang] for sector in sectors))
        raise InputError(text("cli.norms.one_sector", lang, sectors=names))
    return [*found, *_minimum(found[0], book)] if minimum else found


def _minimum(norm: Scheme, book: RuleBook) -> Iterator[Scheme]:
    """The what-if, with the costs of the norm that it is laid beside; none where the rules hold none."""
    version = norm.versions[0]
    if (found := legal_minimum(book, norm.sector, version.from_, date.today())) is not None:
        yield replace(found, costs=tuple(version.costs)).scheme()


def tried(source: Path, norms: Sequence[Scheme], reading: Reading, book: RuleBook, lang: str) -> tuple[Trial, ...]:
    """Each norm on the placements of a file. Raises TableError."""
    return side_by_side(norms, reading.members(source, book, lang).frame(), book)


def trial_lines(trials: Sequence[Trial], book: RuleBook, lang: str) -> Iterator[str]:
    """What each norm costs, who gains how much, employers, and what its steps cost."""
    yield text("branch.lab.about.proposals", lang, sector=book.sectors[trials[0].scheme.sector].name[lang])
    if not trials[0].is_shown:
        yield text("cli.norms.too_few", lang, least=LEAST_GROUP)
        return
    for trial in trials:
        yield ""
        yield trial.scheme.name
        for name in _COSTS:
            yield f"  {text(f'branch.lab.{name}', lang)}: {_euros(getattr(trial, name), lang)}"
        for found in trial.classes:
            yield f"  {class_words(found, lang)}: {_count(found.placements, lang)}"
        for size in trial.sizes:
            yield f"  {text(f'branch.lab.size.{size.size}', lang)}: {_euros(size.extra, lang)}"
        for step in trial.steps if len(trial.steps) > 1 else ():
            began = text("branch.lab.from", lang, day=day(step.start, lang))
            yield f"  {text('branch.lab.extra', lang)} {began}: {_euros(step.extra, lang)}"
    yield ""
    yield text("branch.lab.not_stated_note", lang)
    yield text("branch.lab.hidden", lang, least=LEAST_GROUP)


def _euros(amount: Decimal | None, lang: str) -> str:
    return text("branch.overview.few", lang) if amount is None else euros(cents(amount), lang)


def _count(placements: int | None, lang: str) -> str:
    return text("branch.overview.few", lang) if placements is None else str(number(placements, lang))


def workbook(trials: Sequence[Trial], book: RuleBook, lang: str) -> bytes:
    """The same figures as a workbook."""
    return norms_workbook(trials, date.today(), book, lang, is_made_up=False)
