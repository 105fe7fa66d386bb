"""The scripts of the application pipeline, run as a runner runs them: on a local AWS with a real registry.

`edge` is what they meet beside AWS's API: the registry's name, and the load balancer's. `world` is where a
case plays: two environments with their services, as Terraform leaves them. A case is a function in `cases`.
"""
