"""Writing files so that each is the old one or the new one, whole, and several change together or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from secrets import token_hex

from evalkit.diagnostics import run
from evalkit.diagnostics.diagnostic import Diagnostic, EvalkitError, Place, Problems
from evalkit.diagnostics.message import literally

LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)
FULL = (errno.ENOSPC, errno.EDQUOT)


def write_files(outputs: Mapping[Path, bytes], *, force: bool, inputs: Collection[Path]) -> None:
    """Write every output, or none of them.

    A symbolic link stays one: what it points to is written. No directory is created. A process that is killed
    may leave a temporary file behind, never half an output.

    Args:
        outputs: what goes where.
        force: whether a file that exists may be replaced.
        inputs: the files that this run reads; they are never replaced.

    Raises:
        EvalkitError: R101 to R106, with all that stands in the way; the files are as they were.
    """
    targets = _targets(outputs, inputs, force=force)
    temporary: list[Path] = []
    try:
        for path, target in targets.items():
            with _reported(path):
                _write_beside(target, outputs[path], temporary)
        _swap(dict(zip(targets.items(), temporary, strict=True)), temporary)
    finally:
        for left in temporary:
            with suppress(OSError):
                left.unlink(missing_ok=True)


def _targets(outputs: Mapping[Path, bytes], inputs: Collection[Path], *, force: bool) -> dict[Path, Path]:
    """The file that each output really is; raises everything that stands in the way."""
    problems = Problems()
    targets: dict[Path, Path] = {}
    for path in outputs:
        try:
            target = Path(os.path.realpath(path))
            found = _obstacle(path, target, inputs, force=force)
        except OSError as error:  # the working directory is gone, the name is too long
            problems.add(_not_written(path, error))
            continue
        if found:
            problems.add(found)
        for other, same in targets.items():
            if same == target:
                problems.add(run.OUTPUT_TWICE(Place(str(path)), others=(Place(str(other)),)))
        targets[path] = target
    problems.stop_if_errors()
    return targets


def _obstacle(path: Path, target: Path, inputs: Collection[Path], *, force: bool) -> Diagnostic | None:
    place = Place(str(path))
    if target.is_dir():
        return run.OUTPUT_NOT_A_FILE(place, what=run.A_DIRECTORY())
    if not target.parent.is_dir():
        return run.OUTPUT_NO_DIRECTORY(place, directory=str(path.parent))
    if not target.exists():
        return None
    if not target.is_file():
        return run.OUTPUT_NOT_A_FILE(place, what=run.A_DEVICE())
    if any(file.exists() and target.samefile(file) for file in inputs):
        return run.OUTPUT_IS_INPUT(place)
    if not force:
        return run.OUTPUT_EXISTS(place)
    if not os.access(target, os.W_OK):
        # A rename would get past the mark of a file that its owner made read-only.
        return run.OUTPUT_NOT_WRITTEN(place, reason=run.NO_PERMISSION())
    return None


def _write_beside(target: Path, data: bytes, temporary: list[Path]) -> None:
    """A new file in the directory of `target`, on the disk when this returns; its name is added to `temporary`."""
    new = _name_beside(target, temporary)
    with new.open("xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    if target.exists():
        shutil.copymode(target, new)


def _swap(new: Mapping[tuple[Path, Path], Path], temporary: list[Path]) -> None:
    """Put the new files in place, one after the other; where one fails, put the old ones back."""
    done: list[tuple[Path, Path | None]] = []
    try:
        for (path, target), file in new.items():
            with _reported(path):
                done.append((target, _keep(target, temporary) if target.exists() else None))
                os.replace(file, target)
    except BaseException:
        for target, old in reversed(done):
            if old:
                os.replace(old, target)
            else:
                target.unlink(missing_ok=True)
        raise


def _keep(target: Path, temporary: list[Path]) -> Path:
    """A second name for `target`, or a copy where the file system has no second names."""
    old = _name_beside(target, temporary)
    try:
        old.hardlink_to(target)
    except OSError:
        shutil.copy2(target, old)
    return old


def _name_beside(target: Path, temporary: list[Path]) -> Path:
    temporary.append(target.with_name(f".evalkit-{token_hex(8)}.tmp"))
    return temporary[-1]


@contextmanager
def _reported(path: Path) -> Iterator[None]:
    """Turn what the system refuses into a diagnostic at `path`."""
    try:
        yield
    except OSError as error:
        raise EvalkitError((_not_written(path, error),)) from error


def _not_written(path: Path, error: OSError) -> Diagnostic:
    place = Place(str(path))
    if error.errno in LOCKED:
        return run.OUTPUT_NOT_WRITTEN(place, reason=run.NO_PERMISSION())
    reason = run.NO_SPACE() if error.errno in FULL else literally(error.strerror or str(error))
    return run.OUTPUT_NOT_WRITTEN(place, reason=reason, hint=run.CHOOSE_ANOTHER())
