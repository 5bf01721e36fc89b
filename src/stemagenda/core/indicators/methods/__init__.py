"""The methods a target can be judged by, one module each, found by its name.

A module holds `Result` (frozen; every field has a default, `undefined` tells why there is no answer), `VERDICT` (the
field that carries the answer), `judge(question=...)` and `direction(result)`, which lays the answer in the publisher's
own colours beside the light. A new module in this folder is a new method: nothing else changes.
"""
