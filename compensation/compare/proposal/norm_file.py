"""Norms to try, read from a file that somebody gives: what `norms_yaml` writes, and what PASSEND_RULES takes."""

from __future__ import annotations

from collections.abc import Iterator

from compensation.rulebook import RuleBook, RuleBookError, RuleFault
from compensation.rulebook.faults import coded
from compensation.rulebook.loader import laid_over
from compensation.rulebook.scheme import Scheme


def norms_in(content: bytes, name: str, book: RuleBook) -> tuple[Scheme, ...]:
    """The norms that a file holds, one a sector. `name` is what faults call the file.

    Raises RuleBookError with every fault of it: also where it holds something else, holds none, or a norm would take
    the place of a scheme that is in force.
    """
    found = laid_over(book, content, name)
    brought = found.overlay.ids if found is not book and found.overlay is not None else frozenset()
    keys = sorted(entry.removeprefix(_SCHEME) for entry in brought if entry.startswith(_SCHEME))
    norms = tuple(found.schemes[key] for key in keys if found.schemes[key].proposed)
    faults = list(_faults(norms, brought, name, book))
    if faults:
        raise RuleBookError(faults)
    return norms


_SCHEME = "scheme."


def _faults(norms: tuple[Scheme, ...], brought: frozenset[str], name: str, book: RuleBook) -> Iterator[RuleFault]:
    others = sorted(brought - {f"{_SCHEME}{norm.key}" for norm in norms})
    if others:
        yield coded(name, "norms_only", entries=", ".join(others))
    elif not norms:
        yield coded(name, "no_norm_to_try")
    for norm in norms:
        held = book.schemes.get(norm.key)
        if held is not None and not held.proposed:
            yield coded(name, "norm_in_place", key=norm.key, name=held.name)
