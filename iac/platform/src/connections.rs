//! Who may talk to a service, and to whom it may talk.

use std::collections::BTreeMap;

use aws::ec2::{Peer, VpcEndpoint};
use aws::limits::Port;
use environment::{Database, Service, ServiceName};

use crate::access::{self, Group, Outside};
use crate::composition::Composition;
use crate::load_balancer::Entrance;
use crate::network::ANYWHERE;
use crate::service::Surroundings;

/// What the description of a security group's rule may have.
const LONGEST_REASON: usize = 255;

/// Why a service talks to the internet on one port.
#[derive(Default)]
struct Reasons<'r> {
    words: Vec<String>,
    calls: Vec<&'r ServiceName>,
}

pub(crate) fn add(
    c: &mut Composition<'_>,
    around: &Surroundings<'_>,
    entrance: &Entrance,
    group: &Group,
    settings: &Service,
) {
    let environment = c.environment;
    access::connect(c, &entrance.group, group, settings.port, "Requests and health checks");

    let s3 = Peer::PrefixList(around.endpoints.s3.get(&VpcEndpoint::PREFIX_LIST_ID));
    access::release(c, group, Outside { name: "s3".to_owned(), peer: s3 }, Port::HTTPS, "Layers of images");
    if let Some(interfaces) = &around.endpoints.interfaces {
        access::connect(c, group, interfaces, Port::HTTPS, "Images, logs and secrets");
    }
    for (port, reasons) in internet(c, around, settings) {
        let internet = Outside { name: "internet".to_owned(), peer: Peer::Cidr(ANYWHERE.to_owned()) };
        access::release(c, group, internet, port, &reasons.sentence());
    }
    match &environment.database {
        Database::External { ranges, port } => {
            for range in ranges {
                let name = format!("database_{}", range.to_string().replace(['.', '/'], "-"));
                let database = Outside { name, peer: Peer::Cidr(range.to_string()) };
                access::release(c, group, database, *port, "PostgreSQL");
            }
        }
        Database::Managed(managed) => {
            if let Some(database) = around.database {
                access::connect(c, group, &database.group, managed.port, "PostgreSQL");
            }
        }
    }
}

/// The ports of the internet that a service talks to, and why.
fn internet<'s>(
    c: &Composition<'_>,
    around: &Surroundings<'_>,
    settings: &'s Service,
) -> BTreeMap<Port, Reasons<'s>> {
    let mut ports: BTreeMap<Port, Reasons<'s>> = BTreeMap::new();
    if around.endpoints.interfaces.is_none() {
        ports.entry(Port::HTTPS).or_default().words.push("images, logs and secrets".to_owned());
    }
    if let Some(issuer) = &settings.issuer {
        let port = Port::new(u32::from(issuer.port())).unwrap_or(Port::HTTPS);
        ports.entry(port).or_default().words.push(format!("token issuer {}", issuer.host()));
    }
    for callee in &settings.calls {
        let load_balancer = c.environment.services.get(callee).map(|service| &service.load_balancer);
        let entrance = load_balancer.and_then(|name| around.load_balancers.get(name));
        let port = entrance.map_or(Port::HTTPS, |entrance| entrance.port);
        ports.entry(port).or_default().calls.push(callee);
    }
    ports
}

impl Reasons<'_> {
    /// All of them as one sentence that AWS takes for a description.
    fn sentence(&self) -> String {
        let names: Vec<&str> = self.calls.iter().map(|callee| callee.as_str()).collect();
        let mut sentence = self.with_calls(&names.join(" and "));
        if sentence.len() > LONGEST_REASON {
            sentence = self.with_calls(&format!("{} services", names.len()));
        }
        sentence.truncate(LONGEST_REASON);
        sentence
    }

    /// ASCII, as names and hosts are.
    fn with_calls(&self, calls: &str) -> String {
        let through = (!calls.is_empty()).then(|| format!("{calls} through the load balancer"));
        let mut text = self.words.iter().cloned().chain(through).collect::<Vec<_>>().join("; ");
        if let Some(first) = text.get_mut(..1) {
            first.make_ascii_uppercase();
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(names: &[ServiceName]) -> String {
        Reasons { words: vec!["token issuer login.example.com".to_owned()], calls: names.iter().collect() }
            .sentence()
    }

    #[test]
    fn a_reason_fits_a_description() {
        let names: Vec<ServiceName> =
            (10..50).map(|at| ServiceName::new(format!("service-{at}")).unwrap()).collect();
        assert_eq!(
            reasons(&names[..2]),
            "Token issuer login.example.com; service-10 and service-11 through the load balancer"
        );
        assert_eq!(reasons(&names), "Token issuer login.example.com; 40 services through the load balancer");
        assert_eq!(reasons(&[]), "Token issuer login.example.com");
    }
}
