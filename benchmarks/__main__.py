"""`make bench`: every benchmark of this folder, or those named on the command line, one after the other.

A benchmark is a module with `run() -> None`, which prints a table with ratios to a peer measured in the same run. One
that needs the real documents says so and is passed over where they are missing.
"""

from __future__ import annotations

import importlib
import pkgutil
import sys

import benchmarks


def main(wanted: list[str]) -> None:
    names = [module.name for module in pkgutil.iter_modules(benchmarks.__path__) if not module.name.startswith("_")]
    unknown = set(wanted) - set(names)
    if unknown:
        sys.exit(f"no such benchmark: {', '.join(sorted(unknown))}; there are {', '.join(names)}")
    for name in wanted or names:
        print(f"\n== {name}", flush=True)
        importlib.import_module(f"benchmarks.{name}").run()


if __name__ == "__main__":
    main(sys.argv[1:])
