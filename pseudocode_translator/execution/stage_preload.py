"""Imported by the fork server only: its workers are born with stages and tables loaded.

The one module that works when it is imported, because a fork server can do nothing but
import. Loading takes a second; it is done once instead of once per worker.
"""

from __future__ import annotations

from pseudocode_translator.execution.stage_tasks import warm_up

warm_up()
