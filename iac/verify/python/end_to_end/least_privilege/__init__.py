"""Least privilege, proven: what the pipelines' roles may do is all that their life needs, and nothing else.

`removals` takes every action away, and the recorded calls notice; `denials` are tried and denied.
"""
