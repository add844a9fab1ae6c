"""Which worker gets which task, and when.

Every method is called with `lock` held, unless it says otherwise. The rules:

- A worker that has nothing to do gets a task at once, from the thread that submits it.
- Small tasks, as far as is known of their function, travel in batches, and a worker that is
  busy with small tasks gets the next batch before it has finished the last one.
- What a worker has not begun can be taken back (`Link.take_back`), so that nobody waits
  behind a task that turns out to be long, and nobody is hurt by one that is killed.
- A worker that is lost is replaced by a spare at once.
"""

from __future__ import annotations

import itertools
import math
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable
from contextlib import suppress
from enum import Enum

from pseudocode_translator.execution.link import NEVER, Link
from pseudocode_translator.execution.pool_settings import PoolSettings
from pseudocode_translator.execution.tasks import UNKNOWN, Task
from pseudocode_translator.execution.wire import ARENA_FROM_BYTES

BATCH_S = 0.002
"""So much work goes to a worker at once. Measured: more does not save anything any more."""
SHARE_S = 0.0002
"""Less work than this is not divided among workers: telling two takes longer than it."""
BATCH_TASKS = 128
BATCH_BYTES = 250_000
BEHIND_S = 0.005
"""Only tasks that are probably quicker are given to a worker that is busy."""
LOOK_AFTER_S = 0.01
"""A task that runs longer than this keeps nobody behind it waiting."""
LEAVE_S = 1.0
"""So long may a worker that was told to stop tidy up."""
START_GRACE_S = 30.0
"""A worker that takes nothing up for so long is given up: it must have been stopped."""
_OVERHEAD_S = 5e-6
"""What a worker spends on a task beside the task itself."""
_LEARN = 0.2
_KNOWN_FUNCTIONS = 1024


class Role(Enum):
    """What a worker is started for."""

    SERVE = 1
    SPARE = 2


class Scheduler:
    """The tasks and the workers of one pool."""

    def __init__(self, settings: PoolSettings, max_workers: int) -> None:
        # Reentrant, for the sake of a signal handler that uses the pool.
        self.lock = threading.RLock()
        self.space = threading.Condition(self.lock)
        """Told when the queue becomes shorter than `PoolSettings.max_pending`."""
        self.settings = settings
        self.max_workers = max_workers
        self.pending: deque[Task] = deque()
        self.serving: list[Link] = []
        """Workers that get tasks, those that are still starting included."""
        self.spares: list[Link] = []
        self.idle: list[Link] = []
        """Those of `serving` that have nothing to do."""
        self.wakes_at = NEVER
        """When the supervisor will look around by itself."""
        self.wake: Callable[[], None] = lambda: None
        """Makes it look around now."""
        self.modules: set[str] = set()
        """Where the functions of tasks that were run are from."""
        self._costs: dict[object, float] = {}
        self._numbers = itertools.count(1)

    def add(self, task: Task) -> None:
        """Take a task from somebody who submits it."""
        if len(self.serving) < self.max_workers:
            self.wake()  # There may be need of another worker.
        if self.pending:
            self.pending.append(task)
            return
        task.cost_s = self._costs.get(task.key, UNKNOWN)
        if self.idle:
            link = self.idle[-1]
            is_sent = self._send(link, [task])
            # Removed only now: a KeyboardInterrupt before this line loses no worker.
            with suppress(ValueError):
                self.idle.remove(link)
            if is_sent:
                return
        self.pending.append(task)
        if self.promote() is not None:
            return  # A ready spare is sooner there than a new worker.
        if task.cost_s <= BEHIND_S:
            for link in self.serving:
                # One behind each is enough; more of them go together, when results come.
                if len(link.tasks) == 1 and link.may_get_tasks:
                    self.feed(link)
                    return

    def put_back(self, tasks: Iterable[Task]) -> None:
        """Tasks that nobody began are the next ones, but for those that nobody wants."""
        wanted = [task for task in tasks if not task.future.cancelled()]
        self.pending.extendleft(reversed(wanted))

    def feed(self, link: Link) -> None:
        """Give a worker what it can take."""
        while self.pending and link.may_get_tasks:
            if link.load_s > BATCH_S / 2:
                return
            if link.tasks and self._tasks_left(link) <= 0:
                return  # It is to be replaced when these are done.
            batch = self._take_batch(link)
            if not batch:
                break
            if not self._send(link, batch):
                self.put_back(batch)
                return
        if not link.tasks and link not in self.idle and link.may_get_tasks:
            self.idle.append(link)

    def feed_all(self) -> None:
        """Give every worker what it can take."""
        for link in list(self.serving):
            if not self.pending:
                return
            if link in self.idle:
                self.idle.remove(link)
            self.feed(link)

    def learn(self, task: Task, duration_s: float) -> None:
        """A task of this function took so long."""
        known = self._costs.get(task.key)
        duration_s += _OVERHEAD_S
        if known is None:
            if len(self._costs) >= _KNOWN_FUNCTIONS:
                self._costs.clear()
            self._costs[task.key] = duration_s
            self._note_module(getattr(task.function, "__module__", None))
        else:
            self._costs[task.key] = known + (duration_s - known) * _LEARN

    def expect(self, link: Link, role: Role) -> None:
        """A worker was started; it serves as soon as it is ready, or waits as a spare."""
        # While it was started a spare may have taken the slot that it was meant for.
        is_full = len(self.serving) >= self.max_workers
        (self.spares if role is Role.SPARE or is_full else self.serving).append(link)

    def arrived(self, link: Link) -> None:
        """A worker is ready."""
        link.is_ready = True
        if link in self.spares:
            late = next((item for item in self.serving if not item.is_ready), None)
            if late is None:
                return
            # Whoever is ready first serves first.
            self.spares[self.spares.index(link)] = late
            self.serving[self.serving.index(late)] = link
        if link in self.serving:
            self.feed(link)

    def served(self, link: Link) -> None:
        """A worker told results: give it more, or replace it if it has done enough."""
        if link not in self.serving:
            return
        if not link.tasks:
            link.load_s = 0.0  # Sums of floats drift.
        if not link.tasks and (reason := self._worn(link)) and self._has_successor():
            self.remove(link)
            link.leaves_because = reason
            link.send_stop(LEAVE_S)
            self.promote()
            self.wake()
            return
        if link.tasks or link not in self.idle:
            self.feed(link)

    def refused(self, link: Link, number: int, task: Task | None) -> None:
        """A worker says that it did not begin a task; None if it was taken back before."""
        if task is not None:
            self.put_back([task])
        if number >= link.refused_up_to:
            link.refused_up_to = 0

    def _tasks_left(self, link: Link) -> int:
        """How many tasks more it may get; without a successor it goes on."""
        limit = self.settings.max_tasks_per_worker
        if limit is None or not self._has_successor():
            return BATCH_TASKS
        return limit - link.finished - len(link.tasks)

    def _worn(self, link: Link) -> str:
        """Why a worker is to be replaced; empty if it is not."""
        tasks, memory = self.settings.max_tasks_per_worker, self.settings.memory_limit_bytes
        if tasks is not None and link.finished >= tasks:
            return f"it ran {link.finished} tasks"
        if memory is not None and link.board.resident_bytes > memory:
            return f"it holds {link.board.resident_bytes} bytes"
        return ""

    def _has_successor(self) -> bool:
        # Without spares there is nothing to wait for.
        return not self.settings.spares or any(link.is_ready for link in self.spares)

    def _note_module(self, name: str | None) -> None:
        """Tasks come from this module: those who may soon run some should have it."""
        if name is None or name in self.modules:
            return
        self.modules.add(name)
        for link in self.spares:
            link.send_modules([name])

    def promote(self) -> Link | None:
        """Put a spare into a free slot, the readiest first."""
        if not self.spares or len(self.serving) >= self.max_workers:
            return None
        link = next((spare for spare in self.spares if spare.is_ready), self.spares[0])
        self.spares.remove(link)
        self.serving.append(link)
        if link.is_ready:
            self.feed(link)
        return link

    def remove(self, link: Link) -> None:
        """A worker gets nothing more."""
        for group in (self.serving, self.spares, self.idle):
            if link in group:
                group.remove(link)

    def relieve(self, link: Link) -> None:
        """Take back what a worker has not begun."""
        self.put_back(link.take_back())

    def look_again(self, link: Link, at: float) -> None:
        """Have the supervisor look at a worker at a time, or earlier."""
        link.check_at = min(link.check_at, at)
        if at < self.wakes_at:
            self.wakes_at = at
            self.wake()

    def _send(self, link: Link, tasks: list[Task]) -> bool:
        follows = bool(link.tasks) or len(tasks) > 1
        if not link.send(tasks, self._numbers):
            return False
        if link.pipes.is_blocked:
            self.wake()  # It sends the rest when there is room.
        wait_s = LOOK_AFTER_S if follows else NEVER
        for task in tasks:
            if task.timeout_s is not None and task.timeout_s < wait_s:
                wait_s = task.timeout_s
        if wait_s < NEVER:
            self.look_again(link, time.monotonic() + wait_s)
        return True

    def _take_batch(self, link: Link) -> list[Task]:
        """The next tasks for a worker; none if they are too long to wait behind others."""
        pending = self.pending
        first = pending[0]
        cost = first.cost_s = self._costs.get(first.key, UNKNOWN)
        if link.tasks and (cost > BEHIND_S or len(first.payload) >= ARENA_FROM_BYTES):
            return []  # It would wait there for what another worker could do now.
        if not link.pipes.can_take_back:
            return [pending.popleft()]
        share = max(math.ceil(len(pending) / (2 * self.max_workers)), int(SHARE_S / cost))
        count = min(self._tasks_left(link), BATCH_TASKS, share, int(BATCH_S / cost) or 1)
        batch = [pending.popleft()]
        size = len(first.payload)
        key = first.key
        while len(batch) < count and pending and pending[0].key is key:
            size += len(pending[0].payload)
            if size > BATCH_BYTES:
                break
            task = pending.popleft()
            task.cost_s = cost
            batch.append(task)
        if self.settings.max_pending is not None:
            self.space.notify_all()
        return batch
