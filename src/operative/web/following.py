"""Follow-up of what is kept: computed in the background, once, whichever process it was kept by.

Whoever keeps a text needn't wait until series and statuses are computed anew from all that is held. The database knows
which texts came since, and as of which day statuses are; pages say so until no text waits. Each process looks every
minute whether something is to be computed: so statuses are those of the day, however long a server runs, and what one
process leaves undone, because it ends, another does.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import asynccontextmanager
from datetime import date

from litestar import Litestar

from operative.registry import Registry, RegistryError

LOG = logging.getLogger(__name__)
PAUSE = 60  # seconds between two looks


class Following:
    """Keeps follow-up computed, one computation at a time."""

    def __init__(self, registry: Registry) -> None:
        """Begins nothing before it is asked to."""
        self._registry = registry
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="following")

    def catch_up(self, today: date | None = None) -> Future[None]:
        """Has follow-up computed soon, if texts came since it was, or that was as of a day before this one.

        What it gives is done when follow-up is computed.
        """
        return self._worker.submit(self._catch_up, today)

    def _catch_up(self, today: date | None) -> None:
        try:
            self._registry.catch_up(today)
        except RegistryError:
            LOG.exception("follow-up was not computed; it will be tried again")

    @asynccontextmanager
    async def while_serving(self, _: Litestar) -> AsyncIterator[None]:
        """Has follow-up kept computed as long as an application runs; at its end, waits until nothing is computed."""
        looking = asyncio.create_task(self._look())
        try:
            yield
        finally:
            looking.cancel()
            self._worker.shutdown()

    async def _look(self) -> None:
        while True:
            self.catch_up()
            await asyncio.sleep(PAUSE)
