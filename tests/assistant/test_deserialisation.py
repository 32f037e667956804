"""L-2: nothing that is read can run code."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from assistant.environment import HARDENED
from tests.conftest import ROOT

SHIPPED = [ROOT / "app.py", *(path for room in ("index", "assistant", "evals") for path in (ROOT / room).rglob("*.py"))]
MODULES = {"pickle", "dill", "cloudpickle", "shelve", "marshal"}
CALLS = {"eval", "exec", "compile", "__import__", "os.system", "yaml.unsafe_load", "yaml.full_load"}
SWITCHES = {"shell", "trust_remote_code", "allow_pickle"}
SAFE = {"SafeLoader", "CSafeLoader"}


def findings(code: str) -> list[str]:
    """What must not be in a file, as found."""
    tree = ast.parse(code)
    safe = SAFE | {name for node in ast.walk(tree) for name in _made_of_safe_loader(node)}
    return [found for node in ast.walk(tree) for found in [*_imports(node), *_calls(node, safe)]]


def _made_of_safe_loader(node: ast.AST) -> Iterator[str]:
    """Names that a file binds to one of PyYAML's safe loaders or a class made from one."""
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value and "SafeLoader" in ast.unparse(node.value):
        yield from (ast.unparse(target) for target in (node.targets if isinstance(node, ast.Assign) else [node.target]))
    elif isinstance(node, ast.ImportFrom):
        yield from (alias.asname or alias.name for alias in node.names if alias.name in SAFE)
    elif isinstance(node, ast.ClassDef) and any("SafeLoader" in ast.unparse(base) for base in node.bases):
        yield node.name


def _imports(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names if alias.name.split(".")[0] in MODULES)
    elif isinstance(node, ast.ImportFrom):
        module = node.module or ""
        if module.split(".")[0] in MODULES or module.startswith(("langchain_core.load", "langchain.load")):
            yield module


def _calls(node: ast.AST, safe: set[str]) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    name = ast.unparse(node.func)
    if name in CALLS:
        yield name
    given = {keyword.arg: ast.unparse(keyword.value) for keyword in node.keywords}
    yield from (f"{switch}=" for switch in SWITCHES & given.keys() if given[switch] != "False")
    if name in {"yaml.load", "yaml.load_all"} and given.get("Loader", "").removeprefix("yaml.") not in safe:
        yield name


def test_no_file_of_the_program_loads_or_runs_what_it_reads() -> None:
    found = {str(path.relative_to(ROOT)): findings(path.read_text(encoding="utf-8")) for path in SHIPPED}
    assert {path: what for path, what in found.items() if what} == {}


@pytest.mark.parametrize(
    "code",
    [
        "import pickle",
        "from langchain_core.load import loads",
        "eval(x)",
        "exec(x)",
        "yaml.load(x)",
        "yaml.load(x, Loader=yaml.UnsafeLoader)",
        "subprocess.run(x, shell=True)",
        "Model(trust_remote_code=flag)",
        "np.load(x, allow_pickle=True)",
    ],
)
def test_the_gate_sees_what_it_is_for(code: str) -> None:
    assert findings(code)


def test_a_checkpoint_that_names_a_command_does_not_run_it(tmp_path: Path) -> None:
    """In a process of its own: the setting must be there before langgraph is imported."""
    assert HARDENED["LANGGRAPH_STRICT_MSGPACK"] == "true"
    witness = tmp_path / "witness"
    code = f"""
from assistant.environment import harden_environment
harden_environment()
import ormsgpack
from langgraph.checkpoint.serde.jsonplus import EXT_CONSTRUCTOR_POS_ARGS, JsonPlusSerializer
inner = ormsgpack.packb(("os", "system", ("touch {witness}",)))
payload = ormsgpack.packb(ormsgpack.Ext(EXT_CONSTRUCTOR_POS_ARGS, inner))
print(JsonPlusSerializer().loads_typed(("msgpack", payload)))
"""
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=dict(os.environ), capture_output=True, check=True)
    assert not witness.exists()
