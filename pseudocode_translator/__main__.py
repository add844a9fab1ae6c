"""Entry point of the command: ``pseudocode`` and ``python -m pseudocode_translator``.

Kept free of imports: ``--version`` answers before anything large is loaded.
"""

import os
import sys

from pseudocode_translator import __version__


def main() -> int:
    """Run the command line; the result is the exit code."""
    arguments = sys.argv[1:]
    try:
        if arguments == ["--version"] and _told(f"pseudocode {__version__}\n"):
            return 0
        from pseudocode_translator.cli.app import run_command

        return run_command(arguments)
    except KeyboardInterrupt:
        return 130  # ExitCode.INTERRUPTED, should Ctrl-C come while we are still loading.


def _told(text: str) -> bool:
    """Print; False where that needs the care of the real command line."""
    try:
        os.write(1, text.encode())  # Without the buffer, which would try again at the end.
    except OSError:  # Closed, full, or nobody reads it.
        return False
    return True


if __name__ == "__main__":
    sys.exit(main())
