//! An RDS instance: one machine of a size that stays, and a standby in another zone if it is to have one.

use aws::rds::{DbInstance, DbParameterGroup, Engine, LogExport, StorageType};
use environment::Instance;
use terraform::Meta;

use super::{
    Database, FILE, Foundation, INSIGHTS_DAYS, MASTER, MONITORING_SECONDS, NAME, alarms, backup, parameters,
};
use crate::composition::Composition;

pub(super) fn add(c: &mut Composition<'_>, foundation: Foundation<'_>, instance: &Instance) -> Database {
    let environment = c.environment;
    let managed = foundation.managed;
    let parameters = DbParameterGroup {
        description: "TLS for everybody, and a log without people's data".to_owned(),
        family: format!("postgres{}", managed.version),
        // Another version has another family, and the old group goes when nothing uses it any more.
        name: c.names.of(&format!("postgresql{}", managed.version)),
        parameter: parameters::all(),
    };
    let parameters = c.file(FILE).add_with(NAME, parameters, &Meta::create_before_destroy());
    let final_snapshot_identifier = super::final_snapshot(c);
    let database = DbInstance {
        allocated_storage: instance.storage.get(),
        // The file's `version` is the decision; RDS makes a snapshot before it.
        // <https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_UpgradeDBInstance.PostgreSQL.html>
        allow_major_version_upgrade: true,
        // Whoever applies has seen the plan; a change that waits would be in each plan until the window.
        apply_immediately: true,
        auto_minor_version_upgrade: true,
        backup_retention_period: managed.backup_retention_days,
        backup_window: managed.backup_window.clone(),
        copy_tags_to_snapshot: true,
        db_subnet_group_name: foundation.subnet_group_name(),
        delete_automated_backups: !super::is_kept(environment),
        deletion_protection: environment.deletion_protection,
        enabled_cloudwatch_logs_exports: vec![LogExport::Postgresql],
        engine: Engine::Postgres,
        engine_version: managed.version.to_string(),
        skip_final_snapshot: final_snapshot_identifier.is_none(),
        final_snapshot_identifier,
        iam_database_authentication_enabled: true,
        identifier: c.names.prefix(),
        instance_class: instance.class.clone(),
        kms_key_id: foundation.key.arn(),
        maintenance_window: managed.maintenance_window.clone(),
        manage_master_user_password: true,
        master_user_secret_kms_key_id: foundation.key.arn(),
        max_allocated_storage: instance.maximum_storage.get(),
        monitoring_interval: MONITORING_SECONDS,
        monitoring_role_arn: foundation.monitoring.role.arn(),
        multi_az: instance.multi_az,
        parameter_group_name: parameters.get(&DbParameterGroup::NAME),
        performance_insights_enabled: true,
        performance_insights_kms_key_id: foundation.key.arn(),
        performance_insights_retention_period: INSIGHTS_DAYS,
        port: managed.port,
        publicly_accessible: false,
        storage_encrypted: true,
        storage_type: StorageType::Gp3,
        username: MASTER,
        vpc_security_group_ids: vec![foundation.group.handle.id()],
    };
    let meta = Meta::depends_on([foundation.log_group.dependency(), foundation.monitoring.ready])
        .and(super::refuse_destroy(environment));
    let database = c.file(FILE).add_with(NAME, database, &meta);
    backup::add(c, managed, foundation.key, database.arn().into());
    alarms::of_instance(c, &foundation, database, instance);
    Database {
        key: foundation.key,
        group: foundation.group,
        endpoint: database.get(&DbInstance::ADDRESS).into(),
        reader_endpoint: None,
        resource_id: database.get(&DbInstance::RESOURCE_ID).into(),
        master_secret: database.get(&DbInstance::MASTER_USER_SECRET).into(),
    }
}
