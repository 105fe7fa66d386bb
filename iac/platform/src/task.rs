//! What a service's tasks are made of, and what they may do: the one that serves, and those that look after its database.

mod container;
mod database;
mod definition;
mod permissions;

use std::collections::BTreeMap;

use aws::ecs::{Secret, TaskDefinition};
use aws::logs::LogGroup;
use environment::{Names, ServiceName};
use terraform::{Dependency, Handle, Text};

use crate::composition::Composition;
use crate::identity::{self, Identity, Trust};
use crate::images::Images;
use crate::service::Surroundings;
use container::Program;

/// Who takes on a task's roles.
const TASKS: &str = "ecs-tasks.amazonaws.com";

/// Environment variables by their names.
pub(crate) type Variables = BTreeMap<String, Text>;

pub(crate) struct Task {
    pub(crate) definition: Handle<TaskDefinition>,
    pub(crate) log_group: Handle<LogGroup>,
    /// What there is once tasks can start.
    pub(crate) ready: Dependency,
}

pub(crate) fn add(
    c: &mut Composition<'_>,
    around: &Surroundings<'_>,
    name: &ServiceName,
    settings: &environment::Service,
    images: &Images,
) -> Task {
    let environment = c.environment;
    let names = c.names;
    let key = name.as_str();
    let log_group = LogGroup {
        kms_key_id: around.keys.logs.arn(),
        name: names.log_group(key),
        retention_in_days: environment.observability.log_retention_days,
        skip_destroy: environment.deletion_protection,
    };
    let log_group = c.file("services").add(key, log_group);

    let mut permissions = permissions::pull_and_log(images, log_group);
    permissions.extend(permissions::secrets(c, settings));
    let execution = Identity {
        name: format!("{key}_execution"),
        role_name: names.execution_role(name),
        description: format!("Starts tasks of {name}: pulls the image, reads the secrets, writes the log"),
        trusts: Trust::Service(TASKS),
        permissions,
    };
    let execution = identity::add(c, execution);
    let login = around.database.map(|database| database.login(c, Names::database_role(name)));
    let task = Identity {
        name: format!("{key}_task"),
        role_name: names.task_role(name),
        description: format!("What {name} itself may do"),
        trusts: Trust::Service(TASKS),
        permissions: login.into_iter().collect(),
    };
    let task = identity::add(c, task);

    let of_database = around.database.zip(environment.database.managed());
    let of_database = of_database.map(|(database, managed)| database.variables(managed, name));
    let mut variables = variables(c, around, settings);
    variables.extend(of_database.into_iter().flatten());
    let secrets = settings.secrets.iter().map(|(variable, secret)| Secret {
        name: variable.to_string(),
        value_from: c.secret_arn(secret).into(),
    });
    let program = Program {
        image: images.current.clone(),
        command: Vec::new(),
        port: Some(settings.port),
        variables,
        secrets: secrets.collect(),
    };
    let definition = definition::Settings {
        family: names.service(name),
        execution_role: execution.role,
        task_role: task.role,
        container: container::definition(c, name, settings, program, log_group),
        track_latest: true,
    };
    let definition = definition::of(c, settings, definition);
    let definition = c.file("services").add(key, definition);
    database::add_all(c, around, name, settings, images, log_group, execution.role);
    Task { definition, log_group, ready: execution.ready }
}

/// The environment's variables, and those that follow from the stack.
fn variables(c: &Composition<'_>, around: &Surroundings<'_>, settings: &environment::Service) -> Variables {
    let given = settings.environment.iter().map(|(name, value)| (name.to_string(), value.clone().into()));
    let own = [
        ("LISTEN_ADDR".to_owned(), Text::from(format!("0.0.0.0:{}", settings.port))),
        // Two environments may share an account, and with it CloudWatch.
        ("METRICS_NAMESPACE".to_owned(), Text::from(c.names.prefix())),
    ];
    let issuer = settings.issuer.iter().map(|issuer| ("OIDC_ISSUER".to_owned(), issuer.to_string().into()));
    let calls = settings.calls.iter().filter_map(|callee| {
        let entrance = around.load_balancers.get(&c.environment.services.get(callee)?.load_balancer)?;
        Some((callee.url_variable(), entrance.url.clone()))
    });
    given.chain(own).chain(issuer).chain(calls).collect()
}
