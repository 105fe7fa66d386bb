//! From any end to any other.

use configuration::{Block, Node};

use super::ends::{Aws, End, Outside};
use super::hop::{Answer, Walk, Way, blocked, unknown};
use super::inbound::{Forward, conditions, port_at};
use super::{HTTPS, Network};

/// The title of a way without a load balancer.
const DIRECTLY: &str = "directly";

/// One of the ways from an end to another.
#[derive(Clone, Debug)]
pub(crate) struct Leg<'c> {
    /// Which it is: `through aws_lb.main on 443`, `directly`.
    pub(crate) title: String,
    /// How far it leads.
    pub(crate) answer: Answer<'c>,
}

impl<'c> Network<'c> {
    /// Every way from an end to another, open or not.
    pub(crate) fn reach(&self, from: &End<'c>, to: &End<'c>) -> Vec<Leg<'c>> {
        match (from, to) {
            (End::Internet | End::Outside(_), End::LoadBalancer(lb)) => self.internet_to_load_balancer(lb),
            (End::Internet | End::Outside(_), End::Service(service)) => self.internet_to_tasks(service),
            (End::LoadBalancer(lb), End::Service(service)) => self.load_balancer_to_tasks(lb, service),
            (End::Service(service), End::Aws(aws)) => {
                vec![leg("from its subnets", |way| self.service_to_aws(service, *aws, way))]
            }
            (End::Service(service), End::Internet) => {
                let anybody = Outside { host: "internet".to_owned(), port: HTTPS };
                vec![leg("on 443", |way| self.service_to_outside(service, &anybody, way))]
            }
            (End::Service(service), End::Outside(outside)) => {
                vec![leg(&format!("on {}", outside.port), |way| {
                    self.service_to_outside(service, outside, way)
                })]
            }
            (End::Service(service), End::LoadBalancer(lb)) => self.service_to_load_balancer(service, lb),
            (End::Service(service), End::Database(database)) => {
                vec![leg(DIRECTLY, |way| self.service_to_database(service, database, way))]
            }
            (End::Service(one), End::Service(other)) => self.service_to_service(one, other),
            (from, to) => vec![leg(DIRECTLY, |_| self.nobody(from, to))],
        }
    }

    fn internet_to_load_balancer(&self, lb: &'c Block<'c>) -> Vec<Leg<'c>> {
        let listeners: Vec<Node<'c>> =
            self.configuration.referring("aws_lb_listener", "load_balancer_arn", lb).collect();
        if listeners.is_empty() {
            let none = format!("`{}` has no listener in these files", lb.address());
            return vec![leg(DIRECTLY, |_| blocked(self.node(lb), none, "add a listener"))];
        }
        listeners
            .into_iter()
            .map(|listener| {
                let port = listener.get("port").text().known().unwrap_or_default();
                leg(&format!("on {port}"), |way| self.internet_to_listener(listener, way))
            })
            .collect()
    }

    fn internet_to_tasks(&self, service: &'c Block<'c>) -> Vec<Leg<'c>> {
        let mut legs =
            self.through(service, None, |forward, way| self.internet_to_listener(forward.listener, way));
        legs.push(Leg { title: DIRECTLY.to_owned(), answer: self.internet_reaches_directly(service) });
        legs
    }

    /// The way from the internet to the tasks of a service without a load balancer.
    pub(crate) fn internet_reaches_directly(&self, service: &'c Block<'c>) -> Answer<'c> {
        Answer::of(|way| self.internet_to_service(service, self.task_port(service)?, way))
    }

    fn load_balancer_to_tasks(&self, lb: &'c Block<'c>, service: &'c Block<'c>) -> Vec<Leg<'c>> {
        let legs = self.through(service, Some(lb), |_, _| Ok(()));
        if !legs.is_empty() {
            return legs;
        }
        let reason = format!("nothing of `{}` forwards to `{}`", lb.address(), service.address());
        vec![leg(DIRECTLY, |_| {
            blocked(self.node(service).get("load_balancer"), reason, "add a listener rule")
        })]
    }

    /// Through each load balancer that forwards to a service: first to the listener, then to the tasks.
    fn through(
        &self,
        service: &'c Block<'c>,
        only: Option<&'c Block<'c>>,
        before: impl Fn(&Forward<'c>, &mut Way<'c>) -> Walk<'c>,
    ) -> Vec<Leg<'c>> {
        let mut legs = Vec::new();
        for registered in self.registered(service) {
            for forward in self.forwards(registered.group) {
                if only.is_some_and(|only| only != forward.load_balancer) {
                    continue;
                }
                let port = forward.listener.get("port").text().known().unwrap_or_default();
                let title = format!("through {} on {port}", forward.load_balancer.address());
                legs.push(leg(&title, |way| {
                    before(forward, way)?;
                    let what = conditions(forward.by);
                    self.step(way, forward.by, || {
                        format!("forwards {what} to `{}`", registered.group.address())
                    });
                    let port = port_at(registered.at.get("container_port"))?;
                    self.load_balancer_to_service(forward.load_balancer, service, port, way)?;
                    self.step(way, registered.at, || format!("its tasks listen on {port}"));
                    Ok(())
                }));
            }
        }
        legs
    }

    fn service_to_load_balancer(&self, service: &'c Block<'c>, lb: &'c Block<'c>) -> Vec<Leg<'c>> {
        let listeners = self.configuration.referring("aws_lb_listener", "load_balancer_arn", lb);
        listeners
            .map(|listener| {
                let port = listener.get("port").text().known().unwrap_or_default();
                leg(&format!("on {port}"), |way| self.service_to_listener(service, listener, way))
            })
            .collect()
    }

    /// By its public name: out to the internet, and in again.
    pub(crate) fn service_to_listener(
        &self,
        service: &'c Block<'c>,
        listener: Node<'c>,
        way: &mut Way<'c>,
    ) -> Walk<'c> {
        let port = port_at(listener.get("port"))?;
        let outside = Outside { host: String::new(), port };
        self.service_to_outside(service, &outside, way)?;
        self.internet_to_listener(listener, way)
    }

    fn service_to_service(&self, from: &'c Block<'c>, to: &'c Block<'c>) -> Vec<Leg<'c>> {
        let mut legs =
            self.through(to, None, |forward, way| self.service_to_listener(from, forward.listener, way));
        let port = self.task_port(to);
        legs.push(leg(DIRECTLY, |way| {
            let port = port?;
            let (one, other) = (self.place_of_service(from)?, self.place_of_service(to)?);
            let members = |place: &'_ super::place::Place<'c>| (place.groups.clone(), place.networks.clone());
            let ((there, networks), (here, own)) = (members(&other), members(&one));
            let out = super::groups::Other::Member(&there, &networks);
            self.pass(&one.groups, crate::security_groups::Direction::Egress, port, out, way)?;
            let back = super::groups::Other::Member(&here, &own);
            self.pass(&other.groups, crate::security_groups::Direction::Ingress, port, back, way)
        }));
        legs
    }

    /// The port that a service's tasks listen on.
    fn task_port(&self, service: &'c Block<'c>) -> Walk<'c, u16> {
        match self.registered(service).first() {
            Some(registered) => port_at(registered.at.get("container_port")),
            None => unknown(self.node(service), "no file says on which port its tasks listen"),
        }
    }

    /// Nobody opens such connections: load balancers answer, services of AWS are called.
    fn nobody(&self, from: &End<'c>, to: &End<'c>) -> Walk<'c> {
        let reason = format!("{} opens no connection to {}", from.name(), to.name());
        let at = match (from, to) {
            (End::LoadBalancer(block) | End::Service(block) | End::Database(block), _)
            | (_, End::LoadBalancer(block) | End::Service(block) | End::Database(block)) => {
                Some(self.node(block))
            }
            _ => self.configuration.blocks().first().map(|block| self.node(block)),
        };
        match at {
            Some(at) => blocked(at, reason, ""),
            None => Ok(()),
        }
    }

    /// The way from a service to what a service of AWS, or a host, is reached by.
    pub(crate) fn service_reaches(&self, service: &'c Block<'c>, to: Aws) -> Answer<'c> {
        Answer::of(|way| self.service_to_aws(service, to, way))
    }

    /// The way from a service to a host.
    pub(crate) fn service_reaches_host(&self, service: &'c Block<'c>, to: &Outside) -> Answer<'c> {
        Answer::of(|way| self.service_to_outside(service, to, way))
    }
}

fn leg<'c>(title: &str, walk: impl FnOnce(&mut Way<'c>) -> Walk<'c>) -> Leg<'c> {
    Leg { title: title.to_owned(), answer: Answer::of(walk) }
}
