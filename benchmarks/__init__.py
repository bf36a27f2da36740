"""Speed, measured as the ratio of two ways in one process, so that a slow machine changes nothing.

`make bench` runs every module `bench_*.py` here. Each has `run()`, which yields one dictionary a comparison:
`{"against": what it is compared with, "ratio": a / b, "limit": the highest ratio allowed, "runs": n}`.
"""
