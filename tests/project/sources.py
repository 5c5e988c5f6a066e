"""The project's own files, as the fences look at them."""

import ast
import subprocess
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
#: The rooms below the site's.
LOWER_ROOMS = ("media", "catalogue", "shops", "promotions", "search")


def site_rooms() -> list[str]:
    """The packages of `site/`, which is a source root and no package itself."""
    return sorted(path.parent.name for path in (ROOT / "site").glob("*/__init__.py"))


def tracked() -> list[Path]:
    """Every file that git keeps or would keep, as an absolute path."""
    command = ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"]
    listed = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout
    return [path for name in listed.split("\0") if name and (path := ROOT / name).is_file()]


def python_files() -> list[Path]:
    """Our Python files but for migrations, which Django writes."""
    return [path for path in tracked() if path.suffix == ".py" and "migrations" not in path.parts]


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function and method of a file."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def named(path: Path) -> str:
    """The path as people write it."""
    return str(path.relative_to(ROOT))


def public_functions(path: Path) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
    """The functions of a module that others call; methods are told by their class and their name."""
    body = ast.parse(path.read_text()).body
    kinds = ast.FunctionDef | ast.AsyncFunctionDef
    return [node for node in body if isinstance(node, kinds) and not node.name.startswith("_")]
