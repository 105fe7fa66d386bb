//! What the generated README tells of the database.

use environment::{AuroraInstances, DatabaseTask, Engine, Managed, Names, RESERVED_CONNECTIONS, StaleReads};
use minijinja::{Value, context};

use crate::composition::Composition;
use crate::report::{Rows, code};

/// What the template needs, if this stack makes a database.
pub(crate) fn values(c: &Composition<'_>) -> Option<Value> {
    let environment = c.environment;
    let managed = environment.database.managed()?;
    Some(context! {
        environment => environment.name.as_str(),
        kind => kind(managed),
        runs_on => runs_on(managed),
        version => managed.version.get(),
        port => managed.port.get(),
        role => environment.services.keys().next_back().map(Names::database_role),
        log_group => super::log_group_name(c.names, managed),
        retention_days => managed.backup_retention_days.get(),
        backup_window => managed.backup_window.as_str(),
        maintenance_window => managed.maintenance_window.as_str(),
        copies => super::backup::told(environment, managed),
        end => end(c),
        tasks => environment.tasks(),
        each => managed.connections_per_task.get(),
        reserved => RESERVED_CONNECTIONS,
        needed => managed.connections_needed(environment.tasks()),
        places => managed.places(),
        stale_reads_at_reader => managed.engine.stale_reads() == StaleReads::Reader,
        offered => managed.engine.connections(),
        one_off => one_off(c).as_str(),
        runbook => c.report.runbook.as_str(),
        growth => super::growth::rows(environment, managed).as_str(),
        pooled => super::growth::is_pooled(environment, managed),
        monitoring_group => super::monitoring::GROUP,
        monitoring_seconds => super::MONITORING_SECONDS,
        serverless => matches!(managed.engine, Engine::AuroraServerless(_)),
    })
}

/// The tasks that look after each service's database, when they run, and who they are in it.
fn one_off(c: &Composition<'_>) -> Rows<3> {
    let mut rows = Rows::default();
    for name in c.environment.services.keys() {
        for task in DatabaseTask::ALL {
            let (when, role) = match task {
                DatabaseTask::Setup => ("before each deployment", super::MASTER.to_owned()),
                DatabaseTask::Migrate => ("after that", Names::database_owner(name)),
            };
            rows.push([&code([c.names.database_task(name, task)]), when, &code([role])]);
        }
    }
    rows
}

fn kind(managed: &Managed) -> &'static str {
    match managed.engine {
        Engine::AuroraServerless(_) => "Aurora PostgreSQL Serverless v2",
        Engine::Instance(_) => "RDS PostgreSQL",
    }
}

fn runs_on(managed: &Managed) -> String {
    match &managed.engine {
        Engine::AuroraServerless(aurora) => {
            let (minimum, maximum) = (aurora.minimum, aurora.maximum);
            let pause =
                aurora.pause.map(|seconds| format!(", pausing after {seconds} s without a connection"));
            let where_it_is = match aurora.instances {
                AuroraInstances::Single => "one machine",
                AuroraInstances::OnePerAz => "one machine in each zone",
            };
            format!("{minimum} to {maximum} ACU{}, {where_it_is}", pause.unwrap_or_default())
        }
        Engine::Instance(instance) => {
            let standby = if instance.multi_az { "a standby in another zone" } else { "no standby" };
            let (storage, maximum) = (instance.storage, instance.maximum_storage);
            format!("`{}`, {storage} to {maximum} GiB, {standby}", instance.class)
        }
    }
}

fn end(c: &Composition<'_>) -> String {
    match super::final_snapshot(c) {
        Some(snapshot) => {
            let refused =
                if c.environment.deletion_protection { "is refused while it is protected; it " } else { "" };
            format!(
                "{refused}ends with the snapshot `{snapshot}`, which must not exist by then, and its backups stay. A vault with copies \
                 in it, and its key, no destroy takes away; else the key goes after 30 days, and whoever wants to restore anything \
                 cancels that"
            )
        }
        None => "takes its data, its backups and its copies with it".to_owned(),
    }
}
