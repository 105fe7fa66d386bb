//! Terraform's lock file, as far as it says which providers made a plan.

/// Providers with their versions, as in `hashicorp/aws 5.100.0`.
#[must_use]
pub fn providers(lock: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open: Option<&str> = None;
    for line in lock.lines() {
        let mut words = line.split_whitespace();
        match (words.next(), words.next(), words.next()) {
            (Some("provider"), Some(source), Some("{")) => open = Some(source.trim_matches('"')),
            (Some("version"), Some("="), Some(version)) => {
                let Some(source) = open.take() else { continue };
                let name = source.strip_prefix("registry.terraform.io/").unwrap_or(source);
                found.push(format!("{name} {}", version.trim_matches('"')));
            }
            _ => {}
        }
    }
    found
}

#[cfg(test)]
mod tests {
    #[test]
    fn a_lock_file_names_providers_and_versions() {
        let lock = "# made by terraform init\nprovider \"registry.terraform.io/hashicorp/aws\" {\n  version     = \"5.100.0\"\n  \
                    constraints = \">= 5.100.0\"\n  hashes = [\n    \"h1:x\",\n  ]\n}\n";
        assert_eq!(super::providers(lock), ["hashicorp/aws 5.100.0"]);
        assert!(super::providers("").is_empty());
    }
}
