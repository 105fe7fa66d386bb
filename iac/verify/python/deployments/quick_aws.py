"""AWS's own command line, without the second that it takes to load; see `quick_aws_server`."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from deployments.family import dies_with_us
from end_to_end.expectations import Unexpected

# Hands over its arguments, its environment and its standard streams, and ends as the command ends.
_CLIENT = """#!{python} -SEs
import array, json, os, socket, sys
server = socket.socket(socket.AF_UNIX)
server.connect({path!r})
asked = json.dumps([sys.argv[1:], dict(os.environ), os.getcwd()]).encode()
streams = array.array("i", [0, 1, 2])
server.sendmsg([len(asked).to_bytes(8, "big")], [(socket.SOL_SOCKET, socket.SCM_RIGHTS, streams)])
server.sendall(asked)
ended = server.recv(1)
sys.exit(ended[0] if ended else 255)
"""


@contextmanager
def on_path(aws: str, work: Path) -> Iterator[Path]:
    """Put an `aws` into a folder for the PATH, and run what answers it, with the Python of this `aws`."""
    path = work / "aws.socket"
    python = Path(aws).parent / "python"
    command = [*dies_with_us(), str(python), "-m", "deployments.quick_aws_server", str(path)]
    server = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True)
    try:
        assert server.stdout is not None
        if server.stdout.readline().strip() != "ready":
            raise Unexpected("the quick `aws` did not start")
        client = work / "quick/aws"
        client.parent.mkdir()
        client.write_text(_CLIENT.format(python=sys.executable, path=str(path)))
        client.chmod(0o755)
        yield client.parent
    finally:
        server.kill()
        server.wait()
