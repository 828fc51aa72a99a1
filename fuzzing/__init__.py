"""Fuzzers: endless changed inputs, each run under limits, until one shows a fault: ``python3 dev.py fuzz``.

A fuzzer is a module of ``fuzzing.fuzzers``; its corpus is a folder of ``tests/fuzzing/corpus``. Every input is a text that
can be read and changed, and an input is made from a seed and a number alone.
"""
