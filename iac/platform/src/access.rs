//! Security groups and their rules. This is the only place that makes either, both sides of a connection at once.

use aws::Tags;
use aws::ec2::{IpProtocol, Peer, SecurityGroup, VpcSecurityGroupEgressRule, VpcSecurityGroupIngressRule};
use aws::limits::Port;
use terraform::Handle;

use crate::composition::Composition;
use crate::network::Network;

/// A security group and what it is called.
#[derive(Clone)]
pub(crate) struct Group {
    pub(crate) handle: Handle<SecurityGroup>,
    /// Its name in the stack, such as `patient-service`.
    name: String,
}

/// One end of a connection that has no group of ours.
pub(crate) struct Outside {
    /// Its name in the stack, such as `internet`.
    pub(crate) name: String,
    pub(crate) peer: Peer,
}

/// Adds a group without rules: its members can talk to nobody.
pub(crate) fn group(c: &mut Composition<'_>, network: &Network, name: &str, description: String) -> Group {
    let full_name = c.names.of(&name.replace('_', "-"));
    let group = SecurityGroup {
        description,
        name: full_name.clone(),
        tags: Tags::name(full_name),
        vpc_id: network.vpc.id(),
    };
    Group { handle: c.file("access").add(name, group), name: name.to_owned() }
}

/// Lets `from` open connections to `to`.
pub(crate) fn connect(c: &mut Composition<'_>, from: &Group, to: &Group, port: Port, why: &str) {
    send(c, from, (&to.name, Peer::SecurityGroup(to.handle.id())), port, why);
    receive(c, (&from.name, Peer::SecurityGroup(from.handle.id())), to, port, why);
}

/// Lets somebody outside open connections to `to`.
pub(crate) fn admit(c: &mut Composition<'_>, from: Outside, to: &Group, port: Port, why: &str) {
    receive(c, (&from.name, from.peer), to, port, why);
}

/// Lets `from` open connections to somebody outside.
pub(crate) fn release(c: &mut Composition<'_>, from: &Group, to: Outside, port: Port, why: &str) {
    send(c, from, (&to.name, to.peer), port, why);
}

fn send(c: &mut Composition<'_>, from: &Group, (to, peer): (&str, Peer), port: Port, why: &str) {
    let rule = VpcSecurityGroupEgressRule {
        description: why.to_owned(),
        from_port: port,
        ip_protocol: IpProtocol::Tcp,
        peer,
        security_group_id: from.handle.id(),
        to_port: port,
    };
    c.file("access").add(format!("{}_to_{to}_{port}", from.name), rule);
}

fn receive(c: &mut Composition<'_>, (from, peer): (&str, Peer), to: &Group, port: Port, why: &str) {
    let rule = VpcSecurityGroupIngressRule {
        description: why.to_owned(),
        from_port: port,
        ip_protocol: IpProtocol::Tcp,
        peer,
        security_group_id: to.handle.id(),
        to_port: port,
    };
    c.file("access").add(format!("{}_from_{from}_{port}", to.name), rule);
}
