//! The words of an environment file that are ours, not AWS's: each parses or refuses.

mod contact;
mod github;
mod name;
mod url;
mod variable;

pub use contact::Email;
pub use github::{GithubId, GithubOwner, GithubRepository};
pub use name::{ApplicationName, EnvironmentName, LoadBalancerName, ScheduleName, ServiceName};
pub use url::HttpsUrl;
pub use variable::EnvVar;
