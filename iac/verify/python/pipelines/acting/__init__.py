"""What the stand-ins do that the real actions do."""
