//! `iac services`

use std::collections::BTreeMap;
use std::path::Path;

use environment::{Architecture, DatabaseTask, Environment, IMAGES_KEPT, Service, ServiceName, Tier};
use serde::Serialize;

use crate::arguments::{Format, Services};
use crate::{Outcome, print, roots};

/// What pipelines make their jobs from.
#[derive(Serialize)]
struct Listing<'e> {
    environments: Vec<EnvironmentEntry<'e>>,
    services: Vec<ServiceEntry<'e>>,
    deployments: Vec<Deployment>,
}

#[derive(Serialize)]
struct EnvironmentEntry<'e> {
    name: &'e str,
    tier: &'static str,
    account: &'e str,
    region: &'e str,
    architecture: &'static str,
    directory: String,
    roles: Roles,
}

/// Who pipelines are, by what they do; ARNs.
#[derive(Serialize)]
struct Roles {
    plan_pull_request: String,
    plan_main: String,
    apply: String,
}

#[derive(Serialize)]
struct ServiceEntry<'e> {
    name: &'e str,
    environments: Vec<&'e str>,
}

/// What a deployment of one service to one environment needs to know, so that it reads no state.
#[derive(Serialize)]
struct Deployment {
    environment: String,
    service: String,
    role: String,
    repository: String,
    repository_url: String,
    images_kept: u16,
    cluster: String,
    ecs_service: String,
    task_family: String,
    /// The tasks that look after its database; none where that is somebody else's.
    database: Option<DatabaseTasks>,
    container: String,
    minimum: u32,
    image_parameter: String,
    log_group: String,
    load_balancer: String,
    /// Where clients reach it; without a domain, only AWS knows the load balancer's name.
    url: Option<String>,
    /// Where it says whether it is ready, and of which commit it is.
    ready_path: Option<String>,
}

/// Families of one-off tasks of the service's image, whose container is called as the service's own.
#[derive(Serialize)]
struct DatabaseTasks {
    /// Once, and before a restore.
    setup_task_family: String,
    /// Before each deployment.
    migrate_task_family: String,
}

pub(crate) fn run(directory: Option<&Path>, arguments: &Services) -> anyhow::Result<Outcome> {
    let workspace = roots::open(&roots::repository(directory)?)?;
    let environments = match workspace.load_all() {
        Ok(environments) => environments,
        Err(problems) => {
            problems.iter().for_each(print::problem);
            return Ok(Outcome::Findings);
        }
    };
    let listing = list(&environments);
    match arguments.format {
        Format::Json => print::line(&serde_json::to_string_pretty(&listing)?),
        Format::Text => {
            let width = listing.services.iter().map(|service| service.name.len()).max().unwrap_or(0).max(7);
            print::line(&format!("{:width$}  environments", "service"));
            for service in &listing.services {
                print::line(&format!("{:width$}  {}", service.name, service.environments.join(" ")));
            }
        }
    }
    Ok(Outcome::Well)
}

fn list(environments: &[Environment]) -> Listing<'_> {
    let mut services: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for environment in environments {
        for service in environment.services.keys() {
            services.entry(service.as_str()).or_default().push(environment.name.as_str());
        }
    }
    Listing {
        environments: environments.iter().map(entry).collect(),
        services: services
            .into_iter()
            .map(|(name, environments)| ServiceEntry { name, environments })
            .collect(),
        deployments: environments
            .iter()
            .flat_map(|environment| {
                environment
                    .services
                    .iter()
                    .map(move |(name, service)| Deployment::of(environment, name, service))
            })
            .collect(),
    }
}

impl Deployment {
    fn of(environment: &Environment, name: &ServiceName, service: &Service) -> Self {
        let names = environment.names();
        let account = &environment.account;
        let own = names.service(name);
        Self {
            environment: environment.name.to_string(),
            service: name.to_string(),
            role: format!("arn:aws:iam::{}:role/{}", account.id, names.deploy_role()),
            repository_url: format!("{}.dkr.ecr.{}.amazonaws.com/{own}", account.id, account.region),
            repository: own.clone(),
            images_kept: IMAGES_KEPT,
            cluster: names.prefix(),
            ecs_service: own.clone(),
            task_family: own,
            database: environment.database.managed().map(|_| DatabaseTasks {
                setup_task_family: names.database_task(name, DatabaseTask::Setup),
                migrate_task_family: names.database_task(name, DatabaseTask::Migrate),
            }),
            container: name.to_string(),
            minimum: service.scaling.minimum.get(),
            image_parameter: names.image_parameter(name),
            log_group: names.log_group(name.as_str()),
            load_balancer: names.load_balancer(&service.load_balancer),
            url: environment
                .load_balancer
                .listener
                .domain(&service.load_balancer)
                .map(|domain| format!("https://{domain}")),
            ready_path: service.paths.iter().find_map(|path| ready(&path.to_string())),
        }
    }
}

/// `/api/patients/ready` of `/api/patients*`: the paths below the first star, or none.
fn ready(pattern: &str) -> Option<String> {
    let start = pattern.strip_suffix('*')?.trim_end_matches('/');
    (!start.contains(['*', '?'])).then(|| format!("{start}/ready"))
}

fn entry(environment: &Environment) -> EnvironmentEntry<'_> {
    let Environment { name, tier, account, compute, .. } = environment;
    let names = environment.names();
    let role = |what| format!("arn:aws:iam::{}:role/{}", account.id, names.of_bootstrap(what));
    EnvironmentEntry {
        name: name.as_str(),
        tier: match tier {
            Tier::Development => "development",
            Tier::Production => "production",
        },
        account: account.id.as_str(),
        region: account.region.as_str(),
        architecture: match compute.architecture {
            Architecture::Arm64 => "arm64",
            Architecture::X86_64 => "x86-64",
        },
        directory: format!("generated/{name}"),
        roles: Roles {
            plan_pull_request: role("plan-pull-request"),
            plan_main: role("plan-main"),
            apply: role("apply"),
        },
    }
}
