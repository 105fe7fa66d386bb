//! Meta-arguments: what Terraform, not the provider, understands of a resource.

use serde::Serialize;

use crate::Dependency;

/// The meta-arguments of one resource.
#[derive(Default)]
pub struct Meta {
    /// What must exist before, although no argument says so.
    pub depends_on: Vec<Dependency>,
    /// How changes are carried out.
    pub lifecycle: Lifecycle,
}

/// How Terraform carries out changes of a resource.
/// <https://developer.hashicorp.com/terraform/language/meta-arguments/lifecycle>
#[derive(Default, Serialize)]
pub struct Lifecycle {
    /// A replacement is made before what it replaces is destroyed.
    pub create_before_destroy: Option<bool>,
    /// Arguments whose later changes by others are not undone, in the provider's words.
    pub ignore_changes: Option<Vec<&'static str>>,
    /// A plan that would destroy the resource is refused.
    pub prevent_destroy: Option<bool>,
}

impl Meta {
    /// Waits for `dependencies`.
    #[must_use]
    pub fn depends_on(dependencies: impl IntoIterator<Item = Dependency>) -> Self {
        Self { depends_on: dependencies.into_iter().collect(), ..Self::default() }
    }

    /// A replacement is made before what it replaces is destroyed.
    #[must_use]
    pub fn create_before_destroy() -> Self {
        Self::default().and(Lifecycle { create_before_destroy: Some(true), ..Lifecycle::default() })
    }

    /// Later changes of `arguments` by others are not undone.
    #[must_use]
    pub fn ignore_changes(arguments: impl IntoIterator<Item = &'static str>) -> Self {
        let ignore_changes = Some(arguments.into_iter().collect());
        Self::default().and(Lifecycle { ignore_changes, ..Lifecycle::default() })
    }

    /// A plan that would destroy the resource is refused.
    #[must_use]
    pub fn prevent_destroy() -> Self {
        Self::default().and(Lifecycle { prevent_destroy: Some(true), ..Lifecycle::default() })
    }

    /// The same, and what this life cycle says.
    #[must_use]
    pub fn and(self, lifecycle: Lifecycle) -> Self {
        let Lifecycle { create_before_destroy, ignore_changes, prevent_destroy } = self.lifecycle;
        let lifecycle = Lifecycle {
            create_before_destroy: lifecycle.create_before_destroy.or(create_before_destroy),
            ignore_changes: lifecycle.ignore_changes.or(ignore_changes),
            prevent_destroy: lifecycle.prevent_destroy.or(prevent_destroy),
        };
        Self { lifecycle, ..self }
    }
}

impl Lifecycle {
    pub(crate) fn is_default(&self) -> bool {
        self.create_before_destroy.is_none()
            && self.ignore_changes.is_none()
            && self.prevent_destroy.is_none()
    }
}
