"""The house rules that no linter knows (ruff and import-linter hold the others; see docs/development.md).

What is not yet so is listed here by name; an entry that is no longer needed fails, too.
"""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
PRODUCT = ("align", "audio", "transcripts")
LONGEST_FILE, LONGEST_FUNCTION = 300, 50  # lines; a function's own, without its docstring

LONG_FILES = {
    "tests/test_benchmarks.py",
    "tests/test_judging.py",
}
LONG_FUNCTIONS: set[str] = set()
SHARED_NAMES: set[str] = set()  # of two classes each


@cache
def sources() -> dict[str, ast.Module]:
    """Every file of Python in the project, by its path."""
    folders = (*PRODUCT, "benchmarks", "demo", "docs", "tests")
    files = [ROOT / "cli.py", *(path for folder in folders for path in (ROOT / folder).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in files}


def functions(tree: ast.Module) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    first = function.body[0]
    docstring = ast.get_docstring(function) is not None
    return _lines(function) - (_lines(first) if docstring else 0)


def _lines(node: ast.stmt) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_short() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path for path, lines in lengths.items() if lines > LONGEST_FILE} == LONG_FILES


def test_functions_are_short() -> None:
    long = {
        f"{path}: {function.name}"
        for path, tree in sources().items()
        for function in functions(tree)
        if length(function) > LONGEST_FUNCTION
    }
    assert long == LONG_FUNCTIONS


def test_a_name_is_that_of_one_class() -> None:
    places = defaultdict(list)
    for path, tree in sources().items():
        if path.split("/")[0] in PRODUCT:
            for node in ast.walk(tree):
                if isinstance(node, ast.ClassDef):
                    places[node.name].append(path)
    shared = {name: paths for name, paths in places.items() if len(paths) > 1}
    assert set(shared) == SHARED_NAMES, shared


def test_no_test_module_is_imported_by_another() -> None:
    for path, tree in sources().items():
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            if isinstance(node, ast.ImportFrom):
                names.append(node.module or "")
            assert not [name for name in names if re.match(r"(tests\.)?test_", name)], path


def test_every_command_is_short() -> None:
    assert len((ROOT / "cli.py").read_text(encoding="utf-8").splitlines()) <= 130
    for path in (ROOT / "align" / "commands").rglob("*.py"):
        assert len(path.read_text(encoding="utf-8").splitlines()) <= 150, path.name


def test_every_name_that_a_package_offers_is_there() -> None:
    """Packages load lazily: what their stub promises is looked up only when somebody asks."""
    for folder in PRODUCT:
        for stub in (ROOT / folder).rglob("__init__.pyi"):
            package = ".".join(stub.parent.relative_to(ROOT).parts)
            module = __import__(package, fromlist=["*"])
            missing = [name for name in module.__all__ if not hasattr(module, name)]
            assert not missing, f"{package}: {missing}"


def test_the_benchmarks_table_lists_every_script() -> None:
    """A script is what can be run."""
    table = (ROOT / "benchmarks" / "README.md").read_text(encoding="utf-8").split("\n\n")[2]
    listed = set(re.findall(r"`python (?:-m benchmarks\.|benchmarks/)(\w+)", table))
    scripts = {path.stem for path in (ROOT / "benchmarks").glob("*.py") if "__main__" in path.read_text("utf-8")}
    assert listed == scripts
