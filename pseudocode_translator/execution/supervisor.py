"""The thread that hears what workers say, looks at the clock, and replaces the lost.

It waits for all pipes at once and for the next moment at which a worker must be looked at;
it never polls. Futures are completed here, outside the lock.
"""

from __future__ import annotations

import atexit
import contextlib
import logging
import os
import threading
import time

from pseudocode_translator.errors import (
    InternalError,
    PoolBrokenError,
    PseudocodeError,
)
from pseudocode_translator.execution import losses, outcomes, wire
from pseudocode_translator.execution.births import Births
from pseudocode_translator.execution.link import NEVER, Link
from pseudocode_translator.execution.listener import Heard
from pseudocode_translator.execution.losses import Counts, Emit
from pseudocode_translator.execution.outcomes import Outcome
from pseudocode_translator.execution.pool_settings import PoolEventType
from pseudocode_translator.execution.scheduler import (
    LEAVE_S,
    LOOK_AFTER_S,
    START_GRACE_S,
    Role,
    Scheduler,
)
from pseudocode_translator.execution.tasks import Task

_log = logging.getLogger(__name__)
_EXIT_CODE_S = 1.0
_EXIT_S = 5.0


class Supervisor:
    """Runs the loop; `stop` and `wake` may be called from any thread."""

    def __init__(self, scheduler: Scheduler, births: Births, emit: Emit) -> None:
        self.counts = Counts()
        self.broken: PseudocodeError | None = None
        """Why no task can run any more."""
        self.is_closed = False
        """No new tasks are taken."""
        self._scheduler = scheduler
        self._births = births
        self._emit = emit
        self._links: set[Link] = set()
        self._listener = births.transport.listener()
        self._leave_by = NEVER
        self._is_abandoned = False
        self._owner = os.getpid()
        self.thread = threading.Thread(target=self._run, name="pool-supervisor", daemon=True)
        scheduler.wake = self._listener.wake
        self.cancel_task = self.cancel
        """One bound method for all futures, instead of one for each."""

    # Any thread ----------------------------------------------------------------------

    def stop(self, *, now: bool) -> None:
        """Take no more tasks; end after those that are there, or `now` after cancelling them."""
        with self._scheduler.lock:
            self.is_closed = True
            dropped: list[Task] = []
            if now:
                dropped.extend(self._scheduler.pending)
                self._scheduler.pending.clear()
                for link in self._links:
                    dropped.extend(link.tasks.values())
            self._scheduler.space.notify_all()
        for task in dropped:
            task.future.cancel()
        self._listener.wake()

    def let_go(self) -> None:
        """Nobody has the pool any more: end after the tasks that are there.

        Called when the pool is garbage, in any thread, even in one that holds the lock.
        """
        self.is_closed = True
        self._listener.wake()

    def end_at_exit(self) -> None:
        """The interpreter ends: stop everything, soon. Registered with `atexit`."""
        if os.getpid() == self._owner and self.thread.is_alive():
            self.stop(now=True)
            self.thread.join(_EXIT_S)

    def cancel(self, task: Task) -> None:
        """A future was cancelled: stop its task, wherever it is."""
        scheduler = self._scheduler
        with scheduler.lock:
            with contextlib.suppress(ValueError):
                scheduler.pending.remove(task)
                scheduler.space.notify_all()
                return
            link = next((item for item in self._links if task.number in item.tasks), None)
            if link is None or link.tasks.get(task.number) is not task:
                return  # Its result is on the way into a future that does not want it.
            scheduler.relieve(link)
            if link.running is task:
                # Nobody can begin there now: what was behind it is taken back.
                self._doom(link, task)
            elif link.tasks.get(task.number) is task:
                # It is about to begin, or it is done and its result on the way: look soon.
                scheduler.look_again(link, time.monotonic() + LOOK_AFTER_S)
            scheduler.feed_all()
        self._listener.wake()

    # The loop ------------------------------------------------------------------------

    def _run(self) -> None:
        try:
            while self._one_round():
                pass
        except BaseException as error:  # noqa: BLE001 - our mistake must leave nobody waiting
            _log.critical("pool_supervisor_failed", exc_info=error)
            self._break(InternalError(f"the supervisor of a pool failed: {error!r}"))
        finally:
            self._close()

    def _one_round(self) -> bool:
        """Wait for something, and see to it; False at the end."""
        scheduler = self._scheduler
        with scheduler.lock:
            self._listener.fall_asleep()
            if self._is_over():
                return False
            at = self._next_look()
            scheduler.wakes_at = at
            wanted = self._wanted()
        wait_s = None if at == NEVER else max(0.0, at - time.monotonic())
        heard = self._listener.wait(wait_s if wanted is None else 0.0)
        scheduler.wakes_at = -NEVER  # What is changed now is seen before the next wait.
        for link, what in heard:
            if link in self._links:  # Else it was buried in this very round.
                self._hear(link, what)
        if time.monotonic() >= at:
            self._look(time.monotonic())
        if wanted is not None:
            self._start_worker(wanted)
        return True

    def _next_look(self) -> float:
        at = min(self._births.retry_at, self._leave_by)
        for link in self._links:
            at = min(at, link.check_at)
            self._listener.watch_room(link)
        return at

    def _hear(self, link: Link, what: Heard) -> None:
        if what is Heard.ROOM:
            self._write_more(link)
        elif what is Heard.END:
            self._bury(link)
        else:
            messages, is_open = link.receive()
            for message in messages:
                self._take(link, message)
            if not is_open:
                self._bury(link)

    def _take(self, link: Link, message: bytes) -> None:
        kind = message[:1]
        if kind == wire.RESULTS:
            self._take_results(link, memoryview(message)[1:])
        elif kind == wire.HELLO:
            link.process.pid = int.from_bytes(message[1:], "little")
            self._listener.watch_process(link)
            if link.is_doomed:
                link.kill()  # Its number was not known when it was to be.
        elif kind == wire.READY:
            self._births.start_over()
            self._emit(
                PoolEventType.WORKER_STARTED,
                pid=link.process.pid,
                duration_ms=(time.monotonic() - link.born) * 1000,
            )
            with self._scheduler.lock:
                self._scheduler.arrived(link)
        elif kind == wire.INITIALIZER_FAILED:
            self._break(outcomes.initializer_error(message[1:]))

    def _take_results(self, link: Link, body: bytes | memoryview) -> None:
        scheduler = self._scheduler
        done: list[Outcome] = []
        with scheduler.lock:
            for number, duration_s, flags, size, pickled in wire.entries(body):
                task = link.tasks.pop(number, None)
                if flags & wire.REFUSED:
                    scheduler.refused(link, number, task)
                elif task is not None:  # Else it was told before, through the shared memory.
                    link.load_s -= task.cost_s
                    done.append((task, duration_s, flags, size, pickled))
            if done:
                link.finished += len(done)
                scheduler.learn(done[-1][0], done[-1][1])
            scheduler.served(link)
        self.counts.completed += len(done)
        for outcome in done:
            outcomes.complete(outcome, link.board)

    # Time ----------------------------------------------------------------------------

    def _look(self, now: float) -> None:
        for link in [item for item in self._links if item.check_at <= now]:
            if link.is_doomed or link.is_leaving:
                with self._scheduler.lock:
                    link.kill()
            else:
                self._look_at(link, now)
        if now >= self._leave_by:
            self._hurry(now)

    def _hurry(self, now: float) -> None:
        """Workers that were told to stop did not: kill them, and then wait no longer."""
        self._is_abandoned = all(link.is_doomed for link in self._links)
        self._leave_by = now + LEAVE_S
        for link in self._links:
            link.kill()

    def _look_at(self, link: Link, now: float) -> None:
        """A task may be over its limit, or may keep others waiting behind it."""
        scheduler = self._scheduler
        late = False
        with scheduler.lock:
            link.check_at = NEVER
            task = link.running
            began = link.board.started
            if not link.tasks:
                return
            if task is None:
                self._look_at_silence(link, now)
                return
            limit = NEVER if task.timeout_s is None else task.timeout_s
            late = now >= began + limit or task.future.cancelled()
            if not late and began + limit < NEVER:
                scheduler.look_again(link, began + limit)
            if len(link.tasks) == 1 and not late:
                return
            if not late and now < began + LOOK_AFTER_S:
                scheduler.look_again(link, now + LOOK_AFTER_S)
                return
            scheduler.relieve(link)
        # What it finished before is delivered, whatever becomes of the task it is at.
        self._take_results(link, link.board.staged())
        with scheduler.lock:
            # Whoever has the number on the board now began before we took the rest back.
            if late and link.running is task and not link.is_doomed:
                self._doom(link, task)
            elif link.tasks and link.check_at == NEVER:
                scheduler.look_again(link, now + LOOK_AFTER_S)
            scheduler.feed_all()

    def _look_at_silence(self, link: Link, now: float) -> None:
        """It has tasks and is at none of them: between two, or about to begin; or stopped."""
        if now - max(link.sent_at, link.board.started) > START_GRACE_S:
            self._doom(link, None)
        else:
            self._scheduler.look_again(link, now + LOOK_AFTER_S)

    # Loss ----------------------------------------------------------------------------

    def _doom(self, link: Link, culprit: Task | None) -> None:
        """Kill a worker, with the lock held; its slot is taken at once."""
        link.culprit = culprit
        self._scheduler.remove(link)
        link.terminate(self._scheduler.settings.kill_grace_s)
        self._scheduler.promote()
        self._scheduler.feed_all()
        self._listener.wake()

    def _bury(self, link: Link) -> None:
        """A worker is gone: replace it, save what it finished, settle what it was at."""
        scheduler = self._scheduler
        with scheduler.lock:
            link.is_doomed = True
        messages, _ = link.receive()
        for message in messages:
            self._take(link, message)
        self._take_results(link, link.board.staged())
        self._listener.remove(link)
        link.kill()  # What it started may outlive it.
        with scheduler.lock:
            self._links.discard(link)
            scheduler.remove(link)
            victim = losses.victim_of(link)
            scheduler.put_back(task for task in link.tasks.values() if task is not victim)
            scheduler.promote()
            scheduler.feed_all()
        code = link.process.exit_code(_EXIT_CODE_S)
        self.counts.replaced += not self.is_closed
        losses.settle(link, victim, code, counts=self.counts, emit=self._emit)
        if not link.is_ready and not link.is_leaving:
            self._stillborn(f"a worker ended with exit code {code} before it was ready")
        link.close()

    def _stillborn(self, reason: str) -> None:
        """A worker could not start; if that goes on, those who wait are told."""
        hopeless = self._births.failed(reason)
        if hopeless and not self._links:  # Else one of them may still become ready.
            # Not for ever: who submits later may find more descriptors, or memory.
            self._births.give_up()
            self._fail_pending(PoolBrokenError(hopeless))

    def _break(self, error: PseudocodeError) -> None:
        """No task can run: tell everybody who waits, now and later."""
        with self._scheduler.lock:
            self.broken = error
            running = [task for link in self._links for task in link.tasks.values()]
            for link in self._links:
                link.tasks.clear()
        for task in running:
            task.future.finish(None, error)
        self._fail_pending(error)

    def _fail_pending(self, error: PseudocodeError) -> None:
        with self._scheduler.lock:
            waiting = list(self._scheduler.pending)
            self._scheduler.pending.clear()
            self._scheduler.space.notify_all()
        for task in waiting:
            task.future.finish(None, error)

    # Workers come and go -------------------------------------------------------------

    def _wanted(self) -> Role | None:
        if self.broken is not None:
            return None
        return self._births.wanted(self._scheduler, is_closed=self.is_closed)

    def _start_worker(self, role: Role) -> None:
        try:
            link = self._births.start(self._scheduler.modules)
        except OSError as error:
            self._stillborn(error.strerror or str(error))
            return
        with self._scheduler.lock:
            self._links.add(link)
            self._scheduler.expect(link, role)
        self._listener.add(link)

    def _write_more(self, link: Link) -> None:
        with self._scheduler.lock:
            link.pipes.send_more()
            if link.pipes.is_blocked:
                return
            self._listener.forget_room(link)
            self._scheduler.served(link)

    # The end -------------------------------------------------------------------------

    def _is_over(self) -> bool:
        """Whether all is done; where the work is, the workers are told to stop."""
        if not self.is_closed and self.broken is None:
            return False
        if self._scheduler.pending or any(link.tasks for link in self._links):
            return False
        leaving = [link for link in self._links if not link.is_leaving]
        if leaving:
            self._leave_by = time.monotonic() + LEAVE_S
        for link in leaving:
            link.send_stop(LEAVE_S)
        return self._is_abandoned or not self._links

    def _close(self) -> None:
        for link in list(self._links):
            link.kill()
            link.process.exit_code(_EXIT_CODE_S)
            self._listener.remove(link)
            link.close()
        with self._scheduler.lock:
            self._links.clear()
        atexit.unregister(self.end_at_exit)
        self._births.close()
        self._listener.close()
        self._emit(PoolEventType.SHUT_DOWN)
