"""What PostgreSQL is told, as the group of parameters says that the database uses."""

from end_to_end.architecture.database.server import Found
from end_to_end.facts import PARAMETERS, POSTGRESQL, REGION, Aurora, Environment
from end_to_end.stage import Stage


def check(stage: Stage, environment: Environment, found: Found) -> None:
    rds, database = stage.client("rds", REGION), environment.database
    if isinstance(database.kind, Aurora):
        named = {"DBClusterParameterGroupName": found.parameters}
        groups = rds.describe_db_cluster_parameter_groups(**named)["DBClusterParameterGroups"]
        said = rds.describe_db_cluster_parameters(**named, Source="user")["Parameters"]
    else:
        named = {"DBParameterGroupName": found.parameters}
        groups = rds.describe_db_parameter_groups(**named)["DBParameterGroups"]
        said = rds.describe_db_parameters(**named, Source="user")["Parameters"]
    family = stage.expect.one("group of parameters", groups)["DBParameterGroupFamily"]
    stage.expect.equal("what the parameters are for", family, f"{database.engine}{POSTGRESQL}")
    values = {parameter["ParameterName"]: parameter["ParameterValue"] for parameter in said}
    stage.expect.equal("what PostgreSQL is told", values, PARAMETERS)
