//! The generated README: what a reviewer wants to see without reading JSON.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::sync::LazyLock;

use aws::limits::PathPattern;
use environment::{
    Bootstrap, Environment, Nat, Override, Scaling, Scanning, Schedule, SecretSource, Service, ServiceName,
    Tier, Waiver,
};
use minijinja::value::Serde;
use minijinja::{Environment as Templates, Value, context};
use serde::Serialize;
use terraform::Readme;

use crate::composition::Composition;
use crate::report::{Rows, plain};
use crate::{database, pipelines};

const ENVIRONMENT: &str = "environment.md";
const ROLES: &str = "roles.md";
const BOOTSTRAP: &str = "bootstrap.md";
const DATABASE: &str = "database.md";

/// Parsed once, whatever the number of environments.
static TEMPLATES: LazyLock<Result<Templates<'static>, minijinja::Error>> = LazyLock::new(|| {
    macro_rules! with_departures {
        ($file:literal) => {
            concat!(include_str!($file), include_str!("readme/departures.md.jinja"))
        };
    }
    let mut templates = Templates::new();
    templates.add_template(ENVIRONMENT, include_str!("readme/environment.md.jinja"))?;
    templates.add_template(DATABASE, include_str!("readme/database.md.jinja"))?;
    templates.add_template(ROLES, with_departures!("readme/roles.md.jinja"))?;
    templates.add_template(BOOTSTRAP, with_departures!("readme/bootstrap.md.jinja"))?;
    Ok(templates)
});

/// How many services a picture can show.
const DRAWN: usize = 24;

/// A service in the picture.
#[derive(Serialize)]
struct Drawn {
    id: String,
    name: String,
    paths: String,
    entrance: String,
    port: u32,
    size: String,
    calls: Vec<Callee>,
}

#[derive(Serialize)]
struct Callee {
    name: String,
    entrance: String,
}

#[derive(Serialize)]
struct ZoneRow {
    id: String,
    name: String,
    public: String,
    private: String,
    /// The database's subnet, where there is one.
    isolated: Option<String>,
    nat: bool,
    /// The zone whose gateway this one's tasks use.
    way_out: Option<String>,
    way_out_text: String,
}

/// The README of an environment.
pub(crate) fn environment(c: &Composition<'_>) -> Readme {
    let environment = c.environment;
    let drawn: Vec<Drawn> = environment
        .services
        .iter()
        .take(DRAWN)
        .map(|(name, service)| draw(environment, name, service))
        .collect();
    let entrances: Vec<Value> = environment
        .load_balancers()
        .into_iter()
        .map(|name| {
            let domain = environment.load_balancer.listener.domain(name);
            let ports = if domain.is_some() { "443, 80 redirects" } else { "80" };
            let url = domain.map_or_else(|| "plain HTTP".to_owned(), |domain| format!("https://{domain}"));
            context! { id => entrance(name.as_str()), name => name.as_str(), ports, url }
        })
        .collect();
    let capacity: Vec<String> = environment
        .compute
        .capacity
        .iter()
        .map(|(provider, share)| {
            let name = match provider {
                environment::CapacityProvider::Fargate => "Fargate",
                environment::CapacityProvider::FargateSpot => "Fargate Spot",
            };
            format!("{name} (first {}, then weight {})", share.base.get(), share.weight.get())
        })
        .collect();
    let database = database::readme::values(c);
    let above = render(
        ENVIRONMENT,
        context! {
            name => environment.name.as_str(),
            prefix => c.names.prefix(),
            application => environment.application.as_str(),
            account => environment.account.id.as_str(),
            region => environment.account.region.as_str(),
            tier => match environment.tier {
                Tier::Development => "development",
                Tier::Production => "production",
            },
            cidr => environment.network.cidr.to_string(),
            endpoints => environment.network.interface_endpoints == environment::InterfaceEndpoints::Required,
            zones => serde(zones(environment)),
            database_section => database.as_ref().map(|database| render(DATABASE, context! { database })),
            database,
            entrances,
            drawn => serde(drawn),
            undrawn => environment.services.len().saturating_sub(DRAWN),
            services => services(environment).as_str(),
            capacity => capacity.join(", "),
            architecture => match environment.compute.architecture {
                environment::Architecture::Arm64 => "ARM64",
                environment::Architecture::X86_64 => "x86-64",
            },
        },
    );
    let (waivers, overrides) = departures(&environment.waivers, &environment.overrides);
    let below = render(ROLES, context! { roles => c.report.roles.as_str(), waivers, overrides });
    Readme { above, below }
}

/// The README of what an account has once.
pub(crate) fn bootstrap(bootstrap: &Bootstrap, pipelines: Option<&pipelines::Report>) -> Readme {
    let (waivers, overrides) = departures(&bootstrap.waivers, &bootstrap.overrides);
    let above = render(
        BOOTSTRAP,
        context! {
            application => bootstrap.application.as_str(),
            account => bootstrap.account.id.as_str(),
            region => bootstrap.account.region.as_str(),
            state_bucket => bootstrap.state_bucket(),
            state_key => bootstrap.kms_alias("state"),
            access_log_bucket => bootstrap.access_logs_bucket(),
            noncurrent_days => bootstrap.state_noncurrent_days.get(),
            retention_days => bootstrap.access_log_retention_days.get(),
            scanning => match bootstrap.scanning {
                Scanning::Basic => "by Amazon ECR",
                Scanning::Enhanced => "by Amazon Inspector",
            },
            roles => pipelines.map(|told| told.roles.as_str()),
            policies => pipelines.map(|told| told.policies.as_str()),
            unasked => pipelines.map(|told| told.unasked.as_str()),
            waivers,
            overrides,
            public_buckets => if bootstrap.block_public_buckets { "refused" } else { "not refused" },
        },
    );
    Readme { above, below: String::new() }
}

/// Where a file departs from the rules and from the model.
fn departures(waivers: &[Waiver], overrides: &BTreeMap<String, Override>) -> (Vec<Value>, Vec<Value>) {
    let waivers = waivers
        .iter()
        .map(|waiver| context! { rule => &waiver.rule, address => &waiver.address, reason => plain(&waiver.reason) });
    let overrides = overrides.iter().map(|(address, change)| {
        context! { address, arguments => serde_json::Value::Object(change.arguments.clone()).to_string() }
    });
    (waivers.collect(), overrides.collect())
}

fn render(template: &str, values: Value) -> String {
    let rendered = match &*TEMPLATES {
        Ok(templates) => templates
            .get_template(template)
            .and_then(|template| template.render(values))
            .map_err(|error| format!("{error:#}")),
        Err(error) => Err(format!("{error:#}")),
    };
    // The templates are compiled in and rendered by tests; what could fail is said where it would be seen.
    rendered.unwrap_or_else(|error| format!("This README could not be made: {error}\n"))
}

fn draw(environment: &Environment, name: &ServiceName, service: &Service) -> Drawn {
    let paths: Vec<&str> = service.paths.iter().map(PathPattern::as_str).collect();
    let calls = service.calls.iter().filter_map(|callee| {
        let load_balancer = &environment.services.get(callee)?.load_balancer;
        Some(Callee { name: callee.to_string(), entrance: entrance(load_balancer.as_str()) })
    });
    Drawn {
        id: format!("service_{}", identifier(name.as_str())),
        name: name.to_string(),
        // Mermaid's own spelling of what would end a label.
        paths: paths.join(" ").replace('&', "#amp;").replace('"', "#quot;"),
        entrance: entrance(service.load_balancer.as_str()),
        port: service.port.get(),
        size: size(service),
        calls: calls.collect(),
    }
}

/// The table of services.
fn services(environment: &Environment) -> Rows<7> {
    let mut rows = Rows::default();
    for (name, service) in &environment.services {
        let paths: Vec<String> = service.paths.iter().map(|path| format!("`{path}`")).collect();
        let secrets: Vec<String> = service
            .secrets
            .iter()
            .map(|(variable, secret)| match &secret.source {
                SecretSource::SecretsManager(name) => format!("`{variable}` from Secrets Manager `{name}`"),
                SecretSource::ParameterStore(name) => format!("`{variable}` from Parameter Store `{name}`"),
            })
            .collect();
        rows.push([
            name.as_str(),
            &paths.join(" "),
            service.load_balancer.as_str(),
            &service.port.to_string(),
            &size(service),
            &tasks(&service.scaling),
            &secrets.join(", "),
        ]);
    }
    rows
}

/// The bounds of a service, and what the clock makes of them.
fn tasks(scaling: &Scaling) -> String {
    let mut tasks = format!("{} to {}", scaling.minimum.get(), scaling.maximum.get());
    for (name, schedule) in &scaling.schedules {
        let Schedule { schedule, time_zone, minimum, maximum } = schedule;
        let (minimum, maximum) = (minimum.get(), maximum.get());
        let _ = write!(tasks, "<br>from `{schedule}` {time_zone} ({name}): {minimum} to {maximum}");
    }
    tasks
}

fn size(service: &Service) -> String {
    format!("{} CPU, {} MiB", service.size.cpu(), service.size.memory())
}

fn zones(environment: &Environment) -> Vec<ZoneRow> {
    let nat = environment.network.nat;
    let database = environment.database.managed();
    let mut first = None;
    environment
        .network
        .zones
        .iter()
        .map(|(zone, subnets)| {
            let first: &str = first.get_or_insert(zone.as_str());
            let gateway = match nat {
                Nat::None => None,
                Nat::Single => Some(first),
                Nat::OnePerAz => Some(zone.as_str()),
            };
            ZoneRow {
                id: identifier(zone.as_str()),
                name: zone.to_string(),
                public: subnets.public.to_string(),
                private: subnets.private.to_string(),
                isolated: database.and_then(|database| Some(database.subnets.get(zone)?.to_string())),
                nat: gateway == Some(zone.as_str()),
                way_out: gateway.map(identifier),
                way_out_text: gateway
                    .map_or_else(|| "none".to_owned(), |zone| format!("NAT gateway in {zone}")),
            }
        })
        .collect()
}

/// The id of a load balancer in the picture.
fn entrance(load_balancer: &str) -> String {
    format!("load_balancer_{}", identifier(load_balancer))
}

/// A word that Mermaid takes for an id.
fn identifier(name: &str) -> String {
    name.replace(|letter: char| !letter.is_ascii_alphanumeric(), "_")
}

/// A value as templates see it.
fn serde(value: impl Serialize) -> Value {
    Value::from(Serde(value))
}
