"""A scheme as the text of a file for sector_data/schemes/, and norms as one file to lay over the rules.

`passend rules check` accepts both.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from enum import Enum
from typing import Any

import yaml

from compensation.compare.proposal.proposal import NOT_PUBLISHED
from compensation.rulebook.reader import SEVERAL
from compensation.rulebook.scheme import Scheme
from compensation.rulebook.sources import LOOKED
from compensation.table import TableError

_HEADER = "# yaml-language-server: $schema=../schemas/scheme.schema.json\n"
#: What a version may leave out when it says nothing.
_OPTIONAL = ("tiers", "shape", "note", "undated", "advised", "also", "costs")


class _Dumper(yaml.SafeDumper):
    """Writes every value out (no aliases), amounts as numbers with two decimals, lists indented."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: ARG002
        super().increase_indent(flow, False)


def _amount(dumper: yaml.SafeDumper, value: Decimal) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:float", format(value.quantize(Decimal("0.01")), "f"))


_Dumper.add_representer(Decimal, _amount)


def file_name(scheme: Scheme) -> str:
    """Where the file belongs in a rule folder."""
    return f"sector_data/schemes/{scheme.key}.yaml"


def scheme_yaml(scheme: Scheme) -> str:
    """The whole file. What the contract's defaults say anyway is left out.

    Raises TableError when a version says no address where its amount can be read.
    """
    return _HEADER + _text(_data(scheme))


def norms_yaml(schemes: Sequence[Scheme]) -> str:
    """Norms as one loose file to lay over the rules: of one norm the file of its scheme, of several a list of them.

    Raises TableError like `scheme_yaml`.
    """
    return scheme_yaml(schemes[0]) if len(schemes) == 1 else _text({SEVERAL: [_data(scheme) for scheme in schemes]})


def _text(data: dict[str, Any]) -> str:
    text: str = yaml.dump(data, Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=120)
    return text


def _data(scheme: Scheme) -> dict[str, Any]:
    if any(version.source.url == NOT_PUBLISHED for version in scheme.versions):
        raise TableError("own_norm_source")
    above = {name: day for name in LOOKED if (day := getattr(scheme, name)) is not None}
    data: dict[str, Any] = {
        "key": scheme.key,
        "name": scheme.name,
        "kind": scheme.kind,
        "sector": scheme.sector,
        "bbl_scale": scheme.bbl_scale,
        **({"own_bbl_wages": True} if scheme.own_bbl_wages else {}),
        **({"proposed": True} if scheme.proposed else {}),
        **above,
        "versions": [_version(version.model_dump(by_alias=True), above) for version in scheme.versions],
    }
    if scheme.amount_unknown is not None:
        data["amount_unknown"] = _said(scheme.amount_unknown.model_dump(), above)
    return data


def _version(version: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    kept = _said(version, above)
    kept["gates"] = {key: value for key, value in version["gates"].items() if value not in (None, False)}
    return {key: _without_none(value) if key in ("shape", "tiers", "costs") else value for key, value in kept.items()}


def _said(fields: dict[str, Any], above: dict[str, Any]) -> dict[str, Any]:
    """Fields without what says nothing and the days that stand above; the words of an enumeration as plain text."""
    kept = {key: value for key, value in fields.items() if value or key not in _OPTIONAL}
    left = {key: value for key, value in kept.items() if key not in above or value != above[key]}
    return {key: value.value if isinstance(value, Enum) else value for key, value in left.items()}


def _without_none(node: Any) -> Any:
    """A shape or a list of costs without what it does not say: nothing given, no advice, not asked."""
    if isinstance(node, dict):
        unsaid = (("advised", False), ("asked", False))
        said = {key: value for key, value in node.items() if value is not None and (key, value) not in unsaid}
        return {key: _without_none(value) for key, value in said.items()}
    return [_without_none(item) for item in node] if isinstance(node, list) else node
