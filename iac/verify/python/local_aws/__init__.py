"""An AWS on this machine: moto, taught what it gets wrong, with a log of every call.

It listens on loopback only, needs no account and forgets everything when it ends.
"""
