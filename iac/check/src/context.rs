//! What rules look at.

use std::sync::{Arc, OnceLock};

use configuration::{Configuration, Node};
use schema::Provider;

use crate::containers::Tasks;
use crate::network::Network;
use crate::policies::Policies;
use crate::policies::needs::Needs;
use crate::scaled::Scaled;
use crate::security_groups::SecurityGroups;
use crate::users::Users;
use crate::versions::Versions;

/// The files, and what is derived from them once for all rules, when the first asks for it.
pub(crate) struct Context<'c> {
    pub(crate) configuration: &'c Configuration<'c>,
    versions: Versions,
    production: OnceLock<Option<bool>>,
    root: OnceLock<bool>,
    security_groups: OnceLock<Arc<SecurityGroups<'c>>>,
    tasks: OnceLock<Tasks<'c>>,
    scaled: OnceLock<Scaled<'c>>,
    policies: OnceLock<Policies<'c>>,
    needs: OnceLock<Needs<'c>>,
    network: OnceLock<Network<'c>>,
    users: OnceLock<Users<'c>>,
}

impl<'c> Context<'c> {
    pub(crate) fn new(configuration: &'c Configuration<'c>, versions: Versions) -> Self {
        Self {
            configuration,
            versions,
            production: OnceLock::new(),
            root: OnceLock::new(),
            security_groups: OnceLock::new(),
            tasks: OnceLock::new(),
            scaled: OnceLock::new(),
            policies: OnceLock::new(),
            needs: OnceLock::new(),
            network: OnceLock::new(),
            users: OnceLock::new(),
        }
    }

    /// The versions of the provider that may be the one.
    pub(crate) fn providers(&self) -> &[Provider] {
        self.versions.providers()
    }

    /// Whether something is refused, given how many of the versions refuse it.
    pub(crate) fn refuses(&self, versions: usize) -> bool {
        match self.versions {
            Versions::Any => versions == self.providers().len(),
            Versions::Every | Versions::One(_) => versions > 0,
        }
    }

    /// The resources of a type.
    pub(crate) fn resources(&self, ty: &'c str) -> impl Iterator<Item = Node<'c>> + use<'c> {
        self.configuration.resources(ty)
    }

    /// The rules of security groups.
    pub(crate) fn security_groups(&self) -> &Arc<SecurityGroups<'c>> {
        self.security_groups.get_or_init(|| Arc::new(SecurityGroups::of(self.configuration)))
    }

    /// The task definitions and their containers.
    pub(crate) fn tasks(&self) -> &Tasks<'c> {
        self.tasks.get_or_init(|| Tasks::of(self.configuration))
    }

    /// Which services are scaled.
    pub(crate) fn scaled(&self) -> &Scaled<'c> {
        self.scaled.get_or_init(|| Scaled::of(self.configuration))
    }

    /// Every policy, wherever it stands.
    pub(crate) fn policies(&self) -> &Policies<'c> {
        self.policies.get_or_init(|| Policies::of(self.configuration, self.is_root()))
    }

    /// What the execution roles of tasks must be allowed.
    pub(crate) fn needs(&self) -> &Needs<'c> {
        self.needs.get_or_init(|| Needs::of(self))
    }

    /// Who reaches whom.
    pub(crate) fn network(&self) -> &Network<'c> {
        self.network.get_or_init(|| Network::of(self.configuration, Arc::clone(self.security_groups())))
    }

    /// Who refers to whom.
    pub(crate) fn users(&self) -> &Users<'c> {
        self.users.get_or_init(|| Users::of(self.configuration))
    }

    /// Whether what the files do not say is said nowhere: they are all there are, and configure a provider. A directory that
    /// does not is a module, and who calls it may add the rest.
    pub(crate) fn is_root(&self) -> bool {
        *self.root.get_or_init(|| {
            let configuration = self.configuration;
            configuration.documents().complete && configuration.others("provider").next().is_some()
        })
    }

    /// Whether the files say that they are production's: by the tag `environment` that every resource gets. Nothing, if
    /// they say neither that nor anything else.
    pub(crate) fn is_production(&self) -> Option<bool> {
        *self.production.get_or_init(|| {
            let tags = self
                .configuration
                .others("provider")
                .flat_map(|provider| provider.blocks("default_tags"))
                .flat_map(|tags| tags.get("tags").members());
            let mut environments = tags.filter(|(key, _)| key.eq_ignore_ascii_case("environment"));
            let environment = environments.find_map(|(_, value)| value.text().known())?;
            Some(["prod", "production"].iter().any(|name| environment.eq_ignore_ascii_case(name)))
        })
    }
}
