"""Which language a run speaks: what `--lang` says, else what the locale says."""

import os
import sys
from collections.abc import Mapping, Sequence

from evalkit.diagnostics.message import LANGUAGES, Language

VARIABLES = ("LC_ALL", "LC_MESSAGES", "LANG")


def language_of(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> Language:
    """The language, found before anything is parsed because help and mistakes of usage need it too."""
    asked = _asked(arguments)
    return next((language for language in LANGUAGES if language == asked), None) or _of_locale(environment)


def _asked(arguments: Sequence[str]) -> str | None:
    """What `--lang` says, wherever it stands; the last one counts."""
    options = list(arguments[: arguments.index("--")] if "--" in arguments else arguments)
    found = None
    for number, argument in enumerate(options):
        if argument == "--lang":
            found = next(iter(options[number + 1 :]), None)
        elif argument.startswith("--lang="):
            found = argument.removeprefix("--lang=")
    return found


def _of_locale(environment: Mapping[str, str]) -> Language:
    name = next((value for variable in VARIABLES if (value := environment.get(variable))), None)
    if name is None and sys.platform == "win32":  # pragma: no cover
        import locale

        name = locale.getlocale()[0]
    return "zh" if (name or "").lower().startswith(("zh", "chinese")) else "en"
