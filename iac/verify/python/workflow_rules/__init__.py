"""What holds for every workflow, read off the files: above all what act does not enforce.

Permissions, environments and concurrency are written down by hand in `facts.py`, never read from the files
under test. `spoiled.py` spoils the files in every way that a rule is there for, and each rule must notice.
"""
