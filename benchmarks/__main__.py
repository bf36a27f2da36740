"""`python -m benchmarks`: one JSON object a line; exit code 1 when a ratio exceeds its limit."""

import importlib
import json
import os
import pkgutil
import sys
from collections.abc import Iterator

import django

import benchmarks

REQUIRED = {"against", "ratio", "limit", "runs"}


def rows(only: list[str]) -> Iterator[dict]:
    names = sorted(module.name for module in pkgutil.iter_modules(benchmarks.__path__))
    for name in names:
        bench = name.removeprefix("bench_")
        if bench == name or (only and bench not in only):
            continue
        for row in importlib.import_module(f"benchmarks.{name}").run():
            if missing := REQUIRED - row.keys():
                raise KeyError(f"{name}: {', '.join(sorted(missing))} ontbreekt in {row}")
            yield {"bench": bench, **row}


def main(only: list[str]) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "examservice.settings")  # noqa: TID251 - before Django starts
    django.setup()
    count = too_slow = 0
    for row in rows(only):
        print(json.dumps(row, ensure_ascii=False), flush=True)
        count += 1
        too_slow += row["ratio"] > row["limit"]
    if not count:
        print("Niets gemeten: er is geen benchmarks/bench_*.py met deze naam.", file=sys.stderr)
    if too_slow:
        print(f"MISLUKT: {too_slow} van {count} verhoudingen boven de grens.", file=sys.stderr)
    return 1 if too_slow or not count else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
