"""Every step of writing fails once, in every way: each file is the old one or the new one, whole."""

import errno
import os
import signal
from concurrent.futures import ThreadPoolExecutor
from time import time

import pytest
from documented import KILLED, documented
from faulty import Steps, asked_after, asked_before, error, full, killed
from running import DEBRIS, SCORE, contents, forked, run

from evalkit.formats.beside import DAY, name_beside
from evalkit.formats.files import write_files

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


@documented(
    "any step of writing fails: opening, each write, closing, making sure of it, renaming, setting rights", "2",
    "refused (R106); all files are the old ones, and nothing is left beside them",
)  # fmt: skip
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EACCES, errno.EIO], ids=errno.errorcode.get)
def test_a_step_that_the_system_refuses(folder, command, old, new, each, number):
    codes = []
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
            assert (ended.out, ended.findings, found) == (b"", ["R106"], old)
            codes.append(ended.code)
    return codes


@documented(
    "the disk is gone from some step on", "2",
    "refused (R106); each file is the old or the new one, whole, and those that cannot be put back are named (R251)",
)  # fmt: skip
def test_a_disk_that_takes_nothing_more_from_some_step_on(folder, command, old, new, each):
    codes = []
    for name, faulty in each(full, onward=True):
        with faulty.watched():
            ended = run(*command)
        found = without_debris(contents(folder))
        assert whole(found, old, new)
        if name != "unlink":
            changed = [name for name in new if found.get(name) != old.get(name)]
            assert ended.findings == ["R106", *["R251"] * len(changed)]
            assert all(f"--> {name}\n" in ended.err for name in changed)
            codes.append(ended.code)
    return codes


@documented(
    "Ctrl-C at any step of writing", "130",
    "not a word; before the first file is in place all are the old ones, from then on all the new ones",
)  # fmt: skip
@pytest.mark.parametrize("comes", [asked_before, asked_after], ids=["before", "after"])
def test_ctrl_c(folder, command, old, new, each, comes):
    codes = []
    for _, faulty in each(comes(signal.SIGINT)):
        with faulty.watched():
            ended = run(*command)
        assert (ended.out, ended.err) == (b"", "")
        assert contents(folder) == (new if "replace" in faulty.names else old)
        codes.append(ended.code)
    return codes


@needs_fork
@documented("the session or the system asks it to end (SIGTERM, SIGHUP) at any step", KILLED, "the same as Ctrl-C")
def test_the_end_of_the_session(folder, command, old, new, each):
    codes = []
    for _, faulty in each(asked_before(signal.SIGTERM)):
        with faulty.watched():
            codes.append(forked(*command))
        assert contents(folder) in (old, new)
    assert set(codes) == {-signal.SIGTERM}
    return codes


@needs_fork
@documented(
    "it is killed (SIGKILL) at any step", KILLED,
    "each file is the old or the new one, whole; what is left beside them, `.evalkit-….tmp`, is in nobody's way, and "
    "the first run that writes there a day later removes it",
)  # fmt: skip
def test_a_kill(folder, command, old, new, each, monkeypatch):
    left, codes = 0, []
    for _, faulty in each(killed):
        with faulty.watched():
            codes.append(forked(*command))
        found = without_debris(contents(folder))
        left += found != contents(folder)
        assert whole(found, old, new)
        with monkeypatch.context() as later:
            later.setattr("evalkit.formats.beside.time", lambda: time() + 2 * DAY)
            again = run(*command, "--force")
        assert (again.code, again.findings, contents(folder)) == (0, [], new)
    assert left  # else nothing was shown
    return codes


def test_what_is_left_for_less_than_a_day_may_be_in_use(folder):
    beside = name_beside(folder / "a.json")
    beside.write_bytes(OLD)
    assert run(*SCORE, "-o", "a.json").code == 0
    assert beside.read_bytes() == OLD


@needs_fork
def test_what_is_ignored_stays_so(folder):
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)  # as nohup does
    try:
        with Steps(asked_before(signal.SIGHUP), only="replace").watched():
            assert run(*SCORE, "-o", "a.json").code == 0
    finally:
        signal.signal(signal.SIGHUP, before)


def test_a_thread_may_write(folder):
    with ThreadPoolExecutor(1) as pool:
        pool.submit(write_files, {folder / "a": b"new"}, force=False, inputs=()).result()
    assert contents(folder) == {"a": b"new"}


@documented("two runs write the same `-o` at once", "0", "the file is what one of them wrote")
def test_two_runs_at_once(folder, each, steps, command):
    """The other run comes in at each step of the first."""
    command = [*command, "--force"]
    results = []
    for language in ("en", "zh"):
        put(folder, {})
        assert run(*command, "--lang", language).code == 0
        results.append(contents(folder))
    codes = []
    for _, faulty in each(lambda step: (codes.append(run(*command, "--lang", "zh").code), step())[1]):
        with faulty.watched():
            codes.append(run(*command, "--lang", "en").code)
        found = contents(folder)
        assert found.keys() == results[0].keys()
        assert all(found[name] in [result[name] for result in results] for name in found)
    return codes
