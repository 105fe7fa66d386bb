"""What dev and prod are meant to be, written down by hand."""

from dataclasses import dataclass

REGION = "us-east-1"
ZONES = ("us-east-1a", "us-east-1b")
PORT = 3000
USER = "65532"
DATABASE_PORT = 5432
POSTGRESQL = "17"
MASTER_USER = "database_administrator"
KEPT_IMAGES = 5
# What PostgreSQL is told: TLS for everybody, and a log without the values that statements come with.
PARAMETERS = {
    "idle_in_transaction_session_timeout": "60000",
    "log_connections": "1",
    "log_disconnections": "1",
    "log_error_verbosity": "terse",
    "log_lock_waits": "1",
    "log_min_duration_statement": "1000",
    "log_parameter_max_length": "0",
    "log_parameter_max_length_on_error": "0",
    "log_statement": "ddl",
    "rds.force_ssl": "1",
    "ssl_min_protocol_version": "TLSv1.2",
}
# Less than, or as much as and more: what of a metric rings.
LESS, MORE, ANY = "LessThanThreshold", "GreaterThanOrEqualToThreshold", "GreaterThanThreshold"
_MIB, _GIB = 2**20, 2**30


@dataclass(frozen=True)
class Service:
    name: str
    path: str
    calls: tuple[str, ...] = ()

    @property
    def login(self) -> str:
        """The service's role in PostgreSQL, and its database."""
        return self.name.replace("-", "_")

    @property
    def owner(self) -> str:
        """The role that the tables belong to, in which migrations log in."""
        return f"{self.login}_owner"


@dataclass(frozen=True)
class Instance:
    """RDS: its class, what it stores in GiB, and how far that grows."""

    machine: str
    storage: int
    maximum_storage: int


@dataclass(frozen=True)
class Aurora:
    """Aurora Serverless v2, an instance in each zone: its capacity in ACU."""

    minimum: float
    maximum: float


@dataclass(frozen=True)
class Database:
    """`isolated` are the subnets' addresses, zone by zone; `copies` days by rule; `rings` by metric."""

    kind: Instance | Aurora
    isolated: tuple[str, ...]
    backup_retention_days: int
    copies: dict[str, int]
    connections_per_task: int
    rings: dict[str, tuple[str, float]]

    @property
    def engine(self) -> str:
        return "aurora-postgresql" if isinstance(self.kind, Aurora) else "postgres"


@dataclass(frozen=True)
class Environment:
    name: str
    network: str
    database: Database
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

    def setup(self, service: Service) -> str:
        """The family of the task that makes the service's database and its roles."""
        return f"{self.service(service)}-database-setup"

    def migrate(self, service: Service) -> str:
        """The family of the task that migrates the service's database."""
        return f"{self.service(service)}-migrate"

    def log_group(self, service: Service) -> str:
        return f"/healthcare-app/{self.name}/{service.name}"

    @property
    def database_log_group(self) -> str:
        """As RDS names it."""
        kind = "cluster" if isinstance(self.database.kind, Aurora) else "instance"
        return f"/aws/rds/{kind}/{self.prefix}/postgresql"


ENVIRONMENTS = {
    "dev": Environment(
        name="dev",
        network="10.0.0.0/16",
        database=Database(
            kind=Instance(machine="db.t4g.micro", storage=20, maximum_storage=100),
            isolated=("10.0.48.0/26", "10.0.48.64/26"),
            backup_retention_days=7,
            copies={"daily": 7},
            connections_per_task=3,
            rings={
                "CPUSurplusCreditsCharged": (ANY, 0),
                "CPUUtilization": (MORE, 85),
                # Eighty of a hundred of the 78 that a `db.t4g.micro` takes.
                "DatabaseConnections": (MORE, 62),
                "FreeStorageSpace": (LESS, 2 * _GIB),
                # A twentieth of what it has.
                "FreeableMemory": (LESS, _GIB // 20),
            },
        ),
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
        database=Database(
            kind=Aurora(minimum=0.5, maximum=8),
            isolated=("10.1.48.0/26", "10.1.48.64/26"),
            backup_retention_days=35,
            copies={"daily": 35, "monthly": 365},
            connections_per_task=5,
            rings={
                "ACUUtilization": (MORE, 95),
                "AuroraReplicaLagMaximum": (MORE, 1000),
                "CPUUtilization": (MORE, 85),
                # Eighty of a hundred of the 1665 that 8 ACU take.
                "DatabaseConnections": (MORE, 1332),
                "FreeLocalStorage": (LESS, _GIB),
                "FreeableMemory": (LESS, 128 * _MIB),
            },
        ),
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
