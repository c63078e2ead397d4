"""A small package index on disk, and a small project that the Makefile sets up from it: offline, in seconds.

The index is of a day after the locks were made. `measure` has a newer release than its pin, and `plugin` asks for
`measure` with an extra (as pytest-cov asks for coverage[toml]): a pip that resolves may look at the newer release.
The newest `backend` cannot build anything: whoever does not take the one of the lock fails.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[2]

#: What builds the small project: an editable wheel that asks for `plugin`.
BACKEND = """
import os, zipfile

def build_editable(wheel_directory, config_settings=None, metadata_directory=None):
    name = "small-1.0-py3-none-any.whl"
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w") as wheel:
        wheel.writestr("small.pth", os.getcwd() + "\\n")
        wheel.writestr("small-1.0.dist-info/METADATA",
                       "Metadata-Version: 2.1\\nName: small\\nVersion: 1.0\\nRequires-Dist: plugin\\n")
        wheel.writestr("small-1.0.dist-info/WHEEL",
                       "Wheel-Version: 1.0\\nGenerator: backend\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr("small-1.0.dist-info/RECORD", "")
    return name
"""
NEWEST_BACKEND = "raise RuntimeError('the newest backend was taken, not the one of the lock')\n"
#: Stands where Streamlit stands: `python -m streamlit run app.py`.
STREAMLIT = "import sys\nprint('streamlit', *sys.argv[1:])\n"
PYPROJECT = """
[build-system]
requires = ["backend"]
build-backend = "backend"

[project]
name = "small"
version = "1.0"
"""


@dataclass
class Index:
    """Packages in the form of a simple index. `pins` holds the lines of each release in a lock file."""

    folder: Path
    pins: dict[str, str] = field(default_factory=dict)

    def add(self, name: str, version: str, *requires: str, extra: str = "", code: str = "") -> None:
        """A release of a package: one module of its name, and what it requires; `extra` is an extra that it offers."""
        wheel = self.folder / name / f"{name}-{version}-py3-none-any.whl"
        wheel.parent.mkdir(parents=True, exist_ok=True)
        about = [f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}", *(f"Requires-Dist: {r}" for r in requires)]
        if extra:
            about.append(f"Provides-Extra: {extra}")
        with zipfile.ZipFile(wheel, "w") as made:
            made.writestr(f"{name}.py", code)
            made.writestr(f"{name}-{version}.dist-info/METADATA", "\n".join(about) + "\n")
            made.writestr(
                f"{name}-{version}.dist-info/WHEEL",
                "Wheel-Version: 1.0\nGenerator: tests\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            )
            made.writestr(f"{name}-{version}.dist-info/RECORD", "")
        page = wheel.parent / "index.html"
        known = page.read_text(encoding="utf-8") if page.exists() else ""
        page.write_text(f'{known}<a href="{wheel.name}">{wheel.name}</a>\n', encoding="utf-8")
        digest = hashlib.sha256(wheel.read_bytes()).hexdigest()
        self.pins[f"{name}=={version}"] = f"{name}=={version} \\\n    --hash=sha256:{digest}\n"

    def lock(self, *pins: str) -> str:
        """A lock file of these releases, as `make lock` writes it."""
        return "".join(self.pins[pin] for pin in pins)


def an_index(folder: Path) -> Index:
    """The index of a day on which there is more than the locks know."""
    index = Index(folder)
    index.add("tomlreader", "1.0")
    for version in ("1.0", "1.1"):
        index.add("measure", version, "tomlreader; extra == 'toml'", extra="toml")
    index.add("plugin", "1.0", "measure[toml]>=1.0")
    index.add("streamlit", "1.0", code=STREAMLIT)
    index.add("tool", "1.0")
    index.add("backend", "1.0", code=BACKEND)
    index.add("backend", "2.0", code=NEWEST_BACKEND)
    return index


USERS = ("backend==1.0", "measure==1.0", "plugin==1.0", "streamlit==1.0", "tomlreader==1.0")


@dataclass
class Project:
    """A small project beside its index, with the Makefile of this one. `pip` is a wheel of a pip to use instead."""

    folder: Path
    index: Index
    pip: Path | None = None

    def write_locks(self, users: Sequence[str] = USERS, developers: Sequence[str] = (*USERS, "tool==1.0")) -> None:
        """The four locks that the Makefile installs."""
        for name in ("requirements.lock", "requirements-uv.lock", "benchmarks/requirements.lock"):
            (self.folder / name).write_text(self.index.lock(*users), encoding="utf-8")
        (self.folder / "requirements-dev.lock").write_text(self.index.lock(*developers), encoding="utf-8")

    def environment(self) -> dict[str, str]:
        """Nothing of this machine but its commands: no cache and no settings of pip, and no other index."""
        return {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "PIP_CONFIG_FILE": os.devnull,
            "PIP_NO_CACHE_DIR": "1",
            "PIP_INDEX_URL": self.index.folder.as_uri(),
            **({"PYTHONPATH": str(self.pip)} if self.pip else {}),
        }

    def make(self, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run make with this Python, unless the arguments or the environment name another."""
        named = any(argument.startswith("PYTHON=") for argument in arguments) or "PYTHON" in environment
        return self.run("make", *arguments, *(() if named else (f"PYTHON={sys.executable}",)), environment=environment)

    def run(
        self, *command: str | Path, environment: Mapping[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        """Run a command in the project."""
        return subprocess.run(
            command,
            cwd=self.folder,
            env={**self.environment(), **(environment or {})},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=300,
        )

    def installed(self, environment: str = ".venv") -> dict[str, str]:
        """The packages of an environment and their versions, without pip's own."""
        listed = self.run(f"{environment}/bin/python", "-m", "pip", "list", "--format", "freeze").stdout.split()
        found = dict(line.split("==") for line in listed)
        return {name.replace("-", "_"): found[name] for name in found if name not in ("pip", "setuptools")}


def a_project(folder: Path, pip: Path | None = None) -> Project:
    """The small project in `folder`, not set up yet."""
    project = Project(folder / "small project", an_index(folder / "index"), pip)
    (project.folder / "benchmarks").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", project.folder)
    (project.folder / "pyproject.toml").write_text(PYPROJECT, encoding="utf-8")
    project.write_locks()
    return project


def pip_version(wheel: Path | None) -> tuple[int, ...]:
    """The version of a pip: of a wheel, or of the one that comes with this Python."""
    if wheel is not None:
        return tuple(int(part) for part in wheel.name.split("-")[1].split("."))
    import ensurepip

    return tuple(int(part) for part in ensurepip.version().split("."))
