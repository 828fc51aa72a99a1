"""Fuzzers: endless changed inputs, each run under limits, until one shows a fault: ``python3 dev.py fuzz``.

A fuzzer is a module of ``fuzzing.fuzzers``; its corpus is a folder of ``tests/fuzzing/corpus``. Every input is a text
that a person can read and change; it is made of the corpus, a seed and a number alone.
"""
