"""Putting finished editions in their place: whole or not at all.

A build writes into a folder aside and changes it with the published folder in one step, so that
whoever looks sees the earlier editions or the new ones, never a mixture, even when the build is
killed.
"""

from __future__ import annotations

import ctypes
import errno
import fcntl
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from publish.diagnostics import Kind, Severity

OUTPUT_UNWRITABLE = Kind(
    "output-unwritable",
    Severity.ERROR,
    fr="Les éditions ne peuvent pas être écrites : {reason}",
    fr_hint="Vérifiez la place sur le disque et les droits du dossier, ou choisissez --output.",
    en="The editions cannot be written: {reason}",
    en_hint="Check the space on the disk and the folder’s permissions, or choose --output.",
)

_AT_FDCWD = -100
_RENAME_EXCHANGE = 2  # renameat2(2), Linux
_RENAME_SWAP = 2  # renamex_np(2), macOS


@contextmanager
def staging(output: Path, slug: str) -> Iterator[Path]:
    """An empty folder aside; delivered as ``output/slug`` when the block ends without exception.

    Waits for another build of the same publication. What a killed build left aside is removed.
    Files of the published folder that the block does not make are kept. Raises ``OSError`` when
    the output cannot be written.
    """
    output.mkdir(parents=True, exist_ok=True)
    with (output / f".{slug}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        aside = output / f".{slug}.aside"
        shutil.rmtree(aside, ignore_errors=True)
        aside.mkdir()
        try:
            yield aside
            _deliver(aside, output / slug)
        finally:
            shutil.rmtree(aside, ignore_errors=True)


def _deliver(aside: Path, published: Path) -> None:
    if not published.exists():
        aside.rename(published)
        return
    for kept in published.iterdir():
        if not (aside / kept.name).exists():
            _copy(kept, aside / kept.name)
    _exchange(aside, published)


def _copy(source: Path, target: Path) -> None:
    if source.is_dir() and not source.is_symlink():
        shutil.copytree(source, target, symlinks=True)
    else:
        shutil.copy2(source, target, follow_symlinks=False)


def _exchange(first: Path, second: Path) -> None:
    """Two folders change places in one step where the system can, in two renames elsewhere."""
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if sys.platform == "darwin":
            done = libc.renamex_np(os.fsencode(first), os.fsencode(second), _RENAME_SWAP)
        else:
            done = libc.renameat2(
                _AT_FDCWD, os.fsencode(first), _AT_FDCWD, os.fsencode(second), _RENAME_EXCHANGE
            )
    except (OSError, AttributeError):
        done, code = -1, errno.ENOSYS
    else:
        code = ctypes.get_errno()
    if done == 0:
        return
    if code not in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        raise OSError(code, os.strerror(code), str(second))
    away = first.with_suffix(".away")
    second.rename(away)
    first.rename(second)
    shutil.rmtree(away, ignore_errors=True)
