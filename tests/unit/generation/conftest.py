"""Settings for all tests of generation."""

from hypothesis import settings

# A machine that is busy with other tests must not make one of these fail.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")
