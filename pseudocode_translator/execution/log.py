"""The logger of everything around the `ConcurrencyManager`."""

from __future__ import annotations

import logging

LOGGER_NAME = "tori.ingest_pdf.concurrency"
"""Part of the interface: programs set the level of this name."""

logger = logging.getLogger(LOGGER_NAME)
# An alias of the package's logger: its level and its handlers hold here too, unless
# somebody set others for this name.
logger.parent = logging.getLogger("pseudocode_translator.execution")
