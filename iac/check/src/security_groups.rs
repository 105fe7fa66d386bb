//! The rules of security groups, whichever way they are spelled: blocks within the group, and resources of their own.
//!
//! One rule here has one peer; a block that names three networks is three rules, as AWS counts them.

mod rule;

use configuration::{Block, Configuration, Kind, Map, Mode, Node, Read, Root};

pub(crate) use rule::{Direction, GroupRule, Peer, Ports, Protocol};
use rule::{prefix_list, read_ports, read_protocol, v4, v6};

/// A group and its rules.
#[derive(Clone, Debug)]
pub(crate) struct Group<'c> {
    pub(crate) block: &'c Block<'c>,
    /// In the order of the files; first those within the group.
    pub(crate) rules: Vec<GroupRule<'c>>,
    /// Whether those are all. If not, an expression or a module may make more.
    pub(crate) is_complete: bool,
    /// The places of the rules that name another group, by direction and that group; and of those that name none.
    naming: Map<(Direction, Option<usize>), Vec<usize>>,
}

impl<'c> Group<'c> {
    pub(crate) fn in_direction(&self, direction: Direction) -> impl Iterator<Item = &GroupRule<'c>> {
        self.rules.iter().filter(move |rule| rule.direction == direction)
    }

    /// The rules in a direction but for those that name another group than one of these.
    pub(crate) fn in_direction_of(&self, direction: Direction, groups: &[&Block<'c>]) -> Vec<&GroupRule<'c>> {
        let keys = groups.iter().map(|group| Some(group.index())).chain([None]);
        let mut places: Vec<usize> =
            keys.filter_map(|key| self.naming.get(&(direction, key))).flatten().copied().collect();
        places.sort_unstable();
        places.dedup();
        places.into_iter().map(|at| &self.rules[at]).collect()
    }

    fn index(&mut self) {
        for (at, rule) in self.rules.iter().enumerate() {
            let named = if let Peer::Group(group) = &rule.peer { Some(group.index()) } else { None };
            self.naming.entry((rule.direction, named)).or_default().push(at);
        }
    }
}

/// Every group that the files declare.
#[derive(Debug, Default)]
pub(crate) struct SecurityGroups<'c> {
    groups: Vec<Group<'c>>,
    by_name: Map<(&'c str, &'c str), usize>,
    /// The default groups, by the name of their VPC.
    defaults: Map<&'c str, &'c Block<'c>>,
    /// The rules of groups that no file declares.
    strays: Vec<GroupRule<'c>>,
    /// Whether there are rules that may belong to any group.
    any_open: bool,
}

const GROUPS: [&str; 2] = ["aws_security_group", "aws_default_security_group"];

impl<'c> SecurityGroups<'c> {
    /// Those that `configuration` declares.
    pub(crate) fn of(configuration: &'c Configuration<'c>) -> Self {
        let mut all = Self::default();
        let groups = || GROUPS.iter().flat_map(|ty| configuration.resources(ty));
        for group in groups() {
            all.declare(group, configuration.documents().complete);
        }
        for group in groups() {
            all.read_blocks(group);
        }
        for ty in ["aws_vpc_security_group_ingress_rule", "aws_vpc_security_group_egress_rule"] {
            for rule in configuration.resources(ty) {
                all.read_rule(rule, ty);
            }
        }
        for rule in configuration.resources("aws_security_group_rule") {
            all.read_old_rule(rule);
        }
        all.read_modules(configuration);
        for group in &mut all.groups {
            group.is_complete &= !all.any_open;
            group.index();
        }
        all
    }

    /// The group that a block declares.
    pub(crate) fn get(&self, block: &Block<'_>) -> Option<&Group<'c>> {
        let at = self.by_name.get(&(block.resource_type()?, block.name))?;
        self.groups.get(*at)
    }

    /// Every group.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Group<'c>> {
        self.groups.iter()
    }

    /// Every rule, also those of groups that no file declares.
    pub(crate) fn rules(&self) -> impl Iterator<Item = &GroupRule<'c>> {
        self.groups.iter().flat_map(|group| &group.rules).chain(&self.strays)
    }

    /// The group that a value refers to: a resource, or a data source.
    pub(crate) fn referred(&self, at: Node<'c>) -> Read<&'c Block<'c>> {
        let target = match at.target() {
            Read::Known(target) => target,
            Read::Absent => return Read::Absent,
            Read::Unknown => return Read::Unknown,
        };
        let found = match target.block.kind {
            Kind::Resource(Mode::Resource, "aws_vpc") if target.attribute == "default_security_group_id" => {
                self.defaults.get(target.block.name).copied()
            }
            Kind::Resource(Mode::Resource, ty) if GROUPS.contains(&ty) => Some(target.block),
            Kind::Resource(Mode::Data, "aws_security_group") => Some(target.block),
            _ => None,
        };
        found.map_or(Read::Unknown, Read::Known)
    }

    fn declare(&mut self, group: Node<'c>, is_complete: bool) {
        let block = group.block();
        let Some(ty) = block.resource_type() else { return };
        self.by_name.insert((ty, block.name), self.groups.len());
        self.groups.push(Group { block, rules: Vec::new(), is_complete, naming: Map::default() });
        if ty == "aws_default_security_group"
            && let Read::Known(vpc) = group.get("vpc_id").target()
            && vpc.block.resource_type() == Some("aws_vpc")
        {
            self.defaults.insert(vpc.block.name, block);
        }
    }

    fn read_blocks(&mut self, group: Node<'c>) {
        for direction in [Direction::Ingress, Direction::Egress] {
            if group.makes_blocks(direction.name()) {
                self.open(group.block());
            }
            for at in group.blocks(direction.name()) {
                if at.json().is_none_or(|json| json.as_object().is_none()) {
                    self.open(group.block());
                    continue;
                }
                let groups = at.get("security_groups").elements().collect();
                let peers = self.peers(at, groups);
                self.add(Some(group.block()), direction, at, at.get("protocol"), peers);
            }
        }
    }

    fn read_rule(&mut self, rule: Node<'c>, ty: &str) {
        let direction = if ty.contains("ingress") { Direction::Ingress } else { Direction::Egress };
        let group = self.group_of(rule);
        let peers = [
            ("cidr_ipv4", v4 as fn(Node<'c>) -> Peer<'c>),
            ("cidr_ipv6", v6),
            ("prefix_list_id", prefix_list),
        ];
        let mut found: Vec<_> = peers
            .into_iter()
            .map(|(argument, read)| (rule.get(argument), read))
            .filter(|(at, _)| at.is_present())
            .map(|(at, read)| (read(at), at))
            .collect();
        let referenced = rule.get("referenced_security_group_id");
        if referenced.is_present() {
            let peer = match self.referred(referenced) {
                Read::Known(peer) if Some(peer) == group => Peer::Itself,
                Read::Known(peer) => Peer::Group(peer),
                Read::Absent | Read::Unknown => Peer::Unknown,
            };
            found.push((peer, referenced));
        }
        self.add(group, direction, rule, rule.get("ip_protocol"), found);
    }

    fn read_old_rule(&mut self, rule: Node<'c>) {
        let group = self.group_of(rule);
        let direction = match rule.get("type").text().known().as_deref() {
            Some("ingress") => Direction::Ingress,
            Some("egress") => Direction::Egress,
            // It may be either.
            _ => return group.into_iter().for_each(|group| self.open(group)),
        };
        let source = rule.get("source_security_group_id");
        let peers = self.peers(rule, source.is_present().then_some(source).into_iter().collect());
        self.add(group, direction, rule, rule.get("protocol"), peers);
    }

    /// The group that a rule's resource belongs to. If it may be any of ours, none of them is complete.
    fn group_of(&mut self, rule: Node<'c>) -> Option<&'c Block<'c>> {
        let at = rule.get("security_group_id");
        let group = self.referred(at);
        if let Read::Unknown = group
            && may_be_ours(at)
        {
            self.any_open = true;
        }
        group.known()
    }

    /// What a block or a rule of the older kind names, each with its place.
    fn peers(&self, at: Node<'c>, groups: Vec<Node<'c>>) -> Vec<(Peer<'c>, Node<'c>)> {
        let lists = [
            ("cidr_blocks", v4 as fn(Node<'c>) -> Peer<'c>),
            ("ipv6_cidr_blocks", v6),
            ("prefix_list_ids", prefix_list),
        ];
        let mut peers: Vec<_> = lists
            .into_iter()
            .flat_map(|(argument, read)| at.get(argument).elements().map(move |peer| (read(peer), peer)))
            .collect();
        for group in groups {
            peers.push((self.referred(group).known().map_or(Peer::Unknown, Peer::Group), group));
        }
        match at.get("self").boolean() {
            Read::Known(true) => peers.push((Peer::Itself, at.get("self"))),
            Read::Unknown => peers.push((Peer::Unknown, at.get("self"))),
            Read::Known(false) | Read::Absent => {}
        }
        peers
    }

    fn add(
        &mut self,
        group: Option<&'c Block<'c>>,
        direction: Direction,
        at: Node<'c>,
        protocol: Node<'c>,
        peers: Vec<(Peer<'c>, Node<'c>)>,
    ) {
        let protocol = read_protocol(protocol);
        let ports = read_ports(protocol, at);
        let is_certain = at.block().is_single() && group.is_none_or(Block::is_single);
        let rules = peers.into_iter().map(|(peer, peer_at)| {
            let peer =
                if group.is_some_and(|group| peer == Peer::Group(group)) { Peer::Itself } else { peer };
            GroupRule { direction, protocol, ports, peer, at, peer_at, is_certain }
        });
        let named = group.and_then(|group| self.by_name.get(&(group.resource_type()?, group.name)));
        match named.and_then(|at| self.groups.get_mut(*at)) {
            Some(group) => group.rules.extend(rules),
            None => self.strays.extend(rules),
        }
    }

    /// A module that gets a group may add rules to it.
    fn read_modules(&mut self, configuration: &'c Configuration<'c>) {
        let mut given = Vec::new();
        for module in configuration.others("module") {
            module.references(|_, expression| {
                given.extend(expression.traversals().iter().map(|traversal| traversal.root));
            });
        }
        for root in given {
            if let Root::Resource(Mode::Resource, ty, name) = root
                && let Some(at) = self.by_name.get(&(ty, name))
            {
                self.groups[*at].is_complete = false;
            }
        }
    }

    fn open(&mut self, group: &Block<'_>) {
        let named = group.resource_type().and_then(|ty| self.by_name.get(&(ty, group.name)));
        if let Some(at) = named {
            self.groups[*at].is_complete = false;
        }
    }
}

/// Whether a value that leads to no resource may still be one of ours. Variables and data sources come from outside.
fn may_be_ours(at: Node<'_>) -> bool {
    let mut ours = false;
    at.references(|_, expression| {
        ours |= expression
            .traversals()
            .iter()
            .any(|traversal| !matches!(traversal.root, Root::Variable(_) | Root::Resource(Mode::Data, ..)));
    });
    ours
}

#[cfg(test)]
mod tests {
    use configuration::{Configuration, Documents, Source};
    use serde_json::{Value, json};

    use super::{Direction, Protocol, SecurityGroups};

    /// What is read of a group `a`: its rules as text, and whether they are all.
    fn read(resources: &Value, more: &Value) -> (Vec<String>, bool) {
        let mut document = json!({"resource": resources});
        document.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        let sources = [Source { name: "main.tf.json".to_owned(), text: document.to_string() }];
        let documents = Documents::parse(&sources).unwrap();
        let configuration = Configuration::of(&documents);
        let groups = SecurityGroups::of(&configuration);
        let group = groups.iter().find(|group| group.block.name == "a").unwrap();
        assert_eq!(groups.get(group.block).unwrap().block, group.block);
        let rules = group.rules.iter().map(|rule| {
            let peer = match &rule.peer {
                super::Peer::Group(block) | super::Peer::PrefixList(block) => block.address(),
                peer => format!("{peer:?}"),
            };
            format!("{} {:?} {:?} {peer}", rule.direction.name(), rule.protocol, rule.ports)
        });
        (rules.collect(), group.is_complete)
    }

    #[test]
    fn every_spelling_is_read() {
        let (rules, complete) = read(
            &json!({
                "aws_default_security_group": {"main": {"vpc_id": "${aws_vpc.main.id}"}},
                "aws_vpc": {"main": {}},
                "aws_vpc_endpoint": {"s3": {}},
                "aws_security_group": {
                    "a": {
                        "ingress": {"from_port": 80, "to_port": "81", "protocol": "TCP", "cidr_blocks": ["0.0.0.0/0", "10.0.0.1/8"], "self": true},
                        "egress": [{"from_port": 0, "to_port": 0, "protocol": "-1", "ipv6_cidr_blocks": ["::/0"], "prefix_list_ids": ["pl-1"]}],
                    },
                    "b": {},
                },
                "aws_security_group_rule": {"r": {
                    "type": "ingress", "protocol": 17, "from_port": 53, "to_port": 53,
                    "security_group_id": "${aws_security_group.a.id}",
                    "source_security_group_id": "${aws_vpc.main.default_security_group_id}",
                }},
                "aws_vpc_security_group_ingress_rule": {
                    "r": {"ip_protocol": "tcp", "security_group_id": "${aws_security_group.a.id}", "referenced_security_group_id": "${aws_security_group.a.id}"},
                    "other": {"ip_protocol": "tcp", "security_group_id": "${aws_security_group.b.id}", "cidr_ipv4": "0.0.0.0/0"},
                    "elsewhere": {"ip_protocol": "tcp", "security_group_id": "${var.group}", "cidr_ipv4": "0.0.0.0/0"},
                },
                "aws_vpc_security_group_egress_rule": {
                    "r": {"ip_protocol": "icmp", "from_port": 8, "to_port": 0, "security_group_id": "${aws_security_group.a.id}", "prefix_list_id": "${aws_vpc_endpoint.s3.prefix_list_id}"},
                },
            }),
            &json!({}),
        );
        assert_eq!(
            rules,
            [
                "ingress Tcp Range(80, 81) V4(0.0.0.0/0)",
                "ingress Tcp Range(80, 81) Unknown",
                "ingress Tcp Range(80, 81) Itself",
                "egress All All V6(::, 0)",
                "egress All All PrefixListId(\"pl-1\")",
                "ingress Tcp Unknown Itself",
                "egress Other(1) All aws_vpc_endpoint.s3",
                "ingress Udp Range(53, 53) aws_default_security_group.main",
            ]
        );
        assert!(complete);
    }

    #[test]
    fn what_may_add_rules_is_noticed() {
        let plain = json!({"aws_security_group": {"a": {}}});
        assert!(read(&plain, &json!({})).1);
        let dynamic =
            json!({"aws_security_group": {"a": {"dynamic": {"ingress": {"for_each": "${var.x}"}}}}});
        assert!(!read(&dynamic, &json!({})).1);
        let of_any = json!({
            "aws_security_group": {"a": {}},
            "aws_vpc_security_group_egress_rule": {"r": {"security_group_id": "${local.groups[each.key]}"}},
        });
        assert!(!read(&of_any, &json!({})).1);
        let module = json!({"module": {"m": {"source": "./m", "group": "${aws_security_group.a.id}"}}});
        assert!(!read(&plain, &module).1);
    }

    #[test]
    fn what_is_admitted_is_known_unknown_or_not() {
        let document = json!({"resource": {"aws_security_group": {"a": {"ingress": [
            {"protocol": "tcp", "from_port": 80, "to_port": 90, "self": true},
            {"protocol": "${var.x}", "from_port": 80, "to_port": 90, "self": true},
            {"protocol": "-1", "from_port": 0, "to_port": 0, "self": true},
            {"protocol": "tcp", "from_port": "${var.x}", "to_port": 90, "self": true},
        ]}}}});
        let sources = [Source { name: "main.tf.json".to_owned(), text: document.to_string() }];
        let documents = Documents::parse(&sources).unwrap();
        let configuration = Configuration::of(&documents);
        let groups = SecurityGroups::of(&configuration);
        let admits = |protocol, port| {
            let rules = groups.iter().flat_map(|group| group.in_direction(Direction::Ingress));
            rules.map(|rule| rule.admits(protocol, port)).collect::<Vec<_>>()
        };
        assert_eq!(admits(Protocol::Tcp, 85), [Some(true), None, Some(true), None]);
        assert_eq!(admits(Protocol::Tcp, 91), [Some(false), Some(false), Some(true), None]);
        assert_eq!(admits(Protocol::Udp, 85), [Some(false), None, Some(true), Some(false)]);
    }
}
