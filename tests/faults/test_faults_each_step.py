"""Every step of writing fails once, in every way: each file is the old one or the new one, whole."""

import errno
import os
import signal
from time import time

import pytest
from faulty import Steps, asked_after, asked_before, error, full, killed
from running import DEBRIS, SCORE, contents, forked, run

from evalkit.formats.beside import DAY

OLD = b"what was there before"
WRITTEN = {
    "one new": ({"a.json": None}),
    "one there": ({"a.json": OLD}),
    "three, two of them there": ({"a.json": OLD, "b.csv": None, "c.md": OLD}),
}
needs_fork = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system has no fork")


@pytest.fixture(params=WRITTEN)
def written(request):
    """The outputs, and what they are before the run."""
    return WRITTEN[request.param]


@pytest.fixture
def old(written):
    """The outputs that are there before the run."""
    return {name: data for name, data in written.items() if data is not None}


@pytest.fixture
def command(written, old):
    return [*SCORE, *(word for name in written for word in ("-o", name)), *(["--force"] if old else [])]


@pytest.fixture
def steps(folder, command, old):
    """Every step of a run that nothing disturbs, in order; the outputs that it writes stay."""
    put(folder, old)
    with Steps().watched() as steps:
        assert run(*command).code == 0
    return steps.names


@pytest.fixture
def new(folder, steps):
    """What a run writes that nothing disturbs."""
    return contents(folder)


@pytest.fixture
def each(folder, old, steps, new):
    """Lets every step meet a fault, one after the other, the outputs being as they were before each run."""

    def each(fault, **more):
        for at, name in enumerate(steps):
            put(folder, old)
            yield name, Steps(fault, at, **more)

    return each


def put(folder, files):
    """Only these files."""
    for name in contents(folder):
        (folder / name).unlink()
    for name, data in files.items():
        (folder / name).write_bytes(data)


def without_debris(found):
    return {name: data for name, data in found.items() if not DEBRIS.fullmatch(name)}


def whole(found, old, new):
    """Whether every file is the old one or the new one, and there is no other."""
    assert found.keys() <= new.keys()
    return all(found.get(name) in (old.get(name), data) for name, data in new.items())


def test_a_file_is_on_the_disk_before_it_is_in_place(written, steps):
    last_fsync = max(at for at, name in enumerate(steps) if name == "fsync")
    assert steps.count("fsync") == steps.count("replace") == len(written)
    assert last_fsync < steps.index("replace")


@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
def test_a_step_that_the_system_refuses(folder, command, old, new, each, number):
    for name, faulty in each(error(number)):
        with faulty.watched():
            ended = run(*command)
        found = contents(folder)
        if name == "unlink":  # the outputs are in place; what cannot be removed stays
            assert (ended.code, without_debris(found)) == (0, new)
            assert len(found) <= len(new) + 1
        elif name == "link":  # where there are no second names, a copy does
            assert (ended.code, found) == (0, new)
        else:
            assert (ended.code, ended.out, ended.findings, found) == (2, b"", ["R106"], old)


def test_a_disk_that_takes_nothing_more_from_some_step_on(folder, command, old, new, each):
    for name, faulty in each(full, onward=True):
        with faulty.watched():
            ended = run(*command)
        found = without_debris(contents(folder))
        assert whole(found, old, new)
        if name != "unlink":
            changed = [name for name in new if found.get(name) != old.get(name)]
            assert (ended.code, ended.findings) == (2, ["R106", *["R251"] * len(changed)])
            assert all(f"--> {name}\n" in ended.err for name in changed)


@pytest.mark.parametrize("comes", [asked_before, asked_after], ids=["before", "after"])
def test_ctrl_c(folder, command, old, new, each, comes):
    for _, faulty in each(comes(signal.SIGINT)):
        with faulty.watched():
            ended = run(*command)
        assert (ended.code, ended.out, ended.err) == (130, b"", "")
        assert contents(folder) == (new if "replace" in faulty.names else old)


@needs_fork
def test_the_end_of_the_session(folder, command, old, new, each):
    for _, faulty in each(asked_before(signal.SIGTERM)):
        with faulty.watched():
            assert forked(*command) == -signal.SIGTERM
        assert contents(folder) in (old, new)


@needs_fork
def test_a_kill(folder, command, old, new, each, monkeypatch):
    left = 0
    for _, faulty in each(killed):
        with faulty.watched():
            assert forked(*command) == -signal.SIGKILL
        found = without_debris(contents(folder))
        left += found != contents(folder)
        assert whole(found, old, new)
        with monkeypatch.context() as later:
            later.setattr("evalkit.formats.beside.time", lambda: time() + 2 * DAY)
            again = run(*command, "--force")
        assert (again.code, again.findings, contents(folder)) == (0, [], new)
    assert left  # else nothing was shown
