//! Environments of any size.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use environment::Workspace;

/// Services behind one load balancer: with more, the rules of its security group would need a raised quota.
const BEHIND_ONE: usize = 50;

/// The committed production environment with `services` services more, over as many load balancers as they need. Their
/// databases are somebody else's, as no one database takes the connections of so many.
pub(crate) fn workspace(services: usize) -> Workspace {
    let repository = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new("."));
    let read = |file: &str| {
        let path = repository.join("environments").join(file);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    };
    let prod = read("prod.toml");
    let (before, rest) = prod.split_once("[database.managed]\n").unwrap_or_default();
    let (_, after) = rest.split_once("[service_defaults]\n").unwrap_or_default();
    let mut prod =
        format!("{before}[database.external]\nranges = [\"10.1.48.0/22\"]\n\n[service_defaults]\n{after}");
    prod = prod.split_inclusive('\n').filter(|line| !line.starts_with("isolated")).collect();
    for service in ["patient-service", "appointment-service"] {
        let _ = write!(
            prod,
            "\n[services.{service}.secrets]\nDATABASE_URL.secrets-manager = \"healthcare-app/prod/{service}\"\n"
        );
    }
    for at in 0..services {
        let _ = write!(
            prod,
            "\n[services.service-{at:04}]\nload_balancer = \"group-{:02}\"\npaths = [\"/api/service-{at:04}/*\"]\n\
             secrets.DATABASE_URL.secrets-manager = \"healthcare-app/prod/service-{at:04}\"\n",
            at / BEHIND_ONE
        );
    }
    Workspace::of_texts([
        ("environments/prod.toml", prod.as_str()),
        ("environments/shared/defaults.toml", &read("shared/defaults.toml")),
    ])
}
