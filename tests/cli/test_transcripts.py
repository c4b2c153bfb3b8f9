"""Every recorded session still looks the same."""

import pytest
from transcripts import TRANSCRIPTS, commands, replayed

from evalkit.cli.folder import names


@pytest.mark.parametrize("transcript", TRANSCRIPTS, ids=lambda path: path.stem)
def test_the_session_is_as_recorded(transcript):
    assert replayed(transcript) == transcript.read_text("utf-8")


def test_every_command_has_a_session_in_both_languages():
    shown = [line for transcript in TRANSCRIPTS for line in commands(transcript)]
    for name in names():
        lines = [line for line in shown if f"evalkit {name}" in line]
        assert lines, name
        assert name == "schema" or any("--lang zh" in line for line in lines), name
