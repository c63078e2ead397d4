"""Which tests a corrected fact turns red: only those marked `live` may.

    python -m tests.corrections                    every correction below at once
    python -m tests.corrections horeca km_rate     these two
    python -m tests.corrections --each             one after the other
    python -m tests.corrections --all-tests        the slow tests and those with a browser too

Copies the project, corrects the live rules of the copy, and runs the tests there: first those that must stay green,
then the live ones, which must notice. Exits with 1 when a test of the first kind fails, or none of the second.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from tests.rulebooks import LIVE_RULES

Where = tuple[str | int, ...]
#: Keys at or below which a number is an amount, a rate, a price or a share; others are dates, hours and limits.
AMOUNTS = {
    "value",
    "amount",
    "amount_high",
    "average_month",
    "share_paid_percent",
    "by_age",
    "by_region",
    "by_distance",
}
TEXTS = {"note", "event", "subject", "why", "rule", "group", "vog_ground", "not_covered", "not_known"}
NUMBER = re.compile(r"\d+(\.\d+)?")
FAST = " and not slow and not browser"
NOT_COPIED = shutil.ignore_patterns(".venv*", ".git", "__pycache__", ".*_cache", ".hypothesis", "dist", "build")


@dataclass(frozen=True)
class Correction:
    """Values of some rule files that change."""

    files: str
    meant: Callable[[Where], bool]

    def apply(self, root: Path) -> int:
        """Correct a folder of rules; how many values changed."""
        return sum(self._correct(file) for file in sorted(root.glob(self.files)))

    def _correct(self, file: Path) -> int:
        text, count = file.read_text(encoding="utf-8"), 0
        found = [node for at, node in scalars(yaml.compose(text)) if self.meant(at)]
        for node in sorted(found, key=lambda node: -node.start_mark.index):
            span = slice(node.start_mark.index, node.end_mark.index)
            changed = corrected(text[span], plain=node.style is None)
            count += changed != text[span]
            text = text[: span.start] + changed + text[span.stop :]
        file.write_text(text, encoding="utf-8")
        return count


@dataclass(frozen=True)
class Renewal:
    """The open version of every rule or scheme ends with 2026, and one like it begins."""

    files: str

    def apply(self, root: Path) -> int:
        """Renew a folder of rules; how many versions were added."""
        return sum(self._renew(file) for file in sorted(root.glob(self.files)))

    def _renew(self, file: Path) -> int:
        text, count = file.read_text(encoding="utf-8"), 0
        last = [versions.value[-1] for versions in lists_of_versions(yaml.compose(text)) if versions.value]
        for node in sorted(last, key=lambda node: -node.start_mark.index):
            version = text[node.start_mark.index : node.end_mark.index].rstrip()
            if "to: null" not in version or re.match("from: 202[7-9]", version):
                continue
            margin = " " * (node.start_mark.column - 2)
            old = version.replace("to: null", "to: 2026-12-31", 1)
            new = re.sub(r"\b(from|as_of): [\d-]+$", r"\1: 2027-01-01", version, count=2, flags=re.MULTILINE)
            text = text.replace(f"{version}\n", f"{old}\n{margin}- {new}\n", 1)
            count += 1
        file.write_text(text, encoding="utf-8")
        return count


@dataclass(frozen=True)
class Addition:
    """A scheme more: another cao of the sector, as the one that is there."""

    like: str

    def apply(self, root: Path) -> int:
        """Add it to a folder of rules; how many files were added."""
        folder = root / "sector_data" / "schemes"
        text = (folder / f"{self.like}.yaml").read_text(encoding="utf-8")
        text = text.replace(f"key: {self.like}\n", f"key: {self.like}_extra\n")
        (folder / f"{self.like}_extra.yaml").write_text(
            re.sub(r"\bname: .*", "name: Cao Extra", text), encoding="utf-8"
        )
        return 1


def lists_of_versions(node: Any) -> Iterator[Any]:
    """Every list below a key `versions`."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == "versions":
                yield value
            else:
                yield from lists_of_versions(value)


def scalars(node: Any, at: Where = ()) -> Iterator[tuple[Where, Any]]:
    """Every scalar of a YAML file, with its path."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            yield from scalars(value, (*at, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield from scalars(value, (*at, number))
    elif node is not None:
        yield at, node


def corrected(written: str, *, plain: bool) -> str:
    """Another number of as many decimals, or the same words and one more; what is null, 0 or 100 percent stays."""
    if plain and NUMBER.fullmatch(written):
        number = Decimal(written)
        step = Decimal(1).scaleb(int(number.as_tuple().exponent))
        return written if number in (0, 100) else str((number * Decimal("1.03")).quantize(step) + step)
    if plain and (written in ("null", "unknown", "true", "false") or NUMBER.match(written)):
        return written
    return re.sub(r"(?<=\w)(?=\W*$)", " verbeterd", written, count=1)


def amounts(*keys: str) -> Callable[[Where], bool]:
    """Amounts below one of these keys; without keys every amount."""
    return lambda at: not AMOUNTS.isdisjoint(at) and (not keys or not set(keys).isdisjoint(at))


def texts(*keys: str) -> Callable[[Where], bool]:
    """Texts of these keys, in one language or in both."""
    return lambda at: not set(keys).isdisjoint(at[-2:] if at[-1] in ("nl", "en") else at[-1:])


def first_half_of_2026(at: Where) -> bool:
    return at == ("rules", "adult_hourly_minimum", "versions", 4, "value")


ALL_FILES = "[rs]*[sa]/**/*.yaml"  # rules/ and sector_data/, and no folder of tests
CORRECTIONS: Mapping[str, Correction | Renewal | Addition] = {
    "horeca": Correction("sector_data/schemes/horeca.yaml", amounts()),
    "km_rate": Correction("rules/travel.yaml", amounts("km_rate")),
    "vog": Correction("rules/vog.yaml", amounts("vog_online")),
    "minimum_wage": Correction("rules/minimum_wage.yaml", first_half_of_2026),
    "youth_scales": Correction("rules/minimum_wage.yaml", amounts("by_age")),
    "bus_fare": Correction("rules/fares/bus.yaml", amounts("boarding_fee", "bus_fare_per_km")),
    "train_fare": Correction("rules/fares/train.yaml", amounts("train_fare")),
    "levy": Correction("rules/payroll.yaml", amounts("employer_health_levy")),
    "norm": Correction("rules/allowance_norms.yaml", amounts("national")),
    "subsidy": Correction("rules/subsidies.yaml", amounts("practical_training_subsidy_max")),
    "every_rule": Correction("rules/**/*.yaml", amounts()),
    "every_scheme": Correction("sector_data/schemes/*.yaml", amounts()),
    "practice": Correction("sector_data/practice.yaml", amounts()),
    "scheme_names": Correction("sector_data/schemes/*.yaml", texts("name")),
    "other_names": Correction("rules/**/*.yaml", texts("name")),
    "sector_names": Correction("sector_data/sectors.yaml", texts("name")),
    "notes": Correction(ALL_FILES, texts(*TEXTS)),
    "titles": Correction(ALL_FILES, texts("title")),
    "new_versions_of_rules": Renewal("rules/**/*.yaml"),
    "new_versions_of_schemes": Renewal("sector_data/schemes/*.yaml"),
    "a_new_scheme": Addition("horeca"),
}


def correct(root: Path, names: Iterable[str] = CORRECTIONS) -> dict[str, int]:
    """Correct a folder of rules; how many values each correction changed or added."""
    return {name: CORRECTIONS[name].apply(root) for name in names}


# ---------------------------------------------------------------- the tests of a corrected copy


def failed(project: Path, marks: str) -> list[str]:
    """The tests with these marks that fail in a project."""
    # The set-up rests on no rule; and rules that are corrected already are not corrected again.
    left_out = ["--ignore=tests/setup", "--ignore=tests/test_corrections.py"]
    command = [sys.executable, "-m", "pytest", "-q", "-m", marks, *left_out, "--tb=no"]
    own = os.environ | {"PYTHONPATH": str(project)}
    run = subprocess.run(command, cwd=project, env=own, capture_output=True, text=True)
    if run.returncode not in (0, 1):
        sys.exit(f"the tests did not run:\n{run.stdout[-3000:]}{run.stderr[-3000:]}")
    print(f"  {marks}: {run.stdout.splitlines()[-1]}")
    return re.findall(r"^(?:FAILED|ERROR) (\S+)", run.stdout, re.MULTILINE)


def holds(names: Sequence[str], which: str = FAST) -> bool:
    """Whether these corrections turn live tests red, and no other."""
    with tempfile.TemporaryDirectory() as folder:
        project = Path(folder) / "project"
        shutil.copytree(LIVE_RULES, project, ignore=NOT_COPIED)
        print(f"{sum(correct(project, names).values())} values corrected: {', '.join(names)}", flush=True)
        wrong, right = (failed(project, kind + which) for kind in ("not live", "live"))
    for kind, tests in (("must not fail", wrong), ("live", sorted({name.split("[")[0] for name in right}))):
        print(*(f"  {kind}: {name}" for name in tests), sep="\n")
    return bool(right) and not wrong


def main(arguments: Sequence[str]) -> int:
    """The command; its exit code."""
    names = [name for name in arguments if not name.startswith("-")] or list(CORRECTIONS)
    turns = [[name] for name in names] if "--each" in arguments else [names]
    which = "" if "--all-tests" in arguments else FAST
    found = [holds(turn, which) for turn in turns]
    return 0 if all(found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
