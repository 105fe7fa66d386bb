#![doc = include_str!("../README.md")]

pub mod policy;
pub mod schema;

mod bootstrap;
mod disk;
mod file;
mod load;
mod make;
mod names;
mod neighbour;
mod priority;
mod problem;
mod read;
mod rules;
mod text;
mod truth;
mod workspace;

pub use bootstrap::{Bootstrap, Scanning};
pub use load::waivers;
pub use names::{IMAGES_KEPT, Names};
pub use priority::Priority;
pub use problem::{Excerpt, Location, Problem, Problems, Severity};
pub use text::{
    ApplicationName, Email, EnvVar, EnvironmentName, GithubId, GithubOwner, GithubRepository, HttpsUrl,
    LoadBalancerName, ScheduleName, ServiceName,
};
pub use truth::{
    Account, Architecture, AuroraInstances, AuroraServerless, CapacityProvider, Compute, ConnectionsPerTask,
    ContainerInsights, Database, DatabaseTask, Engine, Environment, Github, Instance, InterfaceEndpoints,
    Listener, LoadBalancer, Managed, Nat, Network, Observability, Override, PostgresqlVersion,
    RESERVED_CONNECTIONS, Scaling, Schedule, Secret, SecretSource, Service, Share, StaleReads, State,
    StorageGib, Tier, Waiver, Zone,
};
pub use workspace::Workspace;
