"""sudo on the path of the jobs: what workflows install is written down, and there already."""

import sys

from pipelines import record

if __name__ == "__main__":
    record.write({"program": "sudo", "arguments": sys.argv[1:]})
    if sys.argv[1] != "apt-get":
        sys.exit(f"error: the workflows' sudo does not know `{' '.join(sys.argv[1:])}`")
