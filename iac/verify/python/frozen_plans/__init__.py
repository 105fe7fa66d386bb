"""Real plans, made by Terraform on the local AWS and frozen as test data of `iac/plan`."""
