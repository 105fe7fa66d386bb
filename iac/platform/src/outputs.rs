//! What pipelines and people need of the environment once it is applied.

use std::collections::BTreeMap;

use aws::ecr::Repository;
use aws::ecs::{Cluster, Service};
use aws::elb::LoadBalancer;
use aws::ssm::Parameter;
use serde::Serialize;
use terraform::{Handle, Output, Text, text};

use crate::composition::Composition;
use crate::database::Database;
use crate::load_balancer::LoadBalancers;
use crate::network::Network;
use crate::service::Running;

/// What a deployment needs of one service.
#[derive(Serialize)]
struct Deployment {
    service: Text,
    task_family: String,
    container: String,
    repository_url: Text,
    image_parameter: Text,
    minimum: u32,
    url: Text,
    log_group: String,
}

pub(crate) fn add(
    c: &mut Composition<'_>,
    network: &Network,
    load_balancers: &LoadBalancers,
    cluster: Handle<Cluster>,
    services: &[Running<'_>],
) {
    let environment = c.environment;
    let names = c.names;
    let deployments: BTreeMap<String, Deployment> = services
        .iter()
        .filter_map(|running| {
            let settings = environment.services.get(running.name)?;
            let deployment = Deployment {
                service: running.service.get(&Service::NAME).into(),
                task_family: names.service(running.name),
                container: running.name.to_string(),
                repository_url: running.images.repository.get(&Repository::REPOSITORY_URL).into(),
                image_parameter: running.images.pointer.get(&Parameter::NAME).into(),
                minimum: settings.scaling.minimum.get(),
                url: load_balancers.get(&settings.load_balancer)?.url.clone(),
                log_group: names.log_group(running.name.as_str()),
            };
            Some((running.name.to_string(), deployment))
        })
        .collect();
    let dns_names: BTreeMap<String, Text> = load_balancers
        .iter()
        .map(|(name, entrance)| (name.to_string(), entrance.handle.get(&LoadBalancer::DNS_NAME).into()))
        .collect();
    let urls: BTreeMap<String, Text> =
        load_balancers.iter().map(|(name, entrance)| (name.to_string(), entrance.url.clone())).collect();

    let mut file = c.stack.file("outputs");
    let cluster = Text::from(cluster.get(&Cluster::NAME));
    file.output("cluster", &Output { description: "The cluster that services run in", value: cluster });
    file.output(
        "services",
        &Output { description: "What a deployment needs, by service", value: deployments },
    );
    let description = "The load balancers' own names, by load balancer";
    file.output("load_balancer_dns_names", &Output { description, value: dns_names });
    let description = "Where the load balancers are reached, by load balancer";
    file.output("urls", &Output { description, value: urls });
    let vpc = Text::from(network.vpc.id());
    file.output("vpc_id", &Output { description: "The network", value: vpc });
}

/// What somebody who looks after the database needs. Of the password it says only where RDS keeps it.
#[derive(Serialize)]
struct DatabaseFacts {
    endpoint: Text,
    /// Where what may be stale is read.
    reader_endpoint: Option<Text>,
    port: u32,
    resource_id: Text,
    master_secret_arn: Text,
}

pub(crate) fn add_database(c: &mut Composition<'_>, database: Option<&Database>) {
    let Some((database, managed)) = database.zip(c.environment.database.managed()) else { return };
    let value = DatabaseFacts {
        endpoint: text![database.endpoint.clone()],
        reader_endpoint: database.reader_endpoint.clone().map(|endpoint| text![endpoint]),
        port: managed.port.get(),
        resource_id: text![database.resource_id.clone()],
        master_secret_arn: text![database.master_secret.clone()],
    };
    let description = "Where the database is, and where RDS keeps its master password";
    c.stack.file("outputs").output("database", &Output { description, value });
}
