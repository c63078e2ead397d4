"""The unit and the image of docs/hosting are about this program: what they run, copy and set is there."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from compensation.cli.app import app
from compensation.table.limits import PAGE_MEGABYTES
from tests.docs.pages import DOCS, lines_of

ROOT = Path(__file__).parents[2]
COMMANDS = DOCS / "contract/commands.md"
FOLDER = ROOT / "docs" / "hosting"
UNIT, IMAGE, NGINX = FOLDER / "passend@.service", FOLDER / "Containerfile", FOLDER / "nginx.conf"


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd-analyze here")
def test_systemd_finds_nothing_wrong_with_the_unit(tmp_path: Path) -> None:
    unit = tmp_path / "passend@8501.service"
    unit.write_text(UNIT.read_text().replace("/opt/passend/bin/passend", "/bin/true"))
    done = subprocess.run(["systemd-analyze", "verify", str(unit)], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_what_they_run_is_a_command_with_these_options() -> None:
    (command,) = (found for name, found in get_command(app).commands.items() if name == "app")
    options = {option for parameter in command.params for option in parameter.opts}
    for file in (UNIT, IMAGE):
        used = set(re.findall(r"(?<=[\s\"])--(?:port|host|name)\b", file.read_text()))
        assert used
        assert used <= options


def test_what_they_set_is_a_setting() -> None:
    told = set(lines_of(COMMANDS, "Settings"))
    used = set(re.findall(r"PASSEND_[A-Z_]+", UNIT.read_text() + (FOLDER.parent / "hosting.md").read_text()))
    assert used
    assert used <= told


def test_the_image_copies_what_the_package_is_built_from() -> None:
    copied = [
        name for line in re.findall(r"^COPY ([^-].*) \S+$", IMAGE.read_text(), re.MULTILINE) for name in line.split()
    ]
    assert [name for name in copied if not (ROOT / name).exists()] == []
    project = (ROOT / "pyproject.toml").read_text()
    (carried,) = re.findall(r"^only-include = \[(.*)\]$", project, re.MULTILINE)
    needed = {name.split("/")[0] for name in re.findall(r'"([^"]+)"', carried)} | {"app.py", "README.md", "LICENSE"}
    assert needed <= set(copied)


@pytest.mark.parametrize("directive", ["client_header_timeout", "large_client_header_buffers"])
def test_what_counts_before_a_name_is_known_is_set_where_nginx_reads_it(directive: str) -> None:
    """Until the headers are there nginx takes these of the default server, whichever name is asked for."""
    servers = re.findall(r"^server \{\n(.*?)^\}", NGINX.read_text(), re.MULTILINE | re.DOTALL)
    said = {
        "default_server" in server: re.findall(rf"{directive} +([^;]+);", server)
        for server in servers
        if "443" in server
    }
    assert set(said) == {True, False}
    assert said[True] == said[False] != []


def test_the_proxy_lets_a_file_of_the_page_through() -> None:
    (most,) = re.findall(r"client_max_body_size +(\d+)m;", NGINX.read_text())
    (buffer,) = re.findall(r"client_body_buffer_size +(\d+)m;", NGINX.read_text())
    assert PAGE_MEGABYTES < int(most) <= int(buffer)
