"""One licence, said in the same words to people, to machines and in the wheel."""

from __future__ import annotations

import tomllib

from tests.docs.pages import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_licence_file_names_the_licence_and_where_its_text_stands() -> None:
    licence = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert licence.splitlines()[0] == f"SPDX-License-Identifier: {PROJECT['license']}"
    assert "Licensed under the EUPL" in licence
    assert "https://eur-lex.europa.eu/eli/dec_impl/2017/863/oj" in licence


def test_what_comes_with_the_program_comes_with_its_licence() -> None:
    files = PROJECT["license-files"]
    assert all((ROOT / file).is_file() for file in files)
    assert {"LICENSE", *(f.relative_to(ROOT).as_posix() for f in (ROOT / "static").glob("*OFL*"))} == set(files)


def test_the_readme_says_the_licence() -> None:
    assert PROJECT["license"] in (ROOT / "README.md").read_text(encoding="utf-8")
