"""No orphans: a worker ends when its pool's process does, whatever the worker is doing.

The pool's process holds the write end of a pipe and never writes. When that process ends,
however it ends, the kernel closes the pipe. On Linux it is told to send SIGKILL to the
worker's process group at that moment, which works against a loop in C code and takes the
worker's own children along (fcntl(2): F_SETOWN, F_SETSIG, O_ASYNC). Elsewhere a thread
waits for the end of the pipe; a loop in C code that keeps the interpreter lock can delay it.
"""

from __future__ import annotations

import os
import sys
from _signal import (  # type: ignore[import-not-found]  # `signal` loads enum, too
    SIG_DFL,
    SIG_IGN,
    SIG_UNBLOCK,
    SIGINT,
    SIGKILL,
    SIGTERM,
    pthread_sigmask,
    signal,
)


def leave_interrupts_to_the_pool() -> None:
    """Ctrl-C reaches everybody at a terminal; the pool's process decides what it means.

    Called in a new process, which was started with SIGINT blocked.
    """
    signal(SIGINT, SIG_IGN)
    signal(SIGTERM, SIG_DFL)
    pthread_sigmask(SIG_UNBLOCK, {SIGINT})


def follow(read_end: int) -> None:
    """Tie this process group to the process that holds the other end of the pipe.

    Called in the worker, which leads its process group.
    """
    if sys.platform == "linux" and _ask_the_kernel(read_end):
        return
    import threading  # Not needed on Linux, and an import is time.

    threading.Thread(target=_wait, args=(read_end,), daemon=True).start()


def _ask_the_kernel(read_end: int) -> bool:
    import fcntl

    try:
        # The owner of a signal belongs to the open file, which processes share that inherited
        # it; opening it anew gives this process a file of its own.
        own = os.open(f"/proc/self/fd/{read_end}", os.O_RDONLY | os.O_NONBLOCK)
        fcntl.fcntl(own, fcntl.F_SETOWN, -os.getpgrp())
        fcntl.fcntl(own, fcntl.F_SETSIG, SIGKILL)
        flags = fcntl.fcntl(own, fcntl.F_GETFL)
        fcntl.fcntl(own, fcntl.F_SETFL, flags | os.O_ASYNC)
        # The pool's process may have ended before we asked.
        if os.read(own, 1) == b"":
            os.killpg(os.getpgrp(), SIGKILL)
    except BlockingIOError:
        pass  # Nothing to read and not the end: as it should be.
    except OSError:
        return False
    os.close(read_end)
    return True


def _wait(read_end: int) -> None:
    while os.read(read_end, 1):
        pass
    os.killpg(os.getpgrp(), SIGKILL)
