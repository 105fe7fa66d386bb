//! Repositories of images.

mod image_lifecycle_json;
mod image_lifecycle_keeps_previous;
mod image_lifecycle_key_known;
mod image_lifecycle_priority;
mod image_lifecycle_selection;
mod image_lifecycle_untagged;
mod image_repository_declared;
mod lifecycle;
mod production_images_kept;
mod registry_scans_all;
mod repository_lifecycle_present;
mod repository_name_legal;
mod repository_scanned;
mod repository_tags_immutable;

use crate::rule::Rule;

pub(super) const RULES: &[&Rule] = &[
    &image_lifecycle_json::RULE,
    &image_lifecycle_priority::RULE,
    &image_lifecycle_selection::RULE,
    &image_lifecycle_untagged::RULE,
    &image_repository_declared::RULE,
    &production_images_kept::RULE,
    &registry_scans_all::RULE,
    &repository_lifecycle_present::RULE,
    &repository_name_legal::RULE,
    &repository_scanned::RULE,
    &repository_tags_immutable::RULE,
    &image_lifecycle_key_known::RULE,
    &image_lifecycle_keeps_previous::RULE,
];
