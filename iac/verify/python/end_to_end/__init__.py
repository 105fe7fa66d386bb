"""What real Terraform does with a generated root on a local AWS: apply, deploy, change, destroy.

What is expected is written down in `facts`, and is never read from the files under test.
"""
