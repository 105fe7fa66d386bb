//! Roles and their permissions. This is the only place that makes either.

use aws::iam::{Policy, PolicyDocument, Role, RoleName, RolePolicyAttachment, Statement};
use terraform::{Dependency, Handle, Json, Ref};

use crate::composition::Composition;
use crate::report::code;

/// What a role is made from.
pub(crate) struct Identity<'i> {
    /// Its name in the stack.
    pub(crate) name: String,
    /// Its name in AWS.
    pub(crate) role_name: String,
    pub(crate) description: String,
    pub(crate) trusts: Trust<'i>,
    pub(crate) permissions: Vec<Statement>,
}

/// Who takes a role on.
pub(crate) enum Trust<'i> {
    /// A service of AWS, acting for this account.
    Service(&'i str),
    /// Whom the document says, and that in words.
    Document { who: &'i str, document: PolicyDocument },
}

/// A role with its permissions.
#[derive(Clone, Copy)]
pub(crate) struct Granted {
    pub(crate) role: Handle<Role>,
    /// What there is once the role may do what it is for.
    pub(crate) ready: Dependency,
}

/// Adds a role, and a policy of its own if it may do anything.
pub(crate) fn add(c: &mut Composition<'_>, identity: Identity<'_>) -> Granted {
    let Identity { name, role_name, description, trusts, permissions } = identity;
    let (trusts, trust) = match trusts {
        Trust::Service(service) => {
            (service, PolicyDocument::trust(service, c.environment.account.id.as_str()))
        }
        Trust::Document { who, document } => (who, document),
    };
    if permissions.is_empty() {
        c.report.roles.push([&role_name, trusts, "nothing", ""]);
    }
    for statement in &permissions {
        let actions = code(statement.actions());
        let resources = code(statement.resources().iter().map(|resource| c.stack.describe(resource)));
        c.report.roles.push([&role_name, trusts, &actions, &resources]);
    }

    // Where pipelines make roles, no role may do more than bootstrap says.
    let permissions_boundary =
        c.environment.github.as_ref().map(|_| {
            format!("arn:aws:iam::{}:policy/{}", c.environment.account.id, c.names.boundary()).into()
        });
    let mut file = c.file("identity");
    let role = Role {
        assume_role_policy: Json(trust),
        description: description.clone(),
        name: role_name.clone(),
        permissions_boundary,
    };
    let role = file.add(name.clone(), role);
    if permissions.is_empty() {
        return Granted { role, ready: role.dependency() };
    }
    let policy = Policy { description, name: role_name, policy: Json(PolicyDocument::new(permissions)) };
    let policy = file.add(name.clone(), policy);
    let role_name: Ref<Role, RoleName> = role.get(&Role::NAME);
    let attachment = file.add(name, RolePolicyAttachment { policy_arn: policy.arn(), role: role_name });
    Granted { role, ready: attachment.dependency() }
}
