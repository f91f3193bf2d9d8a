import ast
import os
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

import cellstats
from cellstats import defaults
from cellstats.formats import FORMATS

PACKAGE = Path("cellstats")
LAYERS = (
    ("errors", "text", "share", "place", "periods", "defaults"),
    ("vocabulary", "skeleton", "numbers", "bounds"),
    ("findings",),
    ("tally", "reading", "isolation"),
    ("layouts",),
    ("doubles", "inspection", "bar"),
    ("bodies",),
    ("overlaps",),
    ("summary",),
    ("targets", "yamlfile", "ranking", "masking", "unit_changes"),
    ("progress", "plan", "vocabularyfile", "writing"),
    ("formats", "forms"),
    ("job",),
    ("pipeline",),
    ("__init__",),
    ("options", "streams", "arguments"),
    ("commands", "templates"),
    ("cli",),
    ("program",),
    ("__main__",),
)
HEAVY = {"tabulate", "viparse", "olefile", "pandas", "pydantic", "xlsxwriter", "docx", "jinja2", "babel"}


def modules() -> list[tuple[Path, ast.Module]]:
    return [(path, ast.parse(path.read_text(encoding="utf-8"))) for path in sorted(PACKAGE.rglob("*.py"))]


def part(name: str) -> str:
    """Return the part of the package that a module belongs to."""
    return name.split(".")[1] if "." in name else "__init__"


def test_imports_point_down() -> None:
    """No part imports one that stands above it, or beside it."""
    height = {name: layer for layer, names in enumerate(LAYERS) for name in names}
    for path, tree in modules():
        own = path.relative_to(PACKAGE).parts[0].removesuffix(".py")
        for node in ast.walk(tree):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("cellstats"):
                other = part(node.module or "")
                assert other == own or height[other] < height[own], f"{path} imports {node.module}"


def test_heavy_libraries_are_imported_where_they_are_used() -> None:
    """Only what is itself loaded when it is needed imports one at its top."""
    for path, tree in modules():
        for node in tree.body:
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert (
                path.name in ("vocabularyfile.py", "paper.py", "stationery.py", "wordtable.py")
                or path.parent.name == "plan"
                or not {name.split(".")[0] for name in names} & HEAVY
            ), path


def test_files_and_functions_fit_on_a_screen() -> None:
    """No file much above 200 lines, no function above 40."""
    for path, tree in modules():
        assert path.read_text(encoding="utf-8").count("\n") <= 250, path
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef):
                assert (node.end_lineno or 0) - node.lineno < 40, f"{path}: {node.name}"


def test_every_code_of_a_finding_has_its_words() -> None:
    """Codes in the program and in messages.yaml are the same."""
    from cellstats.vocabulary import packaged_words

    source = "\n".join(path.read_text(encoding="utf-8") for path in PACKAGE.rglob("*.py"))
    quoted = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))
    assert set(packaged_words("messages")) <= quoted
    raised = set(re.findall(r'\bfinding\(\s*"([a-z-]+)"', source))
    assert raised <= set(packaged_words("messages"))


def test_the_project_names_nothing_of_a_machine() -> None:
    """No file of the project holds a path of somebody's machine."""
    for path in [*PACKAGE.rglob("*.py"), *Path("tests").rglob("*.py"), Path("README.md"), Path("pyproject.toml")]:
        assert not re.search(r"/(?:home|root|work)/\w", path.read_text(encoding="utf-8")), path


def test_every_public_name_is_there() -> None:
    """The names that are loaded when they are first used are those that are promised, each from its own module."""
    names = {name: getattr(cellstats, name) for name in cellstats.__all__}
    assert all(value.__module__.startswith("cellstats") for value in names.values())
    assert set(cellstats._MODULES) | {"load_targets", "load_vocabulary"} == set(names)
    assert not [name for name, value in names.items() if isinstance(value, ModuleType)]


def test_who_prints_does_not_load_what_reads() -> None:
    """While the commands are loaded, another process loads the readers; what writes is loaded when it does."""
    writers = [f"cellstats.formats.{each.writer.partition('.')[0]}" for each in FORMATS.values()]
    others = ["cellstats.reading.evidence", "cellstats.reading.workbook", "cellstats.layouts.recognition", *writers]
    program = f"import sys, cellstats.commands; print([name for name in {others} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True)
    assert done.stdout == "[]\n"


def test_what_summarizes_parses_no_yaml() -> None:
    """The words that ship are compiled the first time that they are used; before a file of words is read, none is."""
    program = (
        "import sys, cellstats; cellstats.summarize('examples/hoa-binh-2021.xlsx'); print('yaml' in sys.modules)"
    )
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, env=environment
        )
    assert done.stdout == "False\n"


def test_help_knows_the_formats() -> None:
    """What the command line offers without loading it is what there is."""
    assert tuple(FORMATS) == defaults.FORMATS


@pytest.mark.parametrize("option", ["--version", "--help"])
def test_what_tells_of_the_program_loads_nothing_else(option: str) -> None:
    """The version and the help come without any library but click, and without the rest of the package."""
    ended = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "cellstats", option],
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    loaded = {line.rpartition("|")[2].strip() for line in ended.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & {"yaml", "python_calamine", "concurrent.futures", *HEAVY}
    assert {name for name in loaded if name.startswith("cellstats.")} == {
        *("cellstats.program", "cellstats.cli", "cellstats.arguments", "cellstats.defaults"),
        *("cellstats.errors", "cellstats.streams", "cellstats.text"),
    }
