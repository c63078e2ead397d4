"""Files of the command line: one placement in, text out, written beside and moved into place."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from compensation.outside import JsonError, read_json
from compensation.rulebook import told
from compensation.rulebook.yaml_source import read_yaml_bytes
from compensation.staging import Staged, place_of, put, taken
from compensation.texts import text

MOST_BYTES = 1_000_000


class InputError(Exception):
    """Wrong input: each line is `FILE: field.path: what is wrong and what to do`."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_data(name: str, lang: str) -> Any:
    """Plain data of a JSON or YAML file (`-` is standard input). Raises InputError."""
    return parsed(_read(name, lang), name, lang)


def parsed(content: bytes, name: str, lang: str) -> Any:
    """Plain data of the bytes of a file. Raises InputError with the file, line and column of every fault."""
    if name.endswith(".json") or (name == "-" and content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{")):
        try:
            return read_json(content)
        except JsonError as fault:
            raise InputError(f"{name}: {text('cli.errors.not_json', lang, reason=fault.said(lang))}") from None
    source = read_yaml_bytes(content, name, strict_dates=False)
    if source.faults:
        raise InputError(*told(tuple(source.faults), lang))
    return source.data


def _read(name: str, lang: str) -> bytes:
    try:
        raw = sys.stdin.buffer.read(MOST_BYTES + 1) if name == "-" else _head(Path(name))
    except FileNotFoundError:
        raise InputError(f"{name}: {text('cli.errors.no_file', lang)}") from None
    except IsADirectoryError:
        raise InputError(f"{name}: {text('cli.errors.is_folder', lang)}") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise InputError(f"{name}: {text('cli.errors.cannot_read', lang, reason=reason)}") from None
    if len(raw) > MOST_BYTES:
        raise InputError(f"{name}: {text('cli.errors.too_large', lang)}")
    return raw


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def check_target(target: Path, lang: str, *, force: bool) -> None:
    """Refuse a folder, and a file that exists unless it may be overwritten. Raises InputError."""
    if target.is_dir():
        raise InputError(f"{target}: {text('cli.errors.is_folder', lang)}")
    with _writable(target, lang):
        place_of(target)
    if taken(target) and not force:
        raise InputError(f"{target}: {text('cli.errors.exists', lang)}")


def write(target: Path, content: bytes, lang: str) -> None:
    """Write a file beside the target; it takes its place when it is whole. Raises InputError."""
    with _writable(target, lang):
        put(target, content)


@contextmanager
def written_beside(target: Path, lang: str) -> Iterator[Path]:
    """An empty file beside the target that takes its place when it was written and all went well. Raises InputError."""
    with _writable(target, lang), Staged(target) as staged:
        yield staged.part
        staged.commit()


@contextmanager
def _writable(target: Path, lang: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{target}: {text('cli.errors.cannot_write', lang, reason=reason)}") from None
