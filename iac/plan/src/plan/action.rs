//! What Terraform means to do with a resource, and why, in its words and in ours.

/// What happens to one resource.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Action {
    NoOp,
    Create,
    Read,
    Update,
    /// Destroyed and made anew; the new one may come first.
    Replace {
        create_first: bool,
    },
    Delete,
    /// Terraform lets go of it; it stays as it is.
    Forget,
    /// One that a later Terraform has. It is shown by its own words, since silence would look like nothing.
    Other(String),
}

impl Action {
    pub(super) fn of(actions: &[String]) -> Self {
        let words: Vec<&str> = actions.iter().map(String::as_str).collect();
        match words.as_slice() {
            ["no-op"] | [] => Self::NoOp,
            ["create"] => Self::Create,
            ["read"] => Self::Read,
            ["update"] => Self::Update,
            ["delete", "create"] => Self::Replace { create_first: false },
            ["create", "delete"] => Self::Replace { create_first: true },
            ["delete"] => Self::Delete,
            ["forget"] => Self::Forget,
            other => Self::Other(other.join(" and ")),
        }
    }

    /// Whether the object that is there now ends.
    pub(crate) fn destroys(&self) -> bool {
        match self {
            Self::Replace { .. } | Self::Delete => true,
            Self::Other(words) => words.contains("delete"),
            Self::NoOp | Self::Create | Self::Read | Self::Update | Self::Forget => false,
        }
    }
}

/// Terraform's `action_reason`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Reason(pub(super) String);

impl Reason {
    /// In words; `None` where the paths that force a replacement say it better.
    pub(crate) fn words(&self) -> Option<String> {
        let words = match self.0.as_str() {
            "replace_because_cannot_update" => return None,
            "replace_because_tainted" => "it is tainted: an apply failed half-way, or somebody marked it",
            "replace_by_request" => "asked for by `-replace`",
            "replace_by_triggers" => "`replace_triggered_by`: something it depends on changes",
            "delete_because_no_resource_config" => "it is no longer in the files",
            "delete_because_no_module" => "its module is no longer in the files",
            "delete_because_wrong_repetition" => "`count` or `for_each` was added or taken away",
            "delete_because_count_index" => "its index is beyond `count`",
            "delete_because_each_key" => "its key is no longer in `for_each`",
            "delete_because_no_move_target" => "it moved to an address that is not in the files",
            "read_because_config_unknown" => "its arguments are known only then",
            "read_because_dependency_pending" => "what it depends on changes first",
            "read_because_check_nested" => "it belongs to a check",
            other => return Some(other.replace('_', " ")),
        };
        Some(words.to_owned())
    }
}
