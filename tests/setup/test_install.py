"""The set-up of the Makefile itself: the same today and on the day that something new appears on the index.

PASSEND_PIPS may name a folder with wheels of other pips than the one that comes with this Python.
"""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.setup.local_index import USERS, Project, a_project, pip_version

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(os.name == "nt" or shutil.which("make") is None, reason="needs make and a shell"),
]

PIPS = [None, *sorted(Path(os.environ.get("PASSEND_PIPS", os.devnull)).absolute().glob("pip-*.whl"))]
SET_UP = {"backend": "1.0", "measure": "1.0", "plugin": "1.0", "streamlit": "1.0", "tomlreader": "1.0"}


def did(done: subprocess.CompletedProcess[str]) -> subprocess.CompletedProcess[str]:
    """The same, when it succeeded."""
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """A small project that is not set up yet."""
    return a_project(tmp_path)


def stand_in(folder: Path, name: str) -> Path:
    """A command that is there and does not run, as version managers put there."""
    folder.mkdir(exist_ok=True)
    command = folder / name
    command.write_text("#!/bin/sh\necho 'command not found' >&2\nexit 127\n", encoding="utf-8")
    command.chmod(command.stat().st_mode | stat.S_IXUSR)
    return command


def path_with_stand_ins(folder: Path) -> str:
    """A path on which the first Pythons do not run, and this one comes after them."""
    for name in ("python3.13", "python3.12", "python3.11"):
        stand_in(folder / "stand-ins", name)
    (folder / "stand-ins" / "python3.14").symlink_to(sys.executable)
    return f"{folder / 'stand-ins'}{os.pathsep}{os.environ['PATH']}"


@pytest.mark.parametrize("pip", PIPS, ids=lambda pip: pip.name if pip else "the pip of this Python")
def test_a_lock_installs_after_something_newer_appeared_and_then_without_an_index(
    tmp_path: Path, pip: Path | None
) -> None:
    project = a_project(tmp_path, pip)
    did(project.make("install"))
    assert project.installed() == {**SET_UP, "small": "1.0"}
    assert project.index.pins["measure==1.1"], "the index knows a newer release"

    resolved = project.run(
        ".venv/bin/python",
        "-m",
        "pip",
        "install",
        "--target",
        "resolved",
        "--require-hashes",
        "-r",
        "requirements.lock",
    )
    if pip_version(pip) < (23, 3):
        assert "must have their versions pinned" in resolved.stderr, "this index is no trap for a pip that resolves"

    shutil.rmtree(project.index.folder)
    assert "Installing" not in did(project.make("install")).stdout
    (project.folder / "pyproject.toml").touch()
    assert "Installing" in did(project.make("install")).stdout


@pytest.mark.parametrize(
    "kept", [".venv/requirements-dev.lock", ".venv-bench/requirements.lock", ".venv-lock/requirements-uv.lock"]
)
def test_every_other_environment_is_set_up_in_the_same_way(project: Project, kept: str) -> None:
    environment = kept.split("/")[0]
    did(project.make(kept))
    more = {"tool": "1.0", "small": "1.0"} if environment == ".venv" else {}
    assert project.installed(environment) == {**SET_UP, **more}


def test_the_app_needs_no_developers_tools_and_what_is_no_longer_named_goes(project: Project, tmp_path: Path) -> None:
    done = project.make("app", "APP_ARGS=--server.port 1", PYTHON="", PATH=path_with_stand_ins(tmp_path))
    assert "streamlit run app.py --server.port 1" in did(done).stdout, "a Python that does not run is passed over"
    assert project.installed() == {**SET_UP, "small": "1.0"}
    did(project.make("install-dev"))
    assert project.installed() == {**SET_UP, "small": "1.0", "tool": "1.0"}
    project.write_locks(developers=USERS)
    did(project.make("install-dev"))
    assert project.installed() == {**SET_UP, "small": "1.0"}
    assert "Installing" not in did(project.make("app")).stdout


def test_a_lock_that_lacks_something_is_said(project: Project) -> None:
    project.write_locks(users=[pin for pin in USERS if pin != "measure==1.0"])
    done = project.make("install")
    assert done.returncode != 0
    assert "measure" in done.stderr
    assert done.returncode == project.make("install").returncode, "what was left half done passes for done"


def test_a_package_without_a_wheel_is_not_built(project: Project) -> None:
    source = project.index.folder / "measure" / "measure-1.0.tar.gz"
    source.write_bytes(b"")
    (source.parent / "index.html").write_text(f'<a href="{source.name}">{source.name}</a>\n', encoding="utf-8")
    done = project.make("install")
    assert done.returncode != 0
    assert "measure==1.0" in done.stderr


@pytest.mark.parametrize("how", ["argument", "environment"])
@pytest.mark.parametrize("target", ["app", "test", "bench"])
def test_a_python_that_is_named_and_cannot_be_used_is_said(
    project: Project, tmp_path: Path, how: str, target: str
) -> None:
    for wrong in ("/nowhere/python3.12", str(stand_in(tmp_path / "stand ins", "python3"))):
        done = project.make(target, f"PYTHON={wrong}") if how == "argument" else project.make(target, PYTHON=wrong)
        assert done.returncode != 0
        assert f"PYTHON={wrong} cannot be used" in done.stderr
        assert not (project.folder / ".venv").exists()


def test_a_wrong_python_is_also_said_where_everything_is_installed(project: Project) -> None:
    did(project.run(sys.executable, "-m", "venv", "--without-pip", ".venv"))
    for lock in ("requirements.lock", "requirements-dev.lock"):
        shutil.copy(project.folder / lock, project.folder / ".venv")
    did(project.make("--question", "install-dev"))
    assert "PYTHON=/nowhere cannot be used" in project.make("install-dev", "PYTHON=/nowhere").stderr
    assert did(project.make("help", "PYTHON=/nowhere")).stdout


def another_python() -> str | None:
    """A Python of another version than this one, that Passend can use."""
    other = {f"python3.{minor}" for minor in (11, 12, 13, 14)} - {f"python3.{sys.version_info[1]}"}
    versions = Path.home() / ".pyenv" / "versions"
    for command in (*map(shutil.which, sorted(other)), *map(str, sorted(versions.glob("*/bin/python3.1[1-4]")))):
        if command is None or Path(command).name not in other:
            continue
        tried = subprocess.run([command, "-c", "import venv, ensurepip"], capture_output=True, check=False)
        if tried.returncode == 0:
            return command
    return None


def test_an_environment_of_another_python_is_made_anew(project: Project) -> None:
    other = another_python()
    if other is None:
        pytest.skip("no second Python on this machine")
    did(project.make("install-dev"))
    did(project.make("install-dev", f"PYTHON={other}"))
    made = project.run(".venv/bin/python", "--version").stdout
    assert made == project.run(other, "--version").stdout
    assert "Installing" not in did(project.make("install-dev", f"PYTHON={other}")).stdout
    assert "Installing" not in did(project.make("install-dev", PYTHON="")).stdout
    assert project.run(".venv/bin/python", "--version").stdout == made
