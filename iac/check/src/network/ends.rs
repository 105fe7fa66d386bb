//! Who talks, or is talked to.

use configuration::{Block, Node, Read};

use super::Network;

/// Somebody who talks, or is talked to.
#[derive(Clone, Debug)]
pub(crate) enum End<'c> {
    /// Anybody.
    Internet,
    /// An `aws_lb`.
    LoadBalancer(&'c Block<'c>),
    /// The tasks of an `aws_ecs_service`.
    Service(&'c Block<'c>),
    /// An `aws_rds_cluster` or an `aws_db_instance`.
    Database(&'c Block<'c>),
    /// A service of AWS.
    Aws(Aws),
    /// A host that is in no file.
    Outside(Outside),
}

/// A service of AWS that tasks need.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Aws {
    /// Amazon ECR: its two interfaces, and S3, where the layers of images are.
    Ecr,
    /// CloudWatch Logs.
    Logs,
    /// Secrets Manager.
    SecretsManager,
    /// Systems Manager's parameters.
    Ssm,
    /// S3.
    S3,
    /// Key Management Service.
    Kms,
}

/// A host that is in no file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Outside {
    /// Its name.
    pub(crate) host: String,
    /// The port that it is called on.
    pub(crate) port: u16,
}

/// Every service of AWS that there is an end for.
const ALL: [Aws; 6] = [Aws::Ecr, Aws::Logs, Aws::SecretsManager, Aws::Ssm, Aws::S3, Aws::Kms];

impl Aws {
    /// The last part of the names of the endpoints that it is reached by.
    pub(crate) fn endpoints(self) -> &'static [&'static str] {
        match self {
            Self::Ecr => &["ecr.api", "ecr.dkr", "s3"],
            Self::Logs => &["logs"],
            Self::SecretsManager => &["secretsmanager"],
            Self::Ssm => &["ssm"],
            Self::S3 => &["s3"],
            Self::Kms => &["kms"],
        }
    }

    /// How it is called on the command line.
    pub(crate) fn word(self) -> &'static str {
        match self {
            Self::Ecr => "ecr",
            Self::Logs => "logs",
            Self::SecretsManager => "secretsmanager",
            Self::Ssm => "ssm",
            Self::S3 => "s3",
            Self::Kms => "kms",
        }
    }
}

impl End<'_> {
    /// How people call it.
    pub(crate) fn name(&self) -> String {
        match self {
            Self::Internet => "internet".to_owned(),
            Self::LoadBalancer(block) => format!("load balancer {}", block.name),
            Self::Service(block) => block.name.to_owned(),
            Self::Database(block) => format!("database {}", block.name),
            Self::Aws(aws) => aws.word().to_owned(),
            Self::Outside(Outside { host, port }) => format!("{host}:{port}"),
        }
    }
}

impl<'c> Network<'c> {
    /// Every end that the files name.
    pub(crate) fn ends(&self) -> Vec<End<'c>> {
        let load_balancers = self.blocks("aws_lb").map(End::LoadBalancer);
        let services = self.blocks("aws_ecs_service").map(End::Service);
        std::iter::once(End::Internet)
            .chain(load_balancers)
            .chain(services)
            .chain(self.databases().map(End::Database))
            .chain(ALL.into_iter().map(End::Aws))
            .collect()
    }

    /// The end that somebody means by a word: `internet`, `outside`, `load-balancer`, `database`, the name of a load balancer or of
    /// a service, or their address, a service of AWS, or a host, with a port or without.
    pub(crate) fn end(&self, word: &str) -> Option<End<'c>> {
        if word == "outside" {
            return Some(End::Internet);
        }
        let ends = self.ends();
        let is_meant = |end: &&End<'c>| match end {
            End::Internet => word == "internet",
            End::Database(block) => word == block.address(),
            End::LoadBalancer(block) | End::Service(block) => {
                word == block.name
                    || word == block.address()
                    || self.node(block).get("name").text().is(&word.into())
            }
            End::Aws(aws) => word == aws.word(),
            End::Outside(_) => false,
        };
        if let Some(end) = ends.iter().find(is_meant) {
            return Some(end.clone());
        }
        if ["database", "db"].contains(&word) {
            return self.databases().next().map(End::Database);
        }
        let mut load_balancers = self.blocks("aws_lb");
        if ["load-balancer", "load balancer", "lb", "alb"].contains(&word) {
            return load_balancers.next().map(End::LoadBalancer);
        }
        host(word).map(End::Outside)
    }

    pub(super) fn blocks(&self, ty: &'c str) -> impl Iterator<Item = &'c Block<'c>> + use<'c> {
        self.configuration.resources(ty).map(|node: Node<'c>| node.block())
    }

    /// A load balancer is the internet's, unless it says otherwise.
    pub(super) fn is_internal(&self, load_balancer: &'c Block<'c>) -> Read<bool> {
        self.node(load_balancer).get("internal").boolean().or(false)
    }
}

/// A host and its port: `login.example.com`, `https://login.example.com/x`, `db.example.com:5432`.
pub(crate) fn host(text: &str) -> Option<Outside> {
    const HTTPS: u16 = 443;
    const HTTP: u16 = 80;
    let (default, rest) = match text.split_once("://") {
        Some(("http", rest)) => (HTTP, rest),
        Some((_, rest)) => (HTTPS, rest),
        None => (HTTPS, text),
    };
    let authority = rest.split(['/', '?', '#']).next()?;
    let authority = authority.rsplit('@').next()?;
    let (host, port) = match authority.rsplit_once(':') {
        Some((host, port)) => (host, port.parse().ok()?),
        None => (authority, default),
    };
    let is_host =
        host.contains('.') && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-".contains(&byte));
    is_host.then(|| Outside { host: host.to_ascii_lowercase(), port })
}

#[cfg(test)]
mod tests {
    use super::host;

    #[test]
    fn hosts_are_read_from_addresses() {
        let read = |text| host(text).map(|outside| (outside.host, outside.port));
        assert_eq!(read("https://Login.Example.com/a?b"), Some(("login.example.com".to_owned(), 443)));
        assert_eq!(read("http://a.example"), Some(("a.example".to_owned(), 80)));
        assert_eq!(read("postgres://u@db.example.com:5432/x"), Some(("db.example.com".to_owned(), 5432)));
        assert_eq!(read("a.example:8443"), Some(("a.example".to_owned(), 8443)));
        for text in ["", "word", "https://", "a b.example", "a.example:x"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
