"""Benchmarks: `make bench` runs each `bench_*` module, which prints figures and ratios, and keeps
what it printed in RESULTS.md.

None asserts a time: machines differ, ratios tell.
"""
