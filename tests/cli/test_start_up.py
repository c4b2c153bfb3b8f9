"""What is imported, and what is not: a command line that answers at once."""

import subprocess
import sys

import pytest
from transcripts import run

HEAVY = {"numpy", "pandas", "openpyxl", "xlsxwriter", "pyarrow"}


def imported(folder, *arguments):
    """The modules that a run leaves in memory, one a line on standard error."""
    script = (
        "import sys; sys.argv = ['evalkit', *sys.argv[1:]]; from evalkit.__main__ import main; code = main();"
        "sys.stderr.write('\\n'.join(sys.modules)); sys.exit(code)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


@pytest.mark.parametrize(
    "arguments",
    [("--help",), ("score", "--help"), ("check", "en.yaml", "zh.yaml"), ("schema",), ("init", "new.yaml"), ("demo",)],
    ids=" ".join,
)
def test_no_heavy_library_is_loaded(folder, arguments):
    assert not imported(folder, *arguments) & HEAVY


@pytest.mark.parametrize("arguments", [("--help",), ("gaps", "--help", "--lang", "zh")], ids=" ".join)
def test_help_does_without_typer(folder, arguments):
    assert not imported(folder, *arguments) & {"typer", "yaml", "evalkit.loader", "evalkit.plan"}


def test_values_are_made_without_pydantic(folder):
    assert not imported(folder, "check", "en.yaml", "--fail-on", "warning", "-q") & {"pydantic"}


def test_the_version_does_without_anything(folder):
    found = {name for name in imported(folder, "--version") if name.startswith("evalkit")}
    assert found == {"evalkit", "evalkit.__main__"}


def test_only_the_command_that_is_named_is_imported(folder):
    commands = {name for name in imported(folder, "check", "en.yaml") if name.startswith("evalkit.cli.commands.")}
    assert commands == {"evalkit.cli.commands.check"}


def test_importing_the_package_imports_nothing(folder):
    script = "import sys, evalkit; print([name for name in sys.modules if name.startswith('evalkit.')])"
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_command_has_help_in_two_languages(folder):
    from evalkit.cli.folder import names

    for name in names():
        _, english, _ = run([name, "--help"])
        _, chinese, _ = run([name, "--help", "--lang", "zh"])
        assert english.startswith(f"Usage: evalkit {name} [OPTIONS]"), name
        assert chinese.startswith(f"用法: evalkit {name} [选项]"), name


@pytest.mark.parametrize(
    ("typed", "offered"),
    [("evalkit sc", {"schema", "score"}), ("evalkit gaps --by ", {"unit", "owner", "indicator"})],
)
def test_a_shell_completes_commands_and_choices(evalkit, typed, offered):
    asked = {"_EVALKIT_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(typed.count(" "))}
    assert set(evalkit(environment=asked).stdout.decode().split()) == offered
