use serde::Serialize;
use terraform::{Arn, HasArn, Ref, Resource};

use super::{Action, Listener};
use crate::Tags;

/// Which requests of a listener go where.
#[derive(Serialize)]
pub struct ListenerRule {
    pub action: Action,
    pub condition: Condition,
    pub listener_arn: Ref<Listener, Arn>,
    /// 1 to 50000, once each per listener; the lowest that matches wins.
    pub priority: u16,
    pub tags: Tags,
}

impl Resource for ListenerRule {
    const TYPE: &'static str = "aws_lb_listener_rule";
}
impl HasArn for ListenerRule {}

/// What a request must match.
#[derive(Serialize)]
pub struct Condition {
    pub path_pattern: PathPattern,
}

/// One of these patterns matches the request's path.
#[derive(Serialize)]
pub struct PathPattern {
    pub values: Vec<String>,
}
