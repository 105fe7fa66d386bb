//! Where a service's images are, and which of them runs.
//!
//! The pipeline deploys by digest and then writes the image's name into a parameter, which the task definition reads.
//! `track_latest` makes Terraform compare with the newest revision, whoever registered it; so no plan ever takes a
//! deployment back, and a change of the task definition keeps the image that runs.

use aws::ecr::{
    CountType, CountUnit, EncryptionConfiguration, EncryptionType, ImageScanningConfiguration,
    ImageTagMutability, Lifecycle, LifecycleAction, LifecycleActionType, LifecyclePolicy, LifecycleRule,
    Repository, Selection,
};
use aws::ssm::{Parameter, ParameterType};
use environment::IMAGES_KEPT;
use terraform::{Handle, Json, Meta, Text, text};

use crate::composition::Composition;
use crate::encryption::Keys;

pub(crate) struct Images {
    pub(crate) repository: Handle<Repository>,
    /// The name of the image that runs.
    pub(crate) current: Text,
    /// Where that name is kept.
    pub(crate) pointer: Handle<Parameter>,
    /// A name that no image has: for tasks of which each run registers a revision with its own image.
    pub(crate) none: Text,
}

pub(crate) fn add(c: &mut Composition<'_>, service: &environment::ServiceName, keys: &Keys) -> Images {
    let names = c.names;
    let mut file = c.stack.file("images");
    let key = service.as_str();
    let repository = file.add(
        key,
        Repository {
            encryption_configuration: EncryptionConfiguration {
                encryption_type: EncryptionType::Kms,
                kms_key: keys.images.arn(),
            },
            force_delete: !c.environment.deletion_protection,
            image_scanning_configuration: ImageScanningConfiguration { scan_on_push: true },
            image_tag_mutability: ImageTagMutability::Immutable,
            name: names.service(service),
        },
    );
    let policy = LifecyclePolicy {
        policy: Json(Lifecycle { rules: vec![keep_newest(), expire_untagged()] }),
        repository: repository.get(&Repository::NAME),
    };
    file.add(key, policy);
    let none = text![repository.get(&Repository::REPOSITORY_URL), ":none-deployed-yet"];
    let pointer = file.add_with(
        key,
        Parameter {
            description: format!("The image that {service} runs, written by deployments"),
            key_id: keys.parameters.arn(),
            name: names.image_parameter(service),
            kind: ParameterType::SecureString,
            value: none.clone(),
        },
        &Meta::ignore_changes(["value"]),
    );
    Images { repository, current: pointer.get(&Parameter::VALUE).nonsensitive(), pointer, none }
}

fn keep_newest() -> LifecycleRule {
    LifecycleRule {
        rule_priority: 1,
        description: format!("keep the last {IMAGES_KEPT} tagged images"),
        selection: Selection::Tagged {
            tag_pattern_list: vec!["*"],
            count_type: CountType::ImageCountMoreThan,
            count_number: IMAGES_KEPT,
        },
        action: LifecycleAction { kind: LifecycleActionType::Expire },
    }
}

fn expire_untagged() -> LifecycleRule {
    LifecycleRule {
        rule_priority: 2,
        description: "expire untagged images after a day".to_owned(),
        selection: Selection::Untagged {
            count_type: CountType::SinceImagePushed,
            count_unit: CountUnit::Days,
            count_number: 1,
        },
        action: LifecycleAction { kind: LifecycleActionType::Expire },
    }
}
