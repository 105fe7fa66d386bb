#![doc = include_str!("../README.md")]

mod access;
mod alarms;
mod bootstrap;
mod bucket;
mod certificate;
mod cluster;
mod composition;
mod connections;
mod dashboard;
mod database;
mod encryption;
mod endpoints;
mod firewall;
mod flow_logs;
mod identity;
mod images;
mod load_balancer;
mod network;
mod notifications;
mod outputs;
mod pipelines;
mod readme;
mod report;
mod scaling;
mod service;
mod settings;
mod task;

use environment::{Bootstrap, Environment};
use terraform::Root;

use composition::Composition;

/// Composes an environment: the network, the way in, the cluster, the services, and what watches them.
#[must_use]
pub fn compose(environment: &Environment) -> Root {
    let names = environment.names();
    let mut composition = Composition::new(environment, &names);
    let c = &mut composition;

    settings::add(c);
    let keys = encryption::add(c);
    let topic = notifications::add(c, &keys);

    let network = network::add(c);
    flow_logs::add(c, &network, &keys);
    let endpoints = endpoints::add(c, &network);

    let logs_bucket = load_balancer::add_log_bucket(c);
    let firewall = firewall::add(c, &keys);
    let load_balancers = load_balancer::add(c, &network, &logs_bucket, firewall);

    let database = database::add(c, &network, &keys, topic);

    let cluster = cluster::add(c, &keys);
    let surroundings = service::Surroundings {
        network: &network,
        endpoints: &endpoints,
        load_balancers: &load_balancers,
        cluster,
        keys: &keys,
        topic,
        database: database.as_ref(),
    };
    let services = service::add_all(c, &surroundings);

    alarms::of_load_balancers(c, &load_balancers, topic);
    dashboard::add(c);
    pipelines::deploy::add(c, &keys);
    outputs::add(c, &network, &load_balancers, cluster, &services);
    outputs::add_database(c, database.as_ref());

    let readme = readme::environment(&composition);
    Root { stack: composition.stack, readme }
}

/// Composes what an account has once: the state bucket, the bucket of access logs, who the pipelines of `environments` are,
/// and the account's settings.
#[must_use]
pub fn compose_bootstrap(bootstrap: &Bootstrap, environments: &[Environment]) -> Root {
    bootstrap::compose(bootstrap, environments)
}
