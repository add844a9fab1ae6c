"""What all commands share: the global options, and what is made from them on demand."""

from __future__ import annotations

import io
import sys
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import IO

from pseudocode_translator.cli.options import Options
from pseudocode_translator.cli.streams import message, read_stdin
from pseudocode_translator.cli.terminal import DiagnosticPrinter
from pseudocode_translator.config import Config, ConfigManager
from pseudocode_translator.errors import ExitCode, PseudocodeError
from pseudocode_translator.extraction.text_extraction import decode, read_document
from pseudocode_translator.integration.events import EventDispatcher
from pseudocode_translator.model.document import Document, typed_document
from pseudocode_translator.translator import TranslationManager


@dataclass
class Session:
    """One call of the command. Everything costly waits until a command wants it."""

    options: Options

    @cached_property
    def config(self) -> Config:
        """The settings; what had to be repaired is told on standard error."""
        return ConfigManager.load(self.options.config_path)

    @cached_property
    def printer(self) -> DiagnosticPrinter:
        """Shows diagnostics on standard error."""
        return self.printer_on(sys.stderr if sys.stderr is not None else io.StringIO())

    def printer_on(self, stream: IO[str]) -> DiagnosticPrinter:
        """Show diagnostics on a stream, as the options and settings say."""
        wanted = {"auto": None, "always": True, "never": False}[self.config.output.colour]
        return DiagnosticPrinter(
            stream,
            colour=self.options.colour if self.options.colour is not None else wanted,
            max_diagnostics=self.config.output.max_diagnostics,
        )

    def manager(self) -> TranslationManager:
        """A manager with these settings; its caller shuts it down."""
        dispatcher = EventDispatcher()
        if self.config.telemetry.enabled:
            # Here, because most calls want no telemetry and should not wait for its import.
            from pseudocode_translator.telemetry import record_events, recorder_for

            record_events(dispatcher, recorder_for(self.config.telemetry))
        return TranslationManager(self.config, dispatcher=dispatcher)

    def read(self, file: str) -> Document:
        """Read a file, or standard input for ``-``.

        Raises:
            UnreadableInputError: It is missing, no text, or too large.
        """
        limit = self.config.translation.max_file_bytes
        if file == "-":
            return typed_document(decode(read_stdin(limit), name="<stdin>"), name="<stdin>")
        return read_document(Path(file), limit_bytes=limit)


def tell_error(error: PseudocodeError) -> ExitCode:
    """Show an exception to the user; the result is the exit code it stands for."""
    message(f"error: {error}")
    return error.exit_code
