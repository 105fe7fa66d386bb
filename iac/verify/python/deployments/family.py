"""Programs that are killed with whoever started them, however that ended."""

import shutil

from end_to_end.expectations import Unexpected


def dies_with_us() -> list[str]:
    """What to put before a command."""
    program = shutil.which("setpriv")
    if program is None:
        raise Unexpected("there is no `setpriv` on this machine: install util-linux")
    return [program, "--pdeathsig", "KILL"]
