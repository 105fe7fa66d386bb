"""What a script says where something went wrong."""

from deployments.world import World


def expect_told(world: World, what: str, said: str, reasons: tuple[str, ...]) -> None:
    """It says the reasons, and nothing that others said is a command to GitHub's runner."""
    for reason in reasons:
        world.expect.true(f"{what}: it says {reason!r}", reason in said, said)
    commands = [line for line in said.splitlines() if line.lstrip().startswith("::")]
    world.expect.equal(f"{what}: commands to the runner in what others said", commands, [])
