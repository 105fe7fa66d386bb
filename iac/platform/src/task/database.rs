//! The tasks of a service's image that look after its database, where this stack makes one. Each runs once and ends.
//!
//! Who runs one registers a revision with the digest of the image that it is for, runs exactly that revision, and
//! deregisters it. So Terraform's own names no image at all and does not look at what others register: no plan sees that a
//! task ran, and nobody runs yesterday's image by mistake. It cannot name the image that runs, as the service's own does: no
//! revision with it would be there after a deployment, and each plan would make one.

use aws::iam::Role;
use aws::logs::LogGroup;
use environment::{DatabaseTask, Managed, Names, ServiceName};
use terraform::{Handle, text};

use super::container::{self, Program};
use super::{TASKS, Variables, definition};
use crate::composition::Composition;
use crate::database::{Database, MASTER};
use crate::identity::{self, Granted, Identity, Trust};
use crate::images::Images;
use crate::service::Surroundings;

/// The variable that says which secret `database-setup` reads the master's password from. The password itself is in no
/// environment, which everybody could read who may describe a task or look into one.
const MASTER_SECRET: &str = "DATABASE_MASTER_SECRET_ARN";

/// Adds both. ECS starts them as it starts the service: no program can take on the role that it does so with.
pub(super) fn add_all(
    c: &mut Composition<'_>,
    around: &Surroundings<'_>,
    name: &ServiceName,
    settings: &environment::Service,
    images: &Images,
    log_group: Handle<LogGroup>,
    execution_role: Handle<Role>,
) {
    let Some((database, managed)) = around.database.zip(c.environment.database.managed()) else { return };
    for task in DatabaseTask::ALL {
        let program = Program {
            image: images.none.clone(),
            command: vec![task.command().to_owned()],
            port: None,
            variables: variables(database, managed, name, task),
            secrets: Vec::new(),
        };
        let definition = definition::Settings {
            family: c.names.database_task(name, task),
            execution_role,
            task_role: add_role(c, database, name, task).role,
            container: container::definition(c, name, settings, program, log_group),
            track_latest: false,
        };
        let definition = definition::of(c, settings, definition);
        c.file("services").add(format!("{name}_{}", task.word()), definition);
    }
}

/// Who the task logs in as. The setup has the master's password; but a master that has made a role with `rds_iam` may be one
/// of its members from PostgreSQL 16 on, and is then asked for a token.
/// <https://www.postgresql.org/docs/16/role-attributes.html>
fn add_role(c: &mut Composition<'_>, database: &Database, name: &ServiceName, task: DatabaseTask) -> Granted {
    let (role, master) = match task {
        DatabaseTask::Setup => (MASTER.to_owned(), Some(database.read_master_secret(c))),
        DatabaseTask::Migrate => (Names::database_owner(name), None),
    };
    let also = if master.is_some() { ", and read its password" } else { "" };
    let mut permissions = vec![database.login(c, role.clone())];
    permissions.extend(master.into_iter().flatten());
    let identity = Identity {
        name: format!("{name}_{}_task", task.word()),
        role_name: c.names.database_task_role(name, task),
        description: format!("What {} of {name} may do: log in as {role}{also}", task.command()),
        trusts: Trust::Service(TASKS),
        permissions,
    };
    identity::add(c, identity)
}

/// What these commands read, and nothing of what a service does that serves.
fn variables(database: &Database, managed: &Managed, name: &ServiceName, task: DatabaseTask) -> Variables {
    match task {
        // It is told the role that is to serve, and makes the owner beside it.
        DatabaseTask::Setup => {
            let mut variables = database.as_role(managed, name, &Names::database_role(name));
            variables.insert(MASTER_SECRET.to_owned(), text![database.master_secret.clone()]);
            variables
        }
        DatabaseTask::Migrate => database.as_role(managed, name, &Names::database_owner(name)),
    }
}
