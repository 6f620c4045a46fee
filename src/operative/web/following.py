"""Follow-up after something was kept: computed in the background, once, whichever process it was kept by.

Whoever keeps a text needn't wait until series and statuses are computed anew from all that is held. The database knows
which texts came since; pages say so until none has. What a process leaves undone, because it ends, the next one does
when it starts.
"""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor

from operative.registry import Registry, RegistryError

LOG = logging.getLogger(__name__)


class Following:
    """Keeps follow-up computed, one computation at a time."""

    def __init__(self, registry: Registry) -> None:
        """Begins nothing before it is asked to."""
        self._registry = registry
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="following")

    def catch_up(self) -> None:
        """Has follow-up computed soon, if texts came since it was."""
        self._worker.submit(self._catch_up)

    def _catch_up(self) -> None:
        try:
            if self._registry.unfollowed():
                self._registry.catch_up()
        except RegistryError:
            LOG.exception("follow-up was not computed; it is when something is kept, or the server starts")

    def close(self) -> None:
        """Waits until nothing is being computed."""
        self._worker.shutdown()
