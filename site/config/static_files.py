"""Style sheets and scripts as visitors get them: what every page needs in one file each, named by content."""

import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.checks import CheckMessage
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: What each file is put together from, in this order: plain files beside it, which do one thing each.
#: Scripts that are joined import nothing.
JOINED: Mapping[str, tuple[str, ...]] = {
    "css/site.css": (
        "css/reset.css",
        "css/tokens.css",
        "css/base.css",
        "css/layout.css",
        "css/components.css",
        "css/frame.css",
        "css/utilities.css",
        "css/tones.css",
    ),
    "js/frame.js": ("js/suggestions.js", "js/drops.js", "js/offline.js"),
}


class JoiningFinder(finders.BaseFinder):
    """Finds `JOINED`, for `collectstatic` as for a developer's server: there is no step to forget.

    A file is put together below `VAR_DIR` when it is asked for, and only written when a part has changed.
    """

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.storage = FileSystemStorage(location=settings.VAR_DIR / "joined")

    def check(self, **kwargs: Any) -> list[CheckMessage]:
        return []

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        if path not in JOINED:
            return []
        made = str(self._made(path))
        return [made] if find_all else made

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in JOINED:
            self._made(name)
            yield name, self.storage

    def _made(self, name: str) -> Path:
        target = Path(self.storage.path(name))
        text = "\n".join(_text(part) for part in JOINED[name])
        if not target.exists() or target.read_text(encoding="utf-8") != text:
            _write(target, text)
        return target


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Names files by their content, in the `import` of our own modules too: no page mixes old with new.

    Scripts of packages are left as they are; some of them import what they do not bring.
    """

    _modules, _imports = CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns
    patterns = (*CompressedManifestStaticFilesStorage.patterns, (f"js/{_modules}", _imports))


def _text(name: str) -> str:
    path = finders.find(name)
    if not isinstance(path, str):
        raise FileNotFoundError(name)
    text = Path(path).read_text(encoding="utf-8")
    # In a block of its own a script keeps its names to itself, as a module does.
    return f"{{\n{text}}}\n" if name.endswith(".js") else text


def _write(target: Path, text: str) -> None:
    """In one step: another process may read it at the same time."""
    target.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=target.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(text)
    Path(name).chmod(0o644)
    Path(name).replace(target)
