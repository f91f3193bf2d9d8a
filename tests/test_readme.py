"""README's examples, run and compared: `python tests/test_readme.py` writes what they print into README."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
CONSOLE = re.compile(r"(?<=```console\n)(.*?)(?=```)", re.DOTALL)


def played(block: str) -> str:
    """Return a console block as it comes out when its commands are run: what is told first, then the result."""
    shown = ""
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=ROOT,
            env={**os.environ, "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        shown += f"$ {command}\n{done.stdout}"
    return shown


@pytest.mark.parametrize("block", CONSOLE.findall(README.read_text(encoding="utf-8")))
def test_console_examples_are_true(block: str) -> None:
    """Every transcript in README is what the program prints."""
    assert played(block) == block


def test_python_examples_are_true() -> None:
    """The Python session in README gives what it shows."""
    assert doctest.testfile(str(README), module_relative=False, encoding="utf-8") == (0, 12)


def test_ci_runs_the_commands_of_readme() -> None:
    """The two commands that README names are the ones that are tested."""
    commands = re.findall(r"(?<=```sh\n)(.*?)(?=\n```)", README.read_text(encoding="utf-8"))
    assert len(commands) == 2
    ci = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert all(command in ci for command in commands)


def test_readme_lists_what_the_vocabulary_has() -> None:
    """Every population, measure and level stands in README's table."""
    from cellstats.vocabulary import packaged

    text = README.read_text(encoding="utf-8")
    assert all(f"`{name}`" in text for name in (*packaged().populations, *packaged().measures))
    assert all(", ".join(measure.level_ids) in text for measure in packaged().measures.values())


if __name__ == "__main__":
    README.write_text(
        CONSOLE.sub(lambda found: played(found[0]), README.read_text(encoding="utf-8")), encoding="utf-8"
    )
