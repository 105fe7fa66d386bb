"""What dev and prod are meant to be, written down by hand."""

from dataclasses import dataclass

REGION = "us-east-1"
ZONES = ("us-east-1a", "us-east-1b")
PORT = 3000
USER = "65532"
DATABASE_PORT = 5432
KEPT_IMAGES = 5


@dataclass(frozen=True)
class Service:
    name: str
    path: str
    calls: tuple[str, ...] = ()


@dataclass(frozen=True)
class Environment:
    name: str
    network: str
    database: str
    domain: str
    nat_gateways: int
    cpu: str
    memory: str
    minimum_tasks: int
    log_retention_days: int
    protected: bool
    firewall: bool
    spot: bool
    endpoints: frozenset[str]
    services: tuple[Service, ...] = (
        Service("patient-service", "/api/patients*"),
        Service("appointment-service", "/api/appointments*", calls=("patient-service",)),
    )

    @property
    def prefix(self) -> str:
        return f"healthcare-app-{self.name}"

    def service(self, service: Service) -> str:
        """The name of the service itself, its task family, its repository."""
        return f"{self.prefix}-{service.name}"

    def image(self, service: Service) -> str:
        """The parameter that says which image runs."""
        return f"/healthcare-app/{self.name}/{service.name}/image"

    def secret(self, service: Service) -> str:
        """The secret that holds where the database is."""
        return f"healthcare-app/{self.name}/{service.name}/database-url"

    def log_group(self, service: Service) -> str:
        return f"/healthcare-app/{self.name}/{service.name}"


ENVIRONMENTS = {
    "dev": Environment(
        name="dev",
        network="10.0.0.0/16",
        database="10.0.48.0/22",
        domain="dev.healthcare.example.com",
        nat_gateways=1,
        cpu="256",
        memory="512",
        minimum_tasks=1,
        log_retention_days=365,
        protected=False,
        firewall=False,
        spot=True,
        endpoints=frozenset(),
    ),
    "prod": Environment(
        name="prod",
        network="10.1.0.0/16",
        database="10.1.48.0/22",
        domain="healthcare.example.com",
        nat_gateways=2,
        cpu="512",
        memory="1024",
        minimum_tasks=2,
        log_retention_days=2192,
        protected=True,
        firewall=True,
        spot=False,
        endpoints=frozenset({"ecr.api", "ecr.dkr", "logs", "secretsmanager"}),
    ),
}
