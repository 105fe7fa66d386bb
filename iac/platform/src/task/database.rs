//! The tasks of a service's image that look after its database, where this stack makes one. Each runs once and ends.
//!
//! Who runs one registers a revision with the digest of the image that it is for, runs exactly that revision, and
//! deregisters it. So Terraform's own names no image at all and does not look at what others register: no plan sees that a
//! task ran, and nobody runs yesterday's image by mistake. It cannot name the image that runs, as the service's own does: no
//! revision with it would be there after a deployment, and each plan would make one.

use aws::ecs::Secret;
use aws::logs::LogGroup;
use environment::{DatabaseTask, Managed, Names, ServiceName};
use terraform::{Handle, text};

use super::container::{self, Program};
use super::{TASKS, definition, permissions};
use crate::composition::Composition;
use crate::database::{Database, MASTER};
use crate::identity::{self, Granted, Identity, Trust};
use crate::images::Images;
use crate::service::Surroundings;

/// The variable that `database-setup` takes the master's secret from, as RDS keeps it; no other command accepts it.
const MASTER_SECRET: &str = "DATABASE_MASTER_SECRET";

pub(super) fn add_all(
    c: &mut Composition<'_>,
    around: &Surroundings<'_>,
    name: &ServiceName,
    settings: &environment::Service,
    images: &Images,
    log_group: Handle<LogGroup>,
) {
    let Some((database, managed)) = around.database.zip(c.environment.database.managed()) else { return };
    for task in DatabaseTask::ALL {
        let execution_role = add_execution_role(c, database, name, task, images, log_group);
        let task_role = add_task_role(c, database, name, task);
        // The programs read all of it, whatever the command: only with it do they start outside a person's machine.
        let mut variables = super::variables(c, around, settings);
        variables.extend(of_database(database, managed, name, task));
        let program = Program {
            image: images.none.clone(),
            command: vec![task.command().to_owned()],
            port: None,
            variables,
            secrets: secrets(database, task),
        };
        let definition = definition::Settings {
            family: c.names.database_task(name, task),
            execution_role: execution_role.role,
            task_role: task_role.role,
            container: container::definition(c, name, settings, program, log_group),
            track_latest: false,
        };
        let definition = definition::of(c, settings, definition);
        c.file("services").add(format!("{name}_{}", task.word()), definition);
    }
}

/// Of its own for each: the service's reads the service's secrets, which neither task needs, and the master's secret is for
/// the setup alone.
fn add_execution_role(
    c: &mut Composition<'_>,
    database: &Database,
    name: &ServiceName,
    task: DatabaseTask,
    images: &Images,
    log_group: Handle<LogGroup>,
) -> Granted {
    let mut permissions = permissions::pull_and_log(images, log_group);
    let does = match task {
        DatabaseTask::Setup => {
            permissions.extend(database.read_master_secret(c));
            "pulls the image, reads the master's secret, writes the log"
        }
        DatabaseTask::Migrate => "pulls the image, writes the log",
    };
    let identity = Identity {
        name: format!("{name}_{}_execution", task.word()),
        role_name: c.names.database_task_execution_role(name, task),
        description: format!("Starts {} of {name}: {does}", task.command()),
        trusts: Trust::Service(TASKS),
        permissions,
    };
    identity::add(c, identity)
}

/// Who the task logs in as. The setup has the master's password; but a master that has made a role with `rds_iam` may be one
/// of its members from PostgreSQL 16 on, and is then asked for a token.
/// <https://www.postgresql.org/docs/16/role-attributes.html>
fn add_task_role(
    c: &mut Composition<'_>,
    database: &Database,
    name: &ServiceName,
    task: DatabaseTask,
) -> Granted {
    let role = match task {
        DatabaseTask::Setup => MASTER.to_owned(),
        DatabaseTask::Migrate => Names::database_owner(name),
    };
    let identity = Identity {
        name: format!("{name}_{}_task", task.word()),
        role_name: c.names.database_task_role(name, task),
        description: format!("What {} of {name} may do: log in as {role}", task.command()),
        trusts: Trust::Service(TASKS),
        permissions: vec![database.login(c, role)],
    };
    identity::add(c, identity)
}

/// The setup is told the role that is to serve, and makes the owner beside it.
fn of_database(
    database: &Database,
    managed: &Managed,
    name: &ServiceName,
    task: DatabaseTask,
) -> super::Variables {
    let role = match task {
        DatabaseTask::Setup => Names::database_role(name),
        DatabaseTask::Migrate => Names::database_owner(name),
    };
    database.as_role(managed, name, &role)
}

fn secrets(database: &Database, task: DatabaseTask) -> Vec<Secret> {
    match task {
        DatabaseTask::Setup => {
            let value_from = text![database.master_secret.clone()];
            vec![Secret { name: MASTER_SECRET.to_owned(), value_from }]
        }
        DatabaseTask::Migrate => Vec::new(),
    }
}
