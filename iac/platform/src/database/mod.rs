//! The database, where this stack makes one: PostgreSQL in subnets without a way out, which only the services reach, and
//! log in to with their tasks' roles.

mod alarms;
mod aurora;
mod backup;
mod growth;
mod instance;
mod login;
mod monitoring;
mod parameters;
pub(crate) mod readme;

use aws::iam::Statement;
use aws::kms::Key;
use aws::logs::LogGroup;
use aws::rds::{DbSubnetGroup, SubnetGroupName};
use aws::sns::Topic;
use environment::{Engine, Environment, Managed, Names, Tier};
use terraform::{Handle, Lifecycle, Part, Ref};

use crate::access::{self, Group};
use crate::composition::Composition;
use crate::encryption::{self, KeySettings, Keys};
use crate::network::Network;

/// The concern that its resources are in the file of.
const FILE: &str = "database";

/// Its name in the stack, whatever it runs on.
const NAME: &str = "main";

/// Whom RDS makes with every right, to make the services' databases and roles with. Nobody logs in as `postgres`, which
/// whoever tries passwords tries first.
/// <https://docs.aws.amazon.com/securityhub/latest/userguide/rds-controls.html#rds-24>
pub(crate) const MASTER: &str = "database_administrator";

/// Seconds between two looks at a machine's own figures.
const MONITORING_SECONDS: u8 = 60;

/// Days that performance insights keep what they saw: the longest that costs nothing.
const INSIGHTS_DAYS: u16 = 7;

/// The database as others see it.
pub(crate) struct Database {
    /// The group that it is in.
    pub(crate) group: Group,
    /// Where it is written to and read.
    pub(crate) endpoint: Part,
    /// Where what may be stale is read, if there is another machine.
    pub(crate) reader_endpoint: Option<Part>,
    /// What IAM's policies call it.
    pub(crate) resource_id: Part,
    /// The secret that RDS keeps the master user's password in.
    pub(crate) master_secret: Part,
    /// The key of its data, and of that secret.
    pub(crate) key: Handle<Key>,
}

/// What its machines are put into.
struct Foundation<'f> {
    managed: &'f Managed,
    key: Handle<Key>,
    group: Group,
    subnet_group: Handle<DbSubnetGroup>,
    log_group: Handle<LogGroup>,
    monitoring: monitoring::Monitoring,
    topic: Handle<Topic>,
}

impl Foundation<'_> {
    fn subnet_group_name(&self) -> Ref<DbSubnetGroup, SubnetGroupName> {
        self.subnet_group.get(&DbSubnetGroup::NAME)
    }
}

/// Adds the database, if this stack makes one.
pub(crate) fn add(
    c: &mut Composition<'_>,
    network: &Network,
    keys: &Keys,
    topic: Handle<Topic>,
) -> Option<Database> {
    let environment = c.environment;
    let managed = environment.database.managed()?;
    let prefix = c.names.prefix();
    let key = add_key(c);
    let group = access::group(c, network, "database", "The database".to_owned());
    let subnet_group = DbSubnetGroup {
        description: "Where the database is: no way leads out".to_owned(),
        name: prefix,
        subnet_ids: network.isolated_subnets.iter().map(|subnet| subnet.id()).collect(),
    };
    let subnet_group = c.file(FILE).add(NAME, subnet_group);
    // RDS would make this one itself, without a key and without an end.
    let log_group = LogGroup {
        kms_key_id: keys.logs.arn(),
        name: log_group_name(c.names, managed),
        retention_in_days: environment.observability.log_retention_days,
        skip_destroy: environment.deletion_protection,
    };
    let log_group = c.file(FILE).add("database", log_group);
    let monitoring = monitoring::add(c);
    let foundation = Foundation { managed, key, group, subnet_group, log_group, monitoring, topic };
    Some(match &managed.engine {
        Engine::AuroraServerless(aurora) => aurora::add(c, foundation, aurora),
        Engine::Instance(instance) => instance::add(c, foundation, instance),
    })
}

/// What the database's own roles may do at most: those that watch it and make copies of it.
pub(crate) fn permissions_of_roles(environment: &Environment, managed: &Managed) -> Vec<Statement> {
    let mut permissions = monitoring::permissions(environment);
    permissions.extend(backup::permissions(environment, managed));
    permissions
}

/// The log group that RDS writes PostgreSQL's log to.
/// <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/AuroraPostgreSQL.CloudWatch.html>
pub(crate) fn log_group_name(names: &Names, managed: &Managed) -> String {
    let kind = match managed.engine {
        Engine::AuroraServerless(_) => "cluster",
        Engine::Instance(_) => "instance",
    };
    format!("/aws/rds/{kind}/{}/postgresql", names.prefix())
}

/// One key for the data, what is seen of it, and the master user's password.
fn add_key(c: &mut Composition<'_>) -> Handle<Key> {
    let account = &c.environment.account;
    let also =
        ["secretsmanager", "backup"].map(|service| format!("{service}.{}.amazonaws.com", account.region));
    // RDS gives itself and Secrets Manager a grant each, in the name of whoever makes the database.
    // <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Overview.Encryption.Keys.html>
    let through = encryption::through(account, "rds", &["kms:CreateGrant", "kms:RetireGrant"]);
    let through = also
        .into_iter()
        .fold(through, |statement, service| statement.when("StringEquals", "kms:ViaService", service));
    let settings = KeySettings {
        name: "database",
        alias: c.names.kms_alias("database"),
        description: "The database, what is seen of it, its master password and its copies",
        statements: vec![through],
        prevent_destroy: false,
    };
    encryption::add_key(&mut c.stack.file("encryption"), account, settings)
}

/// Whether the data must not end with the database: that of production does not, even where nothing protects it any more.
pub(crate) fn is_kept(environment: &Environment) -> bool {
    environment.deletion_protection || environment.tier == Tier::Production
}

/// A plan that would destroy or replace what is protected fails, before AWS would refuse it halfway through.
fn refuse_destroy(environment: &Environment) -> Lifecycle {
    Lifecycle { prevent_destroy: environment.deletion_protection.then_some(true), ..Lifecycle::default() }
}

/// The last snapshot's name, where there is to be one.
fn final_snapshot(c: &Composition<'_>) -> Option<String> {
    is_kept(c.environment).then(|| c.names.of("final"))
}
