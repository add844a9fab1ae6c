# What `__init__.py` loads lazily, for type checkers; a test compares the two.

from pseudocode_translator.execution.chunks import ChunkProcessor as ChunkProcessor
from pseudocode_translator.execution.chunks import ChunkResult as ChunkResult
from pseudocode_translator.execution.chunks import ProcessingConfig as ProcessingConfig
from pseudocode_translator.execution.chunks import process_chunks_async as process_chunks_async
from pseudocode_translator.execution.chunks import process_chunks_sync as process_chunks_sync
from pseudocode_translator.execution.circuit_breaker import CircuitBreaker as CircuitBreaker
from pseudocode_translator.execution.concurrency_manager import (
    ConcurrencyConfig as ConcurrencyConfig,
)
from pseudocode_translator.execution.concurrency_manager import (
    ConcurrencyManager as ConcurrencyManager,
)
from pseudocode_translator.execution.concurrency_manager import (
    get_concurrency_manager as get_concurrency_manager,
)
from pseudocode_translator.execution.pool_settings import PoolSettings as PoolSettings
from pseudocode_translator.execution.process_pool import (
    ParseValidateExecutor as ParseValidateExecutor,
)
from pseudocode_translator.execution.progress import ProgressTracker as ProgressTracker
from pseudocode_translator.execution.recovery import attempt as attempt
from pseudocode_translator.execution.recovery import attempt_async as attempt_async
from pseudocode_translator.execution.recovery import error_response as error_response
from pseudocode_translator.execution.retry import Retry as Retry
from pseudocode_translator.execution.retry import RetryPolicy as RetryPolicy
from pseudocode_translator.execution.tasks import TaskFuture as TaskFuture
from pseudocode_translator.execution.tasks import TaskOptions as TaskOptions
from pseudocode_translator.execution.worker_pool import WorkerPool as WorkerPool

_HOMES: dict[str, str]
