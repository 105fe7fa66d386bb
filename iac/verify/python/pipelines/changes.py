"""Changes that people commit: of the environments' files, rendered as they should be."""

import subprocess
from pathlib import Path

from pipelines.origin import Change


class Changes:
    """Made with one `iac`."""

    def __init__(self, iac: str) -> None:
        self._iac = iac

    def of(self, environment: str, old: str, new: str) -> Change:
        """Another value in the environment's file."""
        return self.of_file(f"{environment}.toml", old, new)

    def of_file(self, name: str, old: str, new: str) -> Change:
        """Another value in one of the files below `environments/`."""

        def change(repository: Path) -> None:
            file = repository / "environments" / name
            text = file.read_text()
            if text.count(old) != 1:
                raise SystemExit(f"{file} does not say `{old}` exactly once")
            file.write_text(text.replace(old, new))
            subprocess.run([self._iac, "-C", str(repository), "render"], check=True, capture_output=True)

        return change
