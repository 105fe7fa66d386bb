"""What moto 5.2.5 gets wrong for the AWS provider 5.100, put right.

One module per service, one function per gap; each says what moto does and what Terraform makes of it.
"""

from importlib import import_module

SERVICES = (
    "acm",
    "application_autoscaling",
    "backup",
    "ec2",
    "ecr",
    "ecs",
    "elastic_load_balancing",
    "iam",
    "kms",
    "logs",
    "rds",
    "s3",
)


def close() -> None:
    """Put everything right, before the server starts."""
    for service in SERVICES:
        import_module(f"{__name__}.{service}")
