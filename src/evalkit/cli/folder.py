"""The folder of commands: what is in it is there, and is imported when it is named."""

import pkgutil
from importlib import import_module

from evalkit.cli import commands
from evalkit.cli.asking import Asked


def names() -> list[str]:
    """The commands there are; none of them is imported."""
    return sorted(module.name for module in pkgutil.iter_modules(commands.__path__))


def record(name: str) -> type[Asked]:
    """What a command is asked."""
    found: type[Asked] = import_module(f"{commands.__name__}.{name}").Command
    return found
