"""`python -m local_aws LOG`: serve until standard input closes; the first line printed is the address."""

import sys
from pathlib import Path

from local_aws.server import serve

if __name__ == "__main__":
    serve(Path(sys.argv[1]))
