"""A repository that has chosen only half of what it wants is told what is missing."""

import subprocess

from pipelines.stage import Stage

_CASES = (
    ("", "false", 0, "credentials by oidc"),
    ("oidc", "true", 0, "credentials by oidc"),
    ("static-keys", "true", 0, "credentials by static-keys"),
    ("static-keys", "false", 1, "the secrets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both there"),
    ("keys", "true", 1, "the variable AWS_CREDENTIALS is `keys`: it may be `oidc` or `static-keys`"),
)


def play(stage: Stage) -> None:
    script = stage.origin.directory / ".github/scripts/credentials.sh"
    for mode, has_key, code, said in _CASES:
        chosen = subprocess.run([script, mode, has_key], check=False, capture_output=True, text=True)
        what = f"credentials `{mode}`, key {has_key}"
        stage.expect.equal(f"exit code of {what}", chosen.returncode, code)
        stage.expect.true(f"message of {what}", said in chosen.stdout + chosen.stderr, chosen.stderr)
