"""What the validation remarks upon."""

from __future__ import annotations

from pseudocode_translator.config.sections import Section


class ValidationConfig(Section):
    """What the validation looks for."""

    check_undefined_vars: bool = True
    """Whether to tell of names that nothing ever gives a value."""
