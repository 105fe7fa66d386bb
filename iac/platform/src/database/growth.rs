//! What to change when the load grows, and what it costs then: list prices of us-east-1, rounded, without storage and
//! backups. <https://aws.amazon.com/rds/aurora/pricing/>, <https://aws.amazon.com/rds/postgresql/pricing/>,
//! <https://aws.amazon.com/fargate/pricing/>

use aws::limits::{AuroraCapacity, DbInstanceClass, MOST_CONNECTIONS};
use environment::{
    Architecture, AuroraInstances, AuroraServerless, Engine, Environment, Instance, Managed, Service,
};

use crate::report::Rows;

/// How many times the load is looked at that there is now.
const LOADS: [(&str, u64); 3] = [("now", 1), ("10 times", 10), ("100 times", MOST_TIMES)];
const MOST_TIMES: u64 = 100;

const HOURS_OF_A_MONTH: f64 = 730.0;

/// USD for an ACU and an hour.
const ACU_HOUR: f64 = 0.12;

/// USD for a GiB of memory and an hour, by the family of classes.
const GIBIBYTE_HOUR: [(&str, f64); 3] = [("db.t4g.", 0.016), ("db.m7g.", 0.021), ("db.r7g.", 0.015)];

/// USD for a vCPU and for a GiB of memory of a task, and an hour.
const fn fargate_hour(architecture: Architecture) -> (f64, f64) {
    match architecture {
        Architecture::Arm64 => (0.032_38, 0.003_56),
        Architecture::X86_64 => (0.040_48, 0.004_445),
    }
}

/// Load, connections, what all tasks cost a month, what the database must be, what its machines cost a month.
pub(super) fn rows(environment: &Environment, managed: &Managed) -> Rows<5> {
    let mut rows = Rows::default();
    for (load, factor) in LOADS {
        let tasks = environment.tasks() * factor;
        let needed = managed.connections_needed(tasks);
        let taken = needed.min(MOST_CONNECTIONS.into());
        let (mut database, cost) = match &managed.engine {
            Engine::AuroraServerless(aurora) => self::aurora(aurora, managed.subnets.len(), factor, taken),
            Engine::Instance(instance) => self::instance(instance, factor, taken),
        };
        if needed > taken {
            database = format!("{database}, and {POOLED}");
        }
        let tasks_cost = format!("{} USD", self::tasks(environment, factor));
        rows.push([load, &format!("{needed} for {tasks} tasks"), &tasks_cost, &database, &cost]);
    }
    rows
}

/// Whether no single machine takes the connections of the largest of the loads.
pub(super) fn is_pooled(environment: &Environment, managed: &Managed) -> bool {
    let tasks = environment.tasks() * MOST_TIMES;
    managed.connections_needed(tasks) > MOST_CONNECTIONS.into()
}

/// USD for all tasks a month, if they all ran all the time.
fn tasks(environment: &Environment, factor: u64) -> f64 {
    let (cpu_hour, memory_hour) = fargate_hour(environment.compute.architecture);
    let of = |service: &Service| {
        let (cpu, memory) = (f64::from(service.size.cpu()), f64::from(service.size.memory()));
        f64::from(service.scaling.most()) * (cpu * cpu_hour + memory * memory_hour) / 1024.0
    };
    let factor = f64::from(u32::try_from(factor).unwrap_or(u32::MAX));
    (environment.services.values().map(of).sum::<f64>() * factor * HOURS_OF_A_MONTH).round()
}

/// What stands before the database where no single machine takes all connections.
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
    let database = format!("{minimum} to {maximum} ACU, {}", count(machines, "machine"));
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
        let month = (ACU_HOUR * HOURS_OF_A_MONTH).round();
        return (
            "Aurora, whose readers share the load: no class has so much memory".to_owned(),
            format!("{month} USD for each ACU (2 GiB of memory) of each of its machines"),
        );
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

#[cfg(test)]
mod tests {
    use aws::limits::DbInstanceClass;
    use environment::{Instance, StorageGib};

    use super::instance;

    #[test]
    fn what_outgrows_every_class_becomes_aurora() {
        let large = Instance {
            class: DbInstanceClass::new("db.r7g.xlarge").unwrap(),
            storage: StorageGib::new(20).unwrap(),
            maximum_storage: StorageGib::new(100).unwrap(),
            multi_az: true,
        };
        let (database, cost) = instance(&large, 10, 5_000);
        assert!(database.starts_with("`db."), "{database}: {cost}");
        let (database, cost) = instance(&large, 100, 5_000);
        assert_eq!(database, "Aurora, whose readers share the load: no class has so much memory");
        assert_eq!(cost, "88 USD for each ACU (2 GiB of memory) of each of its machines");
    }
}
