//! `environment` and `secrets` of a service.

mod database_url;
mod environment_size;
mod issuer;
mod keep_alive;
mod null;
mod plain_password;
mod plain_secret;
mod reserved;
mod twice;

use super::Rule;

pub(super) const RULES: &[Rule] = &[
    database_url::check,
    twice::check,
    reserved::check,
    plain_password::check,
    plain_secret::check,
    issuer::check,
    keep_alive::check,
    environment_size::check,
    null::check,
];
