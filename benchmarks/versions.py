"""This version and version 1, each in a process of its own, with rules that both can read."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import version_1
from sample import World
from turns import Program

HERE, BEFORE = "this version", "version 1"


@dataclass
class Versions:
    """Where the two stand, which rules version 1 reads, and the two processes, which know the same world."""

    here: Program
    before: Program
    code_before: Path
    rules: version_1.Rules
    world: World  # the keys that both know

    def fresh(self, name: str, environment: Mapping[str, str] | None = None) -> Program:
        """Another process of one of the two, with its rules."""
        if name == HERE:
            return Program("tasks_here", version_1.ROOT, environment)
        program = Program("tasks_version_1", self.code_before, environment)
        program.ask("know", rules=str(self.rules.folder))
        return program

    def learn(self, here: Path | None, before: Path) -> None:
        """Let both load the rules of a folder, and agree on the keys that both have."""
        world = World.of(
            self.here.ask("know", rules=None if here is None else str(here)),
            self.before.ask("know", rules=str(before)),
        )
        for program in (self.here, self.before):
            program.ask("agree", **dataclasses.asdict(world))
        self.world = world


@contextmanager
def two_versions(folder: Path) -> Iterator[Versions]:
    """Both versions at work. Raises version_1.NotThereError where the history is too short."""
    code = version_1.check_out(folder / "version_1")
    with Program("tasks_here", version_1.ROOT) as here, Program("tasks_version_1", code) as before:

        def faults(rules: Path) -> Any:
            return before.ask("faults", folder=str(rules))

        rules = version_1.shared_rules(version_1.ROOT, code, folder / "rules_of_both", faults)
        versions = Versions(here, before, code, rules, World())
        versions.learn(None, rules.folder)
        yield versions


def told(rules: version_1.Rules) -> str:
    """Which rules the two versions read, for the report."""
    left = f"; {', '.join(rules.left_out)} left out" if rules.left_out else ""
    own = f", and its own {', '.join(rules.own)}" if rules.own else ""
    return (
        f"Version 1 is commit {version_1.COMMIT}, with the same Python and packages. It reads {rules.of_today} rule "
        f"files of today, without the fields that it does not know{own}{left}; placements name only what both know."
    )
