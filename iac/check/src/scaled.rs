//! Which services are scaled, and within which bounds.

use configuration::{Block, Configuration, Map, Mode, Node, Read, Root};

/// The scaling targets of services.
pub(crate) struct Scaled<'c> {
    by_service: Map<usize, Vec<Node<'c>>>,
    /// Whether a target may be that of any service.
    open: bool,
}

impl<'c> Scaled<'c> {
    pub(crate) fn of(configuration: &'c Configuration<'c>) -> Self {
        let mut scaled = Self { by_service: Map::default(), open: !configuration.documents().complete };
        for target in configuration.resources("aws_appautoscaling_target") {
            match service(target.get("resource_id")) {
                Read::Known(service) => {
                    scaled.by_service.entry(service.index()).or_default().push(target);
                }
                Read::Absent => {}
                Read::Unknown => scaled.open = true,
            }
        }
        scaled
    }

    /// The targets that scale a service; unknown, if there are none and there may be some.
    pub(crate) fn targets(&self, service: &Block<'c>) -> Read<&[Node<'c>]> {
        match self.by_service.get(&service.index()) {
            Some(targets) => Read::Known(targets),
            None if self.open => Read::Unknown,
            None => Read::Absent,
        }
    }
}

/// The service that `service/cluster/name` names. Absent, if it names something that is no service, or none of ours.
pub(crate) fn service(resource_id: Node<'_>) -> Read<&Block<'_>> {
    const SERVICE: &str = "aws_ecs_service";
    let configuration = resource_id.configuration();
    let mut referred = None;
    resource_id.references(|_, expression| {
        for traversal in expression.traversals() {
            if let Root::Resource(Mode::Resource, SERVICE, name) = traversal.root {
                referred = referred.or_else(|| configuration.resource(Mode::Resource, SERVICE, name));
            }
        }
    });
    if let Some(service) = referred {
        return Read::Known(service);
    }
    let Read::Known(text) = resource_id.text() else { return Read::Unknown };
    let mut parts = text.split('/');
    match (parts.next(), parts.next(), parts.next(), parts.next()) {
        (Some("service"), Some(_), Some(name), None) => configuration.named(SERVICE, "name", name),
        _ => Read::Absent,
    }
}
