//! Aurora PostgreSQL Serverless v2: storage in three zones, and machines whose size follows the load.

use aws::rds::{
    Cluster, ClusterInstance, ClusterParameterGroup, Engine, LogExport, ServerlessClass,
    Serverlessv2ScalingConfiguration,
};
use environment::{AuroraInstances, AuroraServerless};
use terraform::{Handle, Meta};

use super::{
    Database, FILE, Foundation, INSIGHTS_DAYS, MASTER, MONITORING_SECONDS, NAME, alarms, backup, parameters,
};
use crate::composition::Composition;

pub(super) fn add(
    c: &mut Composition<'_>,
    foundation: Foundation<'_>,
    aurora: &AuroraServerless,
) -> Database {
    let cluster = add_cluster(c, &foundation, aurora);
    let several = add_instances(c, &foundation, aurora, cluster);
    backup::add(c, foundation.managed, foundation.key, cluster.arn().into());
    alarms::of_aurora(c, &foundation, cluster, several);
    Database {
        key: foundation.key,
        group: foundation.group,
        endpoint: cluster.get(&Cluster::ENDPOINT).into(),
        reader_endpoint: several.then(|| cluster.get(&Cluster::READER_ENDPOINT).into()),
        resource_id: cluster.get(&Cluster::CLUSTER_RESOURCE_ID).into(),
        master_secret: cluster.get(&Cluster::MASTER_USER_SECRET).into(),
    }
}

fn add_cluster(
    c: &mut Composition<'_>,
    foundation: &Foundation<'_>,
    aurora: &AuroraServerless,
) -> Handle<Cluster> {
    let environment = c.environment;
    let managed = foundation.managed;
    let parameters = ClusterParameterGroup {
        description: "TLS for everybody, and a log without people's data".to_owned(),
        family: format!("aurora-postgresql{}", managed.version),
        // Another version has another family, and the old group goes when nothing uses it any more.
        name: c.names.of(&format!("postgresql{}", managed.version)),
        parameter: parameters::all(),
    };
    let parameters = c.file(FILE).add_with(NAME, parameters, &Meta::create_before_destroy());
    let final_snapshot_identifier = super::final_snapshot(c);
    let cluster = Cluster {
        // The file's `version` is the decision; RDS makes a snapshot before it.
        // <https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/USER_UpgradeDBInstance.PostgreSQL.html>
        allow_major_version_upgrade: true,
        // Whoever applies has seen the plan; a change that waits would be in each plan until the window.
        apply_immediately: true,
        backup_retention_period: managed.backup_retention_days,
        cluster_identifier: c.names.prefix(),
        copy_tags_to_snapshot: true,
        db_cluster_parameter_group_name: parameters.get(&ClusterParameterGroup::NAME),
        db_subnet_group_name: foundation.subnet_group_name(),
        delete_automated_backups: !super::is_kept(environment),
        deletion_protection: environment.deletion_protection,
        enabled_cloudwatch_logs_exports: vec![LogExport::Postgresql],
        engine: Engine::AuroraPostgresql,
        engine_version: managed.version.to_string(),
        skip_final_snapshot: final_snapshot_identifier.is_none(),
        final_snapshot_identifier,
        iam_database_authentication_enabled: true,
        kms_key_id: foundation.key.arn(),
        manage_master_user_password: true,
        master_user_secret_kms_key_id: foundation.key.arn(),
        master_username: MASTER,
        port: managed.port,
        preferred_backup_window: managed.backup_window.clone(),
        preferred_maintenance_window: managed.maintenance_window.clone(),
        serverlessv2_scaling_configuration: Serverlessv2ScalingConfiguration {
            max_capacity: aurora.maximum,
            min_capacity: aurora.minimum,
            seconds_until_auto_pause: aurora.pause,
        },
        storage_encrypted: true,
        vpc_security_group_ids: vec![foundation.group.handle.id()],
    };
    let meta = Meta::depends_on([foundation.log_group.dependency()]).and(super::refuse_destroy(environment));
    c.file(FILE).add_with(NAME, cluster, &meta)
}

/// Adds a machine in each zone that is to have one; whether there are several.
fn add_instances(
    c: &mut Composition<'_>,
    foundation: &Foundation<'_>,
    aurora: &AuroraServerless,
    cluster: Handle<Cluster>,
) -> bool {
    let managed = foundation.managed;
    let zones = match aurora.instances {
        AuroraInstances::Single => 1,
        AuroraInstances::OnePerAz => managed.subnets.len(),
    };
    let mut writer = None;
    for zone in managed.subnets.keys().take(zones) {
        let instance = ClusterInstance {
            apply_immediately: true,
            auto_minor_version_upgrade: true,
            availability_zone: zone.clone(),
            cluster_identifier: cluster.get(&Cluster::CLUSTER_IDENTIFIER),
            copy_tags_to_snapshot: true,
            db_subnet_group_name: foundation.subnet_group_name(),
            engine: Engine::AuroraPostgresql,
            identifier: c.names.database_instance(&c.environment.account.region, zone),
            instance_class: ServerlessClass::DbServerless,
            monitoring_interval: MONITORING_SECONDS,
            monitoring_role_arn: foundation.monitoring.role.arn(),
            performance_insights_enabled: true,
            performance_insights_kms_key_id: foundation.key.arn(),
            performance_insights_retention_period: INSIGHTS_DAYS,
            preferred_maintenance_window: managed.maintenance_window.clone(),
            // With 0 and 1, what takes the writer's place is as large as the writer, all the time.
            promotion_tier: u8::from(writer.is_some()),
            publicly_accessible: false,
        };
        // The first that there is writes.
        let after = writer.map(|first: Handle<ClusterInstance>| first.dependency());
        let meta = Meta::depends_on(after.into_iter().chain([foundation.monitoring.ready]));
        let added = c.file(FILE).add_with(zone.as_str(), instance, &meta);
        writer = writer.or(Some(added));
    }
    zones > 1
}
