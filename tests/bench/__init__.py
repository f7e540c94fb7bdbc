"""Benchmarks: `make bench` runs each `bench_*` module, which prints figures and ratios.

None asserts a time: machines differ, ratios tell.
"""
