"""A net under hostile input: it tells a limit that is missing, never a machine that is slow.

What a test means to say, it says by what comes out: the message of a limit, a count. Where a missing limit would show
only as work without an end, the block stands in `ends()`.
"""

import signal
from contextlib import contextmanager

# Of the processor, for this process alone. With its limits the work takes up to about a tenth of this at most;
# without one it takes hours.
SECONDS = 300


class UnendingError(BaseException):
    """No `except Exception` on the way may catch it."""


@contextmanager
def ends():
    def stop(_number, _frame):
        raise UnendingError(f"still at work after {SECONDS} seconds of processor time: a limit is missing")

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SECONDS)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
