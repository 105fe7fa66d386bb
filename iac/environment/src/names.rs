//! The names of everything in the account: composed here and nowhere else.

use aws::limits::{AccountId, AvailabilityZone, Region};

use crate::DatabaseTask;
use crate::text::{ApplicationName, EnvironmentName, LoadBalancerName, ServiceName};

/// The names of one environment's things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    application: String,
    environment: String,
    account: String,
}

/// How many images with a tag a service's repository keeps.
pub const IMAGES_KEPT: u16 = 5;

/// The longest name of a load balancer and of a target group.
pub(crate) const LONGEST_LOAD_BALANCER: usize = 32;

impl Names {
    pub(crate) fn new(
        application: &ApplicationName,
        environment: &EnvironmentName,
        account: &AccountId,
    ) -> Self {
        Self {
            application: application.to_string(),
            environment: environment.to_string(),
            account: account.to_string(),
        }
    }

    /// What every name begins with: `healthcare-app-dev`.
    #[must_use]
    pub fn prefix(&self) -> String {
        [&self.application, "-", &self.environment].concat()
    }

    /// A thing there is one of: `healthcare-app-dev-flow-logs`.
    #[must_use]
    pub fn of(&self, what: &str) -> String {
        [&self.application, "-", &self.environment, "-", what].concat()
    }

    /// A load balancer: the prefix alone for the main one.
    #[must_use]
    pub fn load_balancer(&self, name: &LoadBalancerName) -> String {
        if name.is_main() { self.prefix() } else { self.of(name.as_str()) }
    }

    /// A target group: environment and service, cut to fit, and a hash of what cannot be changed in place.
    #[must_use]
    pub fn target_group(&self, service: &ServiceName, hash: &str) -> String {
        let name = format!("{}-{service}", self.environment);
        let room = LONGEST_LOAD_BALANCER.saturating_sub(hash.len() + 1);
        let cut = name.get(..room).unwrap_or(&name).trim_end_matches('-');
        format!("{cut}-{hash}")
    }

    /// A service: also its task family, its image repository and its security group.
    #[must_use]
    pub fn service(&self, service: &ServiceName) -> String {
        self.of(service.as_str())
    }

    /// The role with which ECS starts a service's tasks.
    #[must_use]
    pub fn execution_role(&self, service: &ServiceName) -> String {
        self.of(&format!("{service}-execution"))
    }

    /// The role that a service's tasks have.
    #[must_use]
    pub fn task_role(&self, service: &ServiceName) -> String {
        self.of(&format!("{service}-task"))
    }

    /// The family of a one-off task on a service's database: `healthcare-app-dev-patient-service-migrate`.
    #[must_use]
    pub fn database_task(&self, service: &ServiceName, task: DatabaseTask) -> String {
        self.of(&format!("{service}-{}", task.command()))
    }

    /// The role that that task has.
    #[must_use]
    pub fn database_task_role(&self, service: &ServiceName, task: DatabaseTask) -> String {
        self.of(&format!("{service}-{}-task", task.word()))
    }

    /// The role with which a pipeline deploys images.
    #[must_use]
    pub fn deploy_role(&self) -> String {
        self.of("deploy")
    }

    /// Something of this environment that the bootstrap root makes: `healthcare-app-bootstrap-dev-apply`. It does not begin
    /// with the environment's prefix, so what may be done to everything that does leaves it alone.
    #[must_use]
    pub fn of_bootstrap(&self, what: &str) -> String {
        format!("{}-bootstrap-{}-{what}", self.application, self.environment)
    }

    /// The policy that says what the environment's roles may do at most.
    #[must_use]
    pub fn boundary(&self) -> String {
        self.of_bootstrap("boundary")
    }

    /// The user with access keys that may take on pipelines' roles.
    #[must_use]
    pub fn pipelines_user(&self) -> String {
        pipelines_user(&self.application)
    }

    /// An instance of the database, one in each zone that has any: the zone's letter stands for it.
    #[must_use]
    pub fn database_instance(&self, region: &Region, zone: &AvailabilityZone) -> String {
        let zone = zone.as_str();
        self.of(zone.strip_prefix(region.as_str()).unwrap_or(zone).trim_start_matches('-'))
    }

    /// The database and the role of a service: an underscore needs no quotes in SQL.
    #[must_use]
    pub fn database_role(service: &ServiceName) -> String {
        service.as_str().replace('-', "_")
    }

    /// The role that owns a service's database and migrates it: the services' programs name it so.
    #[must_use]
    pub fn database_owner(service: &ServiceName) -> String {
        format!("{}_owner", Self::database_role(service))
    }

    /// The log group of a service, or of anything else.
    #[must_use]
    pub fn log_group(&self, what: &str) -> String {
        format!("/{}/{}/{what}", self.application, self.environment)
    }

    /// The parameter with the image that a service runs.
    #[must_use]
    pub fn image_parameter(&self, service: &ServiceName) -> String {
        format!("/{}/{}/{service}/image", self.application, self.environment)
    }

    /// The alias of a key.
    #[must_use]
    pub fn kms_alias(&self, purpose: &str) -> String {
        format!("alias/{}", self.of(purpose))
    }

    /// An alarm about a service or a load balancer.
    #[must_use]
    pub fn alarm(&self, about: &str, what: &str) -> String {
        self.of(&format!("{about}-{what}"))
    }

    /// A bucket of the environment; bucket names are the world's, so the account is in it.
    #[must_use]
    pub fn bucket(&self, what: &str) -> String {
        format!("{}-{}", self.of(what), self.account)
    }

    /// The bucket with the load balancers' access logs.
    #[must_use]
    pub fn load_balancer_logs_bucket(&self) -> String {
        self.bucket("load-balancer-logs")
    }

    /// The bucket with the state of every root; the bootstrap root makes it.
    #[must_use]
    pub fn state_bucket(&self) -> String {
        state_bucket(&self.application, &self.account)
    }

    /// The key of the environment's state in that bucket.
    #[must_use]
    pub fn state_key(&self) -> String {
        format!("{}/terraform.tfstate", self.environment)
    }

    /// The bucket with the access logs of buckets; the bootstrap root makes it.
    #[must_use]
    pub fn access_logs_bucket(&self) -> String {
        access_logs_bucket(&self.application, &self.account)
    }
}

pub(crate) fn state_bucket(application: &str, account: &str) -> String {
    format!("{application}-terraform-state-{account}")
}

pub(crate) fn pipelines_user(application: &str) -> String {
    format!("{application}-bootstrap-pipelines")
}

pub(crate) fn access_logs_bucket(application: &str, account: &str) -> String {
    format!("{application}-access-logs-{account}")
}
