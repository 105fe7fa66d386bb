//! `token`: an access token of the development key.

use uuid::Uuid;

use crate::{
    auth::DevelopmentKey,
    config::{Config, Identity},
    print,
};

/// What the token is to say.
pub(super) struct Options {
    scopes: Vec<String>,
    patient: Option<Uuid>,
    hours: i64,
}

impl Options {
    pub(super) fn read(words: &[&str]) -> Result<Self, String> {
        let mut options = Self { scopes: Vec::new(), patient: None, hours: 12 };
        for pair in words.chunks(2) {
            match pair {
                ["--scope", scope] => options.scopes.push((*scope).to_owned()),
                ["--patient", id] => {
                    options.patient = Some(id.parse().map_err(|_| format!("`{id}` is not a UUID"))?);
                }
                ["--hours", hours] => {
                    let hours = hours.parse().ok().filter(|hours| (1..=720).contains(hours));
                    options.hours = hours.ok_or("--hours takes a whole number from 1 to 720")?;
                }
                _ => {
                    let word = pair.first().copied().unwrap_or_default();
                    return Err(format!(
                        "`{word}` is not an option of `token`, or lacks its value\n\nhint: --help"
                    ));
                }
            }
        }
        if options.scopes.is_empty() {
            options.scopes.push("*".to_owned());
        }
        Ok(options)
    }
}

pub(super) fn print(config: &Config, options: &Options) -> Result<(), String> {
    let Identity::Development(file) = &config.identity else {
        return Err(
            "OIDC_ISSUER is set, so tokens come from there; unset it for the development key".to_owned()
        );
    };
    let key = DevelopmentKey::read_or_make(file)?;
    print::result(&key.token("developer", &options.scopes, options.patient, options.hours)?);
    Ok(())
}
