//! The server's master, whose secret is given to the one task that sets a database up.

use super::Reader;
use crate::database::Master;

/// As ECS hands out the secret that Amazon RDS manages: as it is, and to one task definition.
const MASTER_SECRET: &str = "DATABASE_MASTER_SECRET";

/// The master, who must be there.
pub fn master(env: &mut Reader) -> Option<Master> {
    let Some(secret) = env.text(MASTER_SECRET) else {
        env.fail(MASTER_SECRET, "is not set; `database-setup` logs in with what it says");
        return None;
    };
    Master::parse(&secret).map_err(|problem| env.fail(MASTER_SECRET, problem)).ok()
}

/// No master: who serves and had the secret could take back whatever protects the records.
pub fn no_master(env: &mut Reader) -> Option<()> {
    if env.text(MASTER_SECRET).is_none() {
        return Some(());
    }
    env.fail(MASTER_SECRET, "is set; take it away, as only `database-setup` may have it");
    None
}
