"""`python -m local_github LOG OWNER/REPOSITORY OWNER_ID REPOSITORY_ID`: serve until standard input closes.

The first line printed is a JSON object of the environment variables with which `gh` talks to it.
"""

import sys
from pathlib import Path

from local_github.repository import Repository
from local_github.server import serve

if __name__ == "__main__":
    log, name, owner_id, repository_id = sys.argv[1:]
    owner, repository = name.split("/")
    serve(Path(log), Repository(owner, int(owner_id), repository, int(repository_id)))
