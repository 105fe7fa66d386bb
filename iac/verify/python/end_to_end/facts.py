"""What dev and prod are meant to be, written down by hand."""

from dataclasses import dataclass

REGION = "us-east-1"
ZONES = ("us-east-1a", "us-east-1b")
PORT = 3000
USER = "65532"
KEPT_IMAGES = 5


@dataclass(frozen=True)
class Service:
    name: str
    path: str


@dataclass(frozen=True)
class Environment:
    name: str
    network: str
    nat_gateways: int
    cpu: str
    memory: str
    minimum_tasks: int
    log_retention_days: int
    protected: bool
    firewall: bool
    spot: bool
    services: tuple[Service, ...] = (
        Service("patient-service", "/api/patients*"),
        Service("appointment-service", "/api/appointments*"),
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

    def log_group(self, service: Service) -> str:
        return f"/healthcare-app/{self.name}/{service.name}"


ENVIRONMENTS = {
    "dev": Environment(
        name="dev",
        network="10.0.0.0/16",
        nat_gateways=1,
        cpu="256",
        memory="512",
        minimum_tasks=1,
        log_retention_days=365,
        protected=False,
        firewall=False,
        spot=True,
    ),
    "prod": Environment(
        name="prod",
        network="10.1.0.0/16",
        nat_gateways=2,
        cpu="512",
        memory="1024",
        minimum_tasks=2,
        log_retention_days=2192,
        protected=True,
        firewall=True,
        spot=False,
    ),
}
