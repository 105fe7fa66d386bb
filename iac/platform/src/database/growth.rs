//! What to change when the load grows, and what it costs then: list prices of us-east-1, rounded, without storage and
//! backups. <https://aws.amazon.com/rds/aurora/pricing/>, <https://aws.amazon.com/rds/postgresql/pricing/>

use aws::limits::{AuroraCapacity, DbInstanceClass};
use environment::{AuroraInstances, AuroraServerless, Engine, Environment, Instance, Managed};

use crate::report::Rows;

const HOURS_OF_A_MONTH: f64 = 730.0;

/// USD for an ACU and an hour.
const ACU_HOUR: f64 = 0.12;

/// USD for a GiB of memory and an hour, by the family of classes.
const GIBIBYTE_HOUR: [(&str, f64); 3] = [("db.t4g.", 0.016), ("db.m7g.", 0.021), ("db.r7g.", 0.015)];

/// Load, connections, what the database must be, what its machines cost a month.
pub(super) fn rows(environment: &Environment, managed: &Managed) -> Rows<4> {
    let mut rows = Rows::default();
    for (load, factor) in [("now", 1), ("10 times", 10), ("100 times", 100)] {
        let tasks = environment.tasks() * factor;
        let needed = managed.connections_needed(tasks);
        let (database, cost) = match &managed.engine {
            Engine::AuroraServerless(aurora) => self::aurora(aurora, managed.subnets.len(), factor, needed),
            Engine::Instance(instance) => self::instance(instance, factor, needed),
        };
        rows.push([load, &format!("{needed} for {tasks} tasks"), &database, &cost]);
    }
    rows
}

/// What no single machine takes any more.
const POOLED: &str = "a pool of connections before the database (RDS Proxy): no PostgreSQL takes so many";

fn aurora(aurora: &AuroraServerless, zones: usize, factor: u64, needed: u64) -> (String, String) {
    // What has a load does not pause.
    let least = if factor == 1 { aurora.minimum } else { aurora.minimum.max(AuroraCapacity::ONE) };
    let minimum = times(least, factor);
    let taken = |capacity: &AuroraCapacity| u64::from(capacity.connections(minimum)) >= needed;
    let enough = (2..=512).filter_map(|halves| AuroraCapacity::new(f64::from(halves) / 2.0).ok()).find(taken);
    let maximum = times(aurora.maximum, factor).max(enough.unwrap_or(AuroraCapacity::ONE)).max(minimum);
    let machines = match aurora.instances {
        AuroraInstances::Single if factor == 1 => 1,
        _ => zones,
    };
    let mut database = format!("{minimum} to {maximum} ACU, {}", count(machines, "machine"));
    if enough.is_none() {
        database = format!("{database}, and {POOLED}");
    }
    let machines = u32::try_from(machines).unwrap_or(u32::MAX);
    let usd = |capacity: AuroraCapacity| {
        (capacity.units() * f64::from(machines) * ACU_HOUR * HOURS_OF_A_MONTH).round()
    };
    (database, format!("{} to {} USD", usd(minimum), usd(maximum)))
}

fn instance(instance: &Instance, factor: u64, needed: u64) -> (String, String) {
    let memory = u64::from(instance.class.memory()) * factor;
    let fits = |class: &DbInstanceClass| {
        u64::from(class.memory()) >= memory && u64::from(class.connections()) >= needed
    };
    let class = if factor == 1 {
        Some(instance.class.clone())
    } else {
        DbInstanceClass::all().filter(fits).min_by(|one, other| hour(one).total_cmp(&hour(other)))
    };
    let Some(class) = class else {
        let database = format!("Aurora, whose readers share the load, and {POOLED}");
        return (database, "as much as Aurora's".to_owned());
    };
    // A database with a load has a standby.
    let has_standby = instance.multi_az || factor > 1;
    let machines = 1 + u32::from(has_standby);
    let standby = if has_standby { " with a standby" } else { "" };
    (
        format!("`{class}`{standby}"),
        format!("{} USD", (hour(&class) * f64::from(machines) * HOURS_OF_A_MONTH).round()),
    )
}

/// USD for a machine of a class and an hour.
fn hour(class: &DbInstanceClass) -> f64 {
    let price = GIBIBYTE_HOUR.iter().find(|(family, _)| class.as_str().starts_with(family));
    price.map_or(0.0, |(_, price)| price * f64::from(class.memory()))
}

/// So many times a capacity, as far as there is so much.
fn times(capacity: AuroraCapacity, factor: u64) -> AuroraCapacity {
    let factor = u32::try_from(factor).unwrap_or(u32::MAX);
    let units = (capacity.units() * f64::from(factor)).min(256.0);
    AuroraCapacity::new(units).unwrap_or(capacity)
}

fn count(number: usize, what: &str) -> String {
    if number == 1 { format!("one {what}") } else { format!("{number} {what}s") }
}
