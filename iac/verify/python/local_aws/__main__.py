"""`python -m local_aws LOG [HOLDS]`: serve until standard input closes; the first line is the address.

HOLDS is a directory in which a test says that calls are to be held back; see `holds.py`.
"""

import sys
from pathlib import Path

from local_aws.server import serve

if __name__ == "__main__":
    serve(Path(sys.argv[1]), Path(sys.argv[2]) if len(sys.argv) > 2 else None)
