"""A repository that has chosen only half of what it wants is told what is missing."""

from pipelines.stage import Stage

_CASES = (
    ("", "false", 0, "credentials by oidc"),
    ("oidc", "true", 0, "credentials by oidc"),
    ("static-keys", "true", 0, "credentials by static-keys"),
    ("static-keys", "false", 1, "the secrets AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY are not both there"),
    ("keys", "true", 1, "the variable AWS_CREDENTIALS is `keys`: it may be `oidc` or `static-keys`"),
)


def play(stage: Stage) -> None:
    for mode, has_key, code, expected in _CASES:
        said = stage.script("credentials.sh", mode, has_key, environment={})
        stage.expect.equal(f"exit code for credentials `{mode}`, key {has_key}", said.code, code)
        stage.expect.true(
            f"message for credentials `{mode}`, key {has_key}", expected in said.text, said.text
        )
