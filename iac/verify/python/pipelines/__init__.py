"""The workflows themselves, run on this machine: what happens when somebody proposes, merges, deploys.

`act` runs them without containers; scripts, `iac`, Terraform, git and `gh` are the real ones, before the
local AWS and the local GitHub. Only actions are replaced, by stand-ins that take what the real ones take,
and write down what they were given.
"""
