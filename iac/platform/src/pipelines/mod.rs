//! Who the pipelines are: in bootstrap, which a person applies, the roles that plan and apply each environment and the
//! boundary of the roles in it; in the environment, the role that deploys.

mod boundary;
pub(crate) mod deploy;
mod grant;
mod grants;
mod guard;
mod pack;
mod state;
mod trust;

use std::collections::BTreeSet;

use aws::iam::{
    OpenidConnectProvider, Policy, PolicyDocument, Role, RolePolicyAttachment, Statement, User,
    UserPolicyAttachment,
};
use aws::kms::Key;
use aws::s3::Bucket;
use environment::{Account, Bootstrap, Environment, Github, InterfaceEndpoints, Names};
use terraform::{Handle, Json, Stack, Text};

use crate::database;
use crate::report::{Rows, code};
use grant::{Access, Place};

/// Where states are.
#[derive(Clone, Copy)]
pub(crate) struct State {
    pub(crate) bucket: Handle<Bucket>,
    pub(crate) key: Handle<Key>,
}

/// What the README tells of the pipelines.
#[derive(Default)]
pub(crate) struct Report {
    /// Role, who takes it on, its policies.
    pub(crate) roles: Rows<3>,
    /// Policy, what it allows or denies, on what, if what.
    pub(crate) policies: Rows<5>,
    /// Statement, what of it AWS asks for and the local AWS does not, for which types, and where AWS says so.
    pub(crate) unasked: Rows<4>,
}

/// A policy, and what it is called.
#[derive(Clone)]
struct Given {
    name: String,
    policy: Handle<Policy>,
}

/// Adds everything for the pipelines of these environments, if there are any.
pub(crate) fn add(
    stack: &mut Stack,
    bootstrap: &Bootstrap,
    environments: &[Environment],
    state: State,
) -> Option<Report> {
    let github = bootstrap.github.as_ref()?;
    let provider = OpenidConnectProvider { client_id_list: vec![trust::AUDIENCE], url: trust::ISSUER };
    let provider = stack.file("pipelines").add("github", provider);
    let user = github
        .static_keys
        .then(|| stack.file("pipelines").add("pipelines", User { name: bootstrap.pipelines_user() }));
    let mut report = Report::default();
    let stacks: Vec<BTreeSet<String>> = environments.iter().map(types).collect();
    let all = stacks.iter().flatten().cloned().collect();
    for (grant, source) in grants::unasked(&all) {
        report.unasked.push([&code([grant.sid]), &code(grant.actions), &code(grant.types), source]);
    }
    let mut pipelines = Pipelines {
        stack,
        account: &bootstrap.account,
        github,
        provider: provider.arn().into(),
        user: user.map(|user| user.arn().into()),
        state,
        report,
    };
    let each = environments.iter().zip(&stacks);
    let roles: Vec<Text> =
        each.flat_map(|(environment, types)| pipelines.add_environment(environment, types)).collect();
    if let Some(user) = user {
        let may = Statement::allow("TakeOnRoles", ["sts:AssumeRole", "sts:TagSession"]).on(roles);
        let name = bootstrap.pipelines_user();
        let given =
            pipelines.policy("pipelines", name, "May take on pipelines' roles, and nothing else", vec![may]);
        let attachment = UserPolicyAttachment { policy_arn: given.policy.arn(), user: user.get(&User::NAME) };
        pipelines.stack.file("pipelines").add("pipelines", attachment);
    }
    Some(pipelines.report)
}

/// The pipelines in the making.
struct Pipelines<'p> {
    stack: &'p mut Stack,
    account: &'p Account,
    github: &'p Github,
    provider: Text,
    user: Option<Text>,
    state: State,
    report: Report,
}

impl Pipelines<'_> {
    /// Adds the roles of one environment, and says who they are: the deploy role, which is the environment's, too.
    /// `types` are those of its stack.
    fn add_environment(&mut self, environment: &Environment, types: &BTreeSet<String>) -> Vec<Text> {
        let names = environment.names();
        let place = Place::of(environment);
        let env = environment.name.as_str();

        let boundary = boundary::permissions(environment);
        self.policy(
            &format!("{env}_boundary"),
            names.boundary(),
            "What the environment's roles may do at most",
            boundary,
        );
        // The keys of parameters have no names to restrict it to: apart, so that the waiver for it is of one policy.
        let (keys, reading): (Vec<_>, Vec<_>) =
            grants::of(types, Access::Read).partition(|grant| grant.actions.contains(&"kms:Decrypt"));
        let plan = state::plan(self.state, env).into_iter().chain(grant::statements(keys, &place)).collect();
        let plan =
            self.one(&names, env, "plan", "Reads the state, holds its lock, and changes nothing", plan);
        let (written, writing): (Vec<_>, Vec<_>) =
            grants::of(types, Access::Write).partition(|grant| grant.actions.contains(&"kms:Decrypt"));
        let writing = grants::beyond(&reading, writing);
        let reading = grant::statements(reading, &place);
        let reading = self.many(&names, env, "read", "What a plan looks at", reading);
        let save = self.one(&names, env, "save", "Saves plans", state::save(self.state, env));
        let guard = guard::statements(self.state, environment);
        let written = grant::statements(written, &place);
        let apply = state::apply(self.state, env).into_iter().chain(guard).chain(written).collect();
        let apply = self.one(&names, env, "apply", "Writes the state, and leaves bootstrap alone", apply);
        let writing = grant::statements(writing, &place);
        let writing = self.many(&names, env, "write", "What an apply changes", writing);

        let to_plan = [vec![plan], reading].concat();
        let to_save = [to_plan.clone(), vec![save]].concat();
        let to_apply = [to_plan.clone(), vec![apply], writing].concat();
        let at_apply = format!("environment:{env}");
        let roles = [
            self.role(&names, env, "plan-pull-request", "pull_request", "Plans a pull request", &to_plan),
            self.role(
                &names,
                env,
                "plan-main",
                "ref:refs/heads/main",
                "Plans what was merged, and saves the plan",
                &to_save,
            ),
            self.role(&names, env, "apply", &at_apply, "Applies a saved plan", &to_apply),
        ];
        let deploy = format!("arn:aws:iam::{}:role/{}", environment.account.id, names.deploy_role());
        roles.into_iter().map(|role| Text::from(role.arn())).chain([deploy.into()]).collect()
    }

    fn role(
        &mut self,
        names: &Names,
        env: &str,
        what: &str,
        occasion: &str,
        description: &str,
        given: &[Given],
    ) -> Handle<Role> {
        let trusted =
            trust::document(self.account, self.provider.clone(), self.github, occasion, self.user.clone());
        let role_name = names.of_bootstrap(what);
        let policies = code(given.iter().map(|given| &given.name));
        let who = trust::described(self.github, occasion);
        self.report.roles.push([&role_name, &who, &policies]);
        let key = format!("{env}_{}", what.replace('-', "_"));
        let mut file = self.stack.file("pipelines");
        let role = file.add(
            key.clone(),
            Role {
                assume_role_policy: Json(trusted),
                description: format!("{description} of {env}"),
                name: role_name,
                permissions_boundary: None,
            },
        );
        for (at, given) in given.iter().enumerate() {
            let attachment =
                RolePolicyAttachment { policy_arn: given.policy.arn(), role: role.get(&Role::NAME) };
            file.add(format!("{key}_{}", at + 1), attachment);
        }
        role
    }

    fn one(&mut self, names: &Names, env: &str, what: &str, description: &str, may: Vec<Statement>) -> Given {
        self.policy(&format!("{env}_{what}"), names.of_bootstrap(what), description, may)
    }

    /// As many policies as AWS's limit makes of it.
    fn many(
        &mut self,
        names: &Names,
        env: &str,
        what: &str,
        description: &str,
        may: Vec<Statement>,
    ) -> Vec<Given> {
        let documents = pack::documents(may);
        let numbered = (1..).zip(documents).map(|(at, document)| {
            let name = names.of_bootstrap(&format!("{what}-{at}"));
            self.add_policy(format!("{env}_{what}_{at}"), name, description, document)
        });
        numbered.collect()
    }

    fn policy(&mut self, key: &str, name: String, description: &str, may: Vec<Statement>) -> Given {
        self.add_policy(key.to_owned(), name, description, PolicyDocument::new(may))
    }

    fn add_policy(
        &mut self,
        key: String,
        name: String,
        description: &str,
        document: PolicyDocument,
    ) -> Given {
        for statement in document.statements() {
            let resources = code(statement.resources().iter().map(|resource| self.stack.describe(resource)));
            let conditions = statement.conditions().map(|(operator, key, values)| {
                let values: Vec<String> = values.iter().map(|value| self.stack.describe(value)).collect();
                format!("{operator} {key} {}", values.join(" or "))
            });
            let conditions = code(conditions);
            let effect = statement.effect().word();
            self.report.policies.push([&name, effect, &code(statement.actions()), &resources, &conditions]);
        }
        let policy =
            Policy { description: description.to_owned(), name: name.clone(), policy: Json(document) };
        Given { name, policy: self.stack.file("pipelines").add(key, policy) }
    }
}

/// The types of everything in the environment's stack, look-ups with `data.` before them.
fn types(environment: &Environment) -> BTreeSet<String> {
    let stack = crate::compose(environment).stack;
    let addresses = stack.addresses();
    let mut types: BTreeSet<String> =
        addresses.keys().filter_map(|address| Some(address.rsplit_once('.')?.0.to_owned())).collect();
    if environment.network.interface_endpoints == InterfaceEndpoints::Required {
        types.insert(grants::ec2::INTERFACE_ENDPOINT.to_owned());
    }
    if environment.database.managed().is_some() && !database::is_kept(environment) {
        types.insert(grants::backup::EMPTIED_VAULT.to_owned());
    }
    types
}
