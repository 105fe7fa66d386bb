//! What task definitions say of their containers, and which task definition a service runs.

use std::borrow::Cow;

use configuration::{Block, Configuration, Map, Mode, Node, Read, Root};

use crate::found::Found;

/// The type of task definitions.
pub(crate) const TASK_DEFINITION: &str = "aws_ecs_task_definition";

/// Every task definition, and the services that run it.
pub(crate) struct Tasks<'c> {
    all: Vec<Task<'c>>,
    /// The places in `all`, by block.
    by_block: Map<usize, usize>,
}

/// A task definition.
pub(crate) struct Task<'c> {
    /// Its body.
    pub(crate) node: Node<'c>,
    /// The bodies of the services that run it.
    pub(crate) services: Vec<Node<'c>>,
    containers: Read<Vec<Container<'c>>>,
}

/// A container of a task, as the ECS API calls its parts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Container<'c> {
    /// Its object in the JSON of the task definition.
    pub(crate) node: Node<'c>,
}

impl<'c> Tasks<'c> {
    pub(crate) fn of(configuration: &'c Configuration<'c>) -> Self {
        let mut tasks = Self { all: Vec::new(), by_block: Map::default() };
        for node in configuration.resources(TASK_DEFINITION) {
            let document = node.get("container_definitions").document();
            let containers =
                document.map(|document| document.elements().map(|node| Container { node }).collect());
            tasks.by_block.insert(node.block().index(), tasks.all.len());
            tasks.all.push(Task { node, services: Vec::new(), containers });
        }
        for service in configuration.resources("aws_ecs_service") {
            if let Read::Known(block) = task_definition(service)
                && let Some(at) = tasks.by_block.get(&block.index())
            {
                tasks.all[*at].services.push(service);
            }
        }
        tasks
    }

    /// Every task definition.
    pub(crate) fn all(&self) -> &[Task<'c>] {
        &self.all
    }

    /// The task definition that a service runs, if it is declared here.
    pub(crate) fn of_service(&self, service: Node<'c>, found: &mut Found<'_, 'c>) -> Option<&Task<'c>> {
        let block = found.known(service.get("task_definition"), task_definition(service))?;
        self.by_block.get(&block.index()).map(|at| &self.all[*at])
    }
}

/// The task definition that a service runs: referred to, or named by its family, with or without a revision.
fn task_definition(service: Node<'_>) -> Read<&Block<'_>> {
    let at = service.get("task_definition");
    let read = at.resource(TASK_DEFINITION, "family");
    if let Read::Known(_) = read {
        return read;
    }
    if let Read::Known(text) = at.text() {
        let family = text.split_once(':').filter(|(family, _)| *family != "arn").map(|(family, _)| family);
        return match family {
            Some(family) => at.configuration().named(TASK_DEFINITION, "family", family),
            None => read,
        };
    }
    // `${aws_ecs_task_definition.x.family}:${max(…)}`: whatever the revision, the containers are those.
    let mut only = None;
    at.references(|_, expression| {
        for traversal in expression.traversals() {
            if let Root::Resource(Mode::Resource, TASK_DEFINITION, name) = traversal.root {
                only = only.or_else(|| at.configuration().resource(Mode::Resource, TASK_DEFINITION, name));
            }
        }
    });
    only.map_or(read, Read::Known)
}

impl<'c> Task<'c> {
    /// Its containers. If they are not known, that is counted.
    pub(crate) fn containers(&self, found: &mut Found<'_, 'c>) -> &[Container<'c>] {
        match &self.containers {
            Read::Known(containers) => containers,
            Read::Absent => &[],
            Read::Unknown => {
                found.unjudged(self.node.get("container_definitions"));
                &[]
            }
        }
    }

    /// Whether it runs on Fargate: it says that it must, or a service runs it there.
    pub(crate) fn is_fargate(&self, found: &mut Found<'_, 'c>) -> bool {
        let mut unknown = false;
        for element in self.node.get("requires_compatibilities").elements() {
            match element.text() {
                Read::Known(text) if text == "FARGATE" => return true,
                Read::Unknown => unknown = true,
                _ => {}
            }
        }
        if self.services.iter().any(|service| runs_on_fargate(*service)) {
            return true;
        }
        if unknown {
            found.unjudged(self.node.get("requires_compatibilities"));
        }
        false
    }

    /// The container of that name, if there is one and all names are known.
    pub(crate) fn container(&self, name: &str, found: &mut Found<'_, 'c>) -> Read<Container<'c>> {
        if let Read::Unknown = self.containers {
            return Read::Unknown;
        }
        let mut unknown = false;
        for container in self.containers(found) {
            match container.name() {
                Read::Known(known) if known == name => return Read::Known(*container),
                Read::Unknown => unknown = true,
                _ => {}
            }
        }
        if unknown { Read::Unknown } else { Read::Absent }
    }
}

/// Whether a service says that its tasks run on Fargate.
pub(crate) fn runs_on_fargate(service: Node<'_>) -> bool {
    let of_strategy = |strategy: Node<'_>| {
        strategy.get("capacity_provider").text().known().is_some_and(|name| name.starts_with("FARGATE"))
    };
    service.get("launch_type").text().is(&Cow::Borrowed("FARGATE"))
        || service.blocks("capacity_provider_strategy").any(of_strategy)
}

impl<'c> Container<'c> {
    /// What stands under a key of the ECS API.
    pub(crate) fn get(&self, key: &'c str) -> Node<'c> {
        member(self.node, key)
    }

    /// Its name.
    pub(crate) fn name(&self) -> Read<Cow<'c, str>> {
        self.get("name").text()
    }

    /// How people call it: by its name, if that is known.
    pub(crate) fn title(&self) -> Cow<'c, str> {
        self.name().known().unwrap_or(Cow::Borrowed("(unnamed)"))
    }

    /// Its port mappings.
    pub(crate) fn ports(&self) -> impl Iterator<Item = Node<'c>> + use<'c> {
        self.get("portMappings").elements()
    }

    /// Its environment variables: name and value.
    pub(crate) fn environment(&self) -> impl Iterator<Item = (Node<'c>, Node<'c>)> + use<'c> {
        self.get("environment").elements().map(|pair| (member(pair, "name"), member(pair, "value")))
    }

    /// The environment variables that are fetched: name, and where from.
    pub(crate) fn secrets(&self) -> impl Iterator<Item = (Node<'c>, Node<'c>)> + use<'c> {
        self.get("secrets").elements().map(|secret| (member(secret, "name"), member(secret, "valueFrom")))
    }

    /// The name of its log driver.
    pub(crate) fn log_driver(&self) -> Node<'c> {
        member(self.get("logConfiguration"), "logDriver")
    }

    /// An option of its log driver.
    pub(crate) fn log_option(&self, name: &'c str) -> Node<'c> {
        member(self.get("logConfiguration"), "options").get(name)
    }
}

/// The member of that name; as the provider reads container definitions, whatever the case of the letters.
pub(crate) fn member<'c>(node: Node<'c>, name: &'c str) -> Node<'c> {
    let exact = node.get(name);
    if exact.is_present() {
        return exact;
    }
    let similar = node.members().find(|(key, member)| key.eq_ignore_ascii_case(name) && member.is_present());
    similar.map_or(exact, |(_, member)| member)
}

/// Shows each container whose task definition says it, with its task.
pub(crate) fn each<'c>(
    tasks: &Tasks<'c>,
    found: &mut Found<'_, 'c>,
    mut see: impl FnMut(&Task<'c>, Container<'c>, &mut Found<'_, 'c>),
) {
    for task in tasks.all() {
        for container in task.containers(found) {
            see(task, *container, found);
        }
    }
}

/// A document of one task definition for Fargate, with these containers.
#[cfg(test)]
pub(crate) fn fargate(containers: &serde_json::Value) -> serde_json::Value {
    serde_json::json!({"aws_ecs_task_definition": {"a": {
        "family": "a",
        "requires_compatibilities": ["FARGATE"],
        "network_mode": "awsvpc",
        "cpu": "512",
        "memory": "1024",
        "execution_role_arn": "arn:aws:iam::123456789012:role/execution",
        "container_definitions": containers.to_string(),
    }}})
}

/// The same for instances of EC2.
#[cfg(test)]
pub(crate) fn instances(containers: &serde_json::Value) -> serde_json::Value {
    let definitions = containers.to_string();
    serde_json::json!({"aws_ecs_task_definition": {"a": {"family": "a", "container_definitions": definitions}}})
}
