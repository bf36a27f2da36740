"""Compare two callables fairly."""

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Comparison:
    """Medians of processor seconds; `ratio` above 1 means that `a` is slower than `b`."""

    a: float
    b: float
    runs: int

    @property
    def ratio(self) -> float:
        return self.a / self.b

    def as_row(self, *, against: str, limit: float) -> dict[str, object]:
        return {"against": against, "ratio": round(self.ratio, 3), "limit": limit, "runs": self.runs}


def interleaved(a: Callable[[], object], b: Callable[[], object], runs: int = 15) -> Comparison:
    """Run a, b, a, b, ... so that whatever slows the machine slows both; the first pair only warms up."""
    seconds: tuple[list[float], list[float]] = ([], [])
    for number in range(runs + 1):
        for callable_, measured in zip((a, b), seconds, strict=True):
            elapsed = _processor_seconds(callable_)
            if number:
                measured.append(elapsed)
    # The clock has a smallest step; a callable below it counts as that step.
    smallest = time.get_clock_info("process_time").resolution
    return Comparison(*(max(statistics.median(measured), smallest) for measured in seconds), runs=runs)


def _processor_seconds(callable_: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    try:
        begin = time.process_time()
        callable_()
        return time.process_time() - begin
    finally:
        gc.enable()
