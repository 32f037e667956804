"""`python app.py`: its options, and clear words where it cannot serve."""

from __future__ import annotations

import socket
import subprocess
import sys

import pytest

import app
from tests.web.conftest import ROOT


def test_the_desk_listens_to_this_machine_only(capsys: pytest.CaptureFixture[str]) -> None:
    assert app.main(["desk", "--host", "0.0.0.0"]) == 1
    assert "this machine only" in capsys.readouterr().err


def test_a_taken_port_is_said_before_anything_heavy_is_loaded(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        assert app.main(["--port", str(port)]) == 1
    error = capsys.readouterr().err
    assert f"127.0.0.1:{port}" in error
    assert "--port" in error


def test_importing_the_composer_loads_no_heavy_library() -> None:
    heavy = "{'gradio', 'torch', 'chromadb', 'langchain', 'fastapi', 'uvicorn'}"
    code = f"import sys, app, assistant.web.page, assistant.web.render; sys.exit(bool({heavy} & set(sys.modules)))"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
