//! Names of things; AWS's own names are composed of them.

use aws::limits::Refused;

aws::text_type!(
    /// The application's name, with which every name in the account begins.
    ApplicationName, check: |text: &str| check(text, 32), pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples: ["healthcare-app"]
);

aws::text_type!(
    /// The name of an environment, which is the name of its file.
    EnvironmentName, check: environment, pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples: ["dev", "prod"]
);

aws::text_type!(
    /// The name of a service: lower case, digits and single hyphens.
    ServiceName, check: |text: &str| check(text, 40), pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples: ["patient-service"]
);

aws::text_type!(
    /// The name of a load balancer among those of the environment.
    LoadBalancerName, check: |text: &str| check(text, 16), pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples: ["main"]
);

aws::text_type!(
    /// The name of a scheduled change of a service's bounds.
    ScheduleName, check: |text: &str| check(text, 32), pattern: "^[a-z][a-z0-9]*(-[a-z0-9]+)*$", examples: ["office-hours"]
);

/// The last two would own the account's state bucket and its bucket of access logs, whose names begin as theirs would:
/// `healthcare-app-terraform-`, `healthcare-app-access-`.
const RESERVED: [&str; 4] = ["bootstrap", "shared", "terraform", "access"];

fn environment(text: &str) -> Result<(), Refused> {
    check(text, 16)?;
    if RESERVED.contains(&text) {
        return Err(Refused::new(format!("`{text}` is reserved and cannot be the name of an environment"))
            .hint("rename the file"));
    }
    Ok(())
}

fn check(text: &str, longest: usize) -> Result<(), Refused> {
    let word = |word: &str| {
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
    };
    if text.starts_with(|c: char| c.is_ascii_lowercase())
        && text.split('-').all(word)
        && text.len() <= longest
    {
        return Ok(());
    }
    let what = if text.len() > longest { "is too long for a name" } else { "is not a name" };
    Err(Refused::new(format!("`{text}` {what}"))
        .allowed(format!("at most {longest} of `a-z`, `0-9` and single hyphens, a letter first")))
}

impl ServiceName {
    /// The variable in which a service that calls this one finds its address: `PATIENT_SERVICE_URL`.
    #[must_use]
    pub fn url_variable(&self) -> String {
        format!("{}_URL", self.as_str().to_ascii_uppercase().replace('-', "_"))
    }
}

impl LoadBalancerName {
    /// The load balancer of services that name none.
    #[must_use]
    pub fn main() -> Self {
        Self("main".to_owned())
    }

    /// Whether this is the one of services that name none.
    #[must_use]
    pub fn is_main(&self) -> bool {
        self.as_str() == "main"
    }
}

#[cfg(test)]
mod tests {
    use super::{EnvironmentName, ServiceName};

    #[test]
    fn names_are_plain() {
        assert!(ServiceName::new("patient-service").is_ok() && ServiceName::new("a1").is_ok());
        for wrong in ["", "1a", "A", "a_b", "a--b", "-a", "a-", "é", &"a".repeat(41)] {
            assert!(ServiceName::new(wrong).is_err(), "{wrong}");
        }
        assert!(EnvironmentName::new("dev").is_ok() && EnvironmentName::new("shared").is_err());
        assert!(EnvironmentName::new("terraform").is_err() && EnvironmentName::new("access").is_err());
    }
}
