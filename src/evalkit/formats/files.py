"""Writing files so that each is the old one or the new one, whole, and several change together or not at all."""

from __future__ import annotations

import errno
import os
import shutil
from collections.abc import Callable, Collection, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from evalkit.diagnostics import run
from evalkit.diagnostics.diagnostic import Diagnostic, EvalkitError, Place, Problems
from evalkit.diagnostics.message import literally
from evalkit.formats.beside import clear, name_beside
from evalkit.formats.held import held

LOCKED = (errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY)
REASONS = {errno.ENOSPC: run.NO_SPACE, errno.EDQUOT: run.NO_SPACE, errno.EFBIG: run.NO_SUCH_SIZE}
PIECE = 1 << 20
"""So many bytes are written before Ctrl-C is looked for."""


def write_files(outputs: Mapping[Path, bytes], *, force: bool, inputs: Collection[Path]) -> None:
    """Write every output, or none of them.

    A symbolic link stays one: what it points to is written. No directory is created. Ctrl-C and its like leave the old
    files while the new ones are being written, and the new ones from then on. A process that is killed may leave
    a temporary file behind, which a later run removes, never half an output.

    Args:
        outputs: what goes where.
        force: whether a file that exists may be replaced.
        inputs: the files that this run reads; they are never replaced.

    Raises:
        EvalkitError: R101 to R106 and R251, with all that stands in the way; the files are as they were.
    """
    targets = _targets(outputs, inputs, force=force)
    with held() as stop:
        writing = _Writing(stop)
        try:
            for directory in dict.fromkeys(target.parent for target in targets.values()):
                clear(directory)
            new = {path: writing.write_beside(path, target, outputs[path]) for path, target in targets.items()}
            writing.swap(targets, new)
        finally:
            writing.clean()


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
    if not os.path.lexists(target):
        return None
    target.stat()  # a link that leads to itself has none
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


@dataclass(frozen=True)
class _Writing:
    """Files on their way to the disk."""

    stop: Callable[[], None]
    """To be called where it may well end."""
    temporary: list[Path] = field(default_factory=list)
    """The files beside the outputs that may be there, and must not stay."""

    def write_beside(self, path: Path, target: Path, data: bytes) -> Path:
        """A new file in the directory of `target`, on the disk when this returns."""
        new, rest = self._name_beside(target), memoryview(data)
        with _reported(path):
            with new.open("xb") as file:
                for start in range(0, len(rest), PIECE):
                    file.write(rest[start : start + PIECE])
                    self.stop()
                file.flush()
                os.fsync(file.fileno())
            if target.exists():
                shutil.copymode(target, new)
        self.stop()
        return new

    def swap(self, targets: Mapping[Path, Path], new: Mapping[Path, Path]) -> None:
        """Put the new files in place, one after the other; where one fails, put the old ones back."""
        old: dict[Path, Path] = {}
        for path in list(targets)[:-1]:  # when the last one is in place, nothing can fail any more
            if targets[path].exists():
                with _reported(path):
                    old[path] = self._keep(targets[path])
        done: list[Path] = []
        try:
            for path, target in targets.items():
                with _reported(path):
                    os.replace(new[path], target)
                done.append(path)
        except BaseException as error:
            left = [path for path in reversed(done) if not _put_back(targets[path], old.get(path))]
            if left and isinstance(error, EvalkitError):
                found = (run.OUTPUT_NOT_PUT_BACK(Place(str(path))) for path in left)
                raise EvalkitError((*error.diagnostics, *found)) from error
            raise

    def clean(self) -> None:
        """Remove what is still beside the outputs."""
        for path in self.temporary:
            with suppress(OSError):
                path.unlink(missing_ok=True)

    def _keep(self, target: Path) -> Path:
        """A second name for `target`, or a copy where the file system has no second names."""
        old = self._name_beside(target)
        try:
            old.hardlink_to(target)
        except OSError:
            shutil.copy2(target, old)
        return old

    def _name_beside(self, target: Path) -> Path:
        self.temporary.append(name_beside(target))
        return self.temporary[-1]


def _put_back(target: Path, old: Path | None) -> bool:
    """Whether what was at `target` before, if anything, is there again."""
    try:
        if old:
            os.replace(old, target)
        else:
            target.unlink(missing_ok=True)
    except OSError:
        return False
    return True


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
    known = REASONS.get(error.errno or 0)
    reason = known() if known else literally(error.strerror or str(error))
    return run.OUTPUT_NOT_WRITTEN(place, reason=reason, hint=run.CHOOSE_ANOTHER())
