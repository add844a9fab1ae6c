"""Every test of this folder runs with each way to start a worker."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.faults.pools import METHODS, Pools


@pytest.fixture(params=METHODS)
def start_method(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def pools(start_method: str) -> Iterator[Pools]:
    made = Pools(start_method)
    yield made
    made.close()


@pytest.fixture(scope="module", params=METHODS)
def shared_pools(request: pytest.FixtureRequest) -> Iterator[Pools]:
    """For tests that leave a pool as good as they found it."""
    made = Pools(str(request.param))
    yield made
    made.close()
