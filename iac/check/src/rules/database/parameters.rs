//! The parameters that a PostgreSQL runs with.

use std::borrow::Cow;

use configuration::{Node, Read};

use super::databases;
use crate::context::Context;
use crate::found::Found;

/// A parameter group, and where it is declared or where it would be named.
pub(super) struct Group<'c> {
    /// The group; none, if the database has AWS's default.
    declared: Option<Node<'c>>,
    /// Where to say that something is missing.
    pub(super) at: Node<'c>,
    /// The engine and its major version: `postgres17`; unknown to no file.
    pub(super) family: Option<Cow<'c, str>>,
    /// Whether it is of machines of Aurora: what it does not set, their cluster's group may.
    pub(super) is_of_machines: bool,
}

/// What a group says of a parameter.
pub(super) enum Setting<'c> {
    /// It is this, and stands there.
    Is(Node<'c>, Cow<'c, str>),
    /// It is AWS's default.
    Default,
    /// No file says.
    Unknown,
}

/// The groups that databases run with, each once, and AWS's own where a database names none.
pub(super) fn groups<'c>(context: &Context<'c>, found: &mut Found<'_, 'c>) -> Vec<Group<'c>> {
    let mut groups: Vec<Group<'c>> = Vec::new();
    for ty in ["aws_rds_cluster_parameter_group", "aws_db_parameter_group"] {
        for group in context.resources(ty) {
            let family = found.text(group.get("family"));
            if family.as_deref().is_none_or(is_family) {
                let is_of_machines = ty == "aws_db_parameter_group"
                    && family.as_deref().is_some_and(|family| family.starts_with("aurora"));
                groups.push(Group {
                    declared: Some(group),
                    at: group.get("parameter"),
                    family,
                    is_of_machines,
                });
            }
        }
    }
    for database in databases(context) {
        let is_cluster = database.block().resource_type() == Some("aws_rds_cluster");
        let argument = if is_cluster { "db_cluster_parameter_group_name" } else { "parameter_group_name" };
        let at = database.get(argument);
        let Some(engine) = found.text(database.get("engine")).filter(|engine| super::is_postgresql(engine))
        else {
            continue;
        };
        let family = if let Some(family) = default_family(at) {
            Some(family)
        } else if at.is_present() {
            // One that is declared is judged where it is.
            if !matches!(at.target(), Read::Known(_)) {
                found.unjudged(at);
            }
            continue;
        } else if database.get("replicate_source_db").is_present() {
            // A replica has the group of its source, if that is in its region.
            found.unjudged(at);
            continue;
        } else {
            let version = found.text(database.get("engine_version"));
            version.map(|version| format!("{engine}{}", major(&version)).into())
        };
        groups.push(Group { declared: None, at, family, is_of_machines: false });
    }
    groups
}

impl<'c> Group<'c> {
    /// What it says of a parameter.
    pub(super) fn setting(&self, name: &str) -> Setting<'c> {
        let Some(group) = self.declared else { return Setting::Default };
        let mut open = group.makes_blocks("parameter");
        for parameter in group.blocks("parameter") {
            match parameter.get("name").text() {
                Read::Known(own) if own == name => {
                    let at = parameter.get("value");
                    return at.text().known().map_or(Setting::Unknown, |value| Setting::Is(at, value));
                }
                Read::Known(_) => {}
                _ => open = true,
            }
        }
        if open || self.is_of_machines { Setting::Unknown } else { Setting::Default }
    }
}

/// The family whose defaults somebody asks for by name: `default.postgres17`.
fn default_family(at: Node<'_>) -> Option<Cow<'_, str>> {
    let name = at.text().known()?;
    let family = name.strip_prefix("default.")?;
    is_family(family).then(|| family.to_owned().into())
}

fn is_family(family: &str) -> bool {
    super::is_postgresql(family.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.'))
}

fn major(version: &str) -> &str {
    version.split('.').next().unwrap_or(version)
}
