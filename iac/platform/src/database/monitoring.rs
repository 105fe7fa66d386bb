//! Who writes down what the database's machines say of themselves: processor, memory, disks, by process.

use aws::iam::{Role, Statement};
use environment::Environment;
use terraform::{Dependency, Handle};

use crate::composition::Composition;
use crate::identity::{self, Identity, Trust};

pub(super) struct Monitoring {
    pub(super) role: Handle<Role>,
    /// What there is once the role may do what it is for.
    pub(super) ready: Dependency,
}

/// The log group of all databases of the account: RDS knows no other.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Monitoring.OS.Enabling.html>
pub(super) const GROUP: &str = "RDSOSMetrics";

/// What it may do.
pub(crate) fn permissions(environment: &Environment) -> Vec<Statement> {
    let account = &environment.account;
    let group = format!("arn:aws:logs:{}:{}:log-group:{GROUP}", account.region, account.id);
    vec![
        Statement::allow("MonitoringGroup", ["logs:CreateLogGroup", "logs:PutRetentionPolicy"])
            .on([format!("{group}:*")]),
        Statement::allow(
            "Monitoring",
            ["logs:CreateLogStream", "logs:DescribeLogStreams", "logs:GetLogEvents", "logs:PutLogEvents"],
        )
        .on([format!("{group}:log-stream:*")]),
    ]
}

pub(super) fn add(c: &mut Composition<'_>) -> Monitoring {
    let identity = Identity {
        name: "database_monitoring".to_owned(),
        role_name: c.names.of("database-monitoring"),
        description: "Writes down what the database's machines say of themselves".to_owned(),
        trusts: Trust::Service("monitoring.rds.amazonaws.com"),
        permissions: permissions(c.environment),
    };
    let granted = identity::add(c, identity);
    Monitoring { role: granted.role, ready: granted.ready }
}
