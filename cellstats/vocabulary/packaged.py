"""The words that ship: YAML that is compiled once, as Python compiles its modules, until somebody changes it."""

import marshal
import os.path
from functools import cache
from importlib.machinery import ModuleSpec, SourceFileLoader
from importlib.util import module_from_spec
from types import CodeType
from typing import Any

_FOLDER = os.path.join(os.path.dirname(__file__), "data")


@cache
def packaged_words(name: str) -> dict[str, Any]:
    """Return the content of a packaged words file, named without its suffix."""
    words: dict[str, Any] = compiled_yaml(os.path.join(_FOLDER, f"{name}.yaml"))
    return words


def compiled_yaml(path: str) -> Any:
    """Return the content of a YAML file of our own; its compiled form stays beside it, where that can be written."""
    loader = _Loader(__name__, path)
    module = module_from_spec(ModuleSpec(__name__, loader))
    try:
        loader.exec_module(module)
    except Exception:  # what stays beside it is damaged; as that of a module it would end the program
        return _parsed(loader.get_data(path))
    return module.content


class _Loader(SourceFileLoader):
    def source_to_code(self, data: Any, path: Any, *, _optimize: int = -1) -> CodeType:  # type: ignore[override]
        content = _parsed(data)
        written = marshal.dumps(content)  # of a literal the compiling would take as long as the YAML
        return compile(f"import marshal\ncontent = marshal.loads({written!r})", path, "exec")


def _parsed(data: bytes) -> Any:
    import yaml  # takes, with the parsing, as long as all else that the words need

    return yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
