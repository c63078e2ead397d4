"""Files of the command line: one placement in, text out, written beside and moved into place."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from compensation.outside import read_json
from compensation.rulebook.yaml_source import read_yaml
from compensation.texts import text

MOST_BYTES = 1_000_000


class InputError(Exception):
    """Wrong input: each line is `FILE: field.path: what is wrong and what to do`."""

    def __init__(self, *lines: str) -> None:
        super().__init__("\n".join(lines))
        self.lines = lines


def read_data(name: str, lang: str) -> Any:
    """Plain data of a JSON or YAML file (`-` is standard input). Raises InputError."""
    content = _read(name, lang)
    if name.endswith(".json") or (name == "-" and content.lstrip().startswith("{")):
        return _json(name, content, lang)
    source = read_yaml(content, name, strict_dates=False)
    if source.faults:
        raise InputError(*map(str, source.faults))
    return source.data


def _read(name: str, lang: str) -> str:
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
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{name}: {text('cli.errors.cannot_read', lang, reason='not UTF-8')}") from None


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _json(name: str, content: str, lang: str) -> Any:
    try:
        return read_json(content)
    except ValueError as error:
        raise InputError(f"{name}: {text('cli.errors.not_json', lang, reason=str(error))}") from None


def check_target(target: Path, lang: str, *, force: bool) -> None:
    """Refuse a folder, and a file that exists unless it may be overwritten. Raises InputError."""
    if target.is_dir():
        raise InputError(f"{target}: {text('cli.errors.is_folder', lang)}")
    if target.exists() and not force:
        raise InputError(f"{target}: {text('cli.errors.exists', lang)}")


@contextmanager
def written_beside(target: Path, lang: str) -> Iterator[Path]:
    """A file beside the target that takes its place only when all went well. Raises InputError."""
    beside = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield beside
        beside.replace(target)
    except OSError as error:
        reason = error.strerror or str(error)
        raise InputError(f"{target}: {text('cli.errors.cannot_write', lang, reason=reason)}") from None
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
