"""Pools where none can be."""

from __future__ import annotations

import pytest

from pseudocode_translator.errors import NestedPoolError, PoolBrokenError
from tests.faults import tasks
from tests.faults.pools import WAIT_S, Pools

pytestmark = pytest.mark.slow


def test_a_worker_is_refused_a_pool_of_its_own(pools: Pools) -> None:
    with pytest.raises(NestedPoolError, match="submit it there"):
        pools().submit(tasks.submit_from_here).result(timeout=WAIT_S)


def test_an_initializer_is_refused_a_pool_too(pools: Pools) -> None:
    pool = pools(initializer=tasks.submit_from_here)

    error = pool.submit(tasks.double, 1).exception(timeout=WAIT_S)

    assert isinstance(error, PoolBrokenError)
    assert "NestedPoolError" in str(error)
