"""The README's page for an empty account, command by command, on the local AWS and the local GitHub."""
