#!/usr/bin/env bash
# Brings an environment's database back as it was: first beside the one that there is, to be looked at, then in its place.
#
#   .github/scripts/account/restore.sh ENVIRONMENT beside MOMENT|COPY    makes <name>-restored
#   .github/scripts/account/restore.sh ENVIRONMENT swap                  gives it the name of the other, now <name>-replaced
#   .github/scripts/account/restore.sh ENVIRONMENT clear                 deletes that, but for its backups and a last snapshot
#
# MOMENT is `latest`, or in UTC like 2026-11-25T13:00:00Z, of the days that the environment's file keeps. COPY is the ARN of
# a snapshot, such as a recovery point of AWS Backup. `swap` stops the services before, and says what to do after; nobody may
# deploy meanwhile. Each may be run again and goes on where it stopped. Needs aws, jq, terraform, and credentials of an
# administrator.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage="usage: $0 ENVIRONMENT beside MOMENT|COPY, or $0 ENVIRONMENT swap|clear"
[[ $# == 3 && $2 == beside || $# == 2 && ($2 == swap || $2 == clear) ]] || { say "$usage"; exit 2; }
environment=$1 does=$2 wanted=${3:-}
directory=generated/$environment
files=$directory/database.tf.json
[[ -f $files ]] || fail "$environment has no database of its own: there is no $files"
seconds=${RESTORE_PAUSE_SECONDS:-15} limit=${RESTORE_LIMIT_SECONDS:-7200}
name=$(jq --raw-output '.resource | .aws_rds_cluster.main.cluster_identifier // .aws_db_instance.main.identifier' "$files")
restored=$name-restored replaced=$name-replaced
# The tag that says what a database was restored to, until Terraform takes it away.
mark="restored-to"
if jq --exit-status .resource.aws_rds_cluster "$files" >/dev/null; then kind=cluster; else kind=instance; fi

# What AWS says of a database, or nothing where there is none of this name, as `seen`. Kinds have AWS's words: db-cluster,
# DBCluster.
see() { # kind, name
    local word=${1^}
    if ! seen=$(aws rds "describe-db-$1s" "--db-$1-identifier" "$2" --query "DB${word}s[0]" --output json 2>&1); then
        [[ $seen == *NotFound* ]] || fail "cannot ask for the $1 $2: $seen"
        seen=""
    fi
}

# Waits until it can be used, and has what it must have.
await() { # kind, name, what of it must be so
    local started=$SECONDS now line=""
    while true; do
        see "$1" "$2"
        now=$(jq --raw-output '.DBInstanceStatus // .Status' <<<"$seen")
        [[ $now == "$line" ]] || say "$2: ${now:-not there yet}"
        line=$now
        if [[ $now == available ]] && jq --exit-status "${3:-true}" <<<"$seen" >/dev/null; then return 0; fi
        ((SECONDS - started < limit)) || fail "$2 is still ${now:-not there} after $limit seconds; run this again to go on waiting"
        sleep "$seconds"
    done
}

# What is asked of AWS, of what it said of the database that there is: all that cannot be changed later, and what nobody may
# be without for a minute. The rest is put back by Terraform, which has the log exported when it has its name: to a group
# of another name that AWS would make, it would go without our key and for ever.
of_cluster() {
    jq --arg name "$restored" --arg key "$mark" --arg wanted "$wanted" '{
        DBClusterIdentifier: $name, DBSubnetGroupName: .DBSubnetGroup, Port, DeletionProtection,
        VpcSecurityGroupIds: [.VpcSecurityGroups[].VpcSecurityGroupId],
        DBClusterParameterGroupName: .DBClusterParameterGroup, EnableIAMDatabaseAuthentication: true,
        EnableCloudwatchLogsExports: [], CopyTagsToSnapshot: true,
        ServerlessV2ScalingConfiguration, Tags: ([.TagList[]? | select(.Key != $key and (.Key | startswith("aws:") | not))] + [{Key: $key, Value: $wanted}])
    } | with_entries(select(.value != null))'
}

of_instance() {
    jq --arg name "$restored" --arg key "$mark" --arg wanted "$wanted" '{
        TargetDBInstanceIdentifier: $name, DBSubnetGroupName: .DBSubnetGroup.DBSubnetGroupName, DBInstanceClass, MultiAZ,
        VpcSecurityGroupIds: [.VpcSecurityGroups[].VpcSecurityGroupId], PubliclyAccessible: false, DeletionProtection,
        DBParameterGroupName: .DBParameterGroups[0].DBParameterGroupName, EnableIAMDatabaseAuthentication: true,
        EnableCloudwatchLogsExports: [], CopyTagsToSnapshot: true, AutoMinorVersionUpgrade,
        Tags: ([.TagList[]? | select(.Key != $key and (.Key | startswith("aws:") | not))] + [{Key: $key, Value: $wanted}])
    } | with_entries(select(.value != null))'
}

# An instance of a cluster, as another is.
of_member() { # cluster, instance
    jq --arg cluster "$1" --arg name "$2" '{
        DBInstanceIdentifier: $name, DBClusterIdentifier: $cluster, Engine, DBInstanceClass, AvailabilityZone, PromotionTier,
        PubliclyAccessible: false, AutoMinorVersionUpgrade, CopyTagsToSnapshot: true, MonitoringInterval, MonitoringRoleArn,
        EnablePerformanceInsights: .PerformanceInsightsEnabled, PerformanceInsightsKMSKeyId: .PerformanceInsightsKMSKeyId,
        PerformanceInsightsRetentionPeriod, Tags: [.TagList[]? | select(.Key | startswith("aws:") | not)]
    } | with_entries(select(.value != null))'
}

# The instances of what was seen, a line each; an instance has none.
members() { jq --raw-output '.DBClusterMembers[]?.DBInstanceIdentifier' <<<"$seen"; }

rds() { # command; the request on standard input
    aws rds "$1" --cli-input-json "$(cat)" >/dev/null
}

# Where the copy is: a moment of the database that there is, or a snapshot.
source_of() { # the request on standard input
    case $kind:$wanted in
        cluster:arn:*) jq --arg copy "$wanted" '. + {SnapshotIdentifier: $copy, Engine: "aurora-postgresql"}' ;;
        cluster:latest) jq --arg from "$name" '. + {SourceDBClusterIdentifier: $from, UseLatestRestorableTime: true}' ;;
        cluster:*) jq --arg from "$name" --arg at "$wanted" '. + {SourceDBClusterIdentifier: $from, RestoreToTime: $at}' ;;
        instance:arn:*) jq --arg copy "$wanted" \
            '. + {DBInstanceIdentifier: .TargetDBInstanceIdentifier, DBSnapshotIdentifier: $copy} | del(.TargetDBInstanceIdentifier)' ;;
        instance:latest) jq --arg from "$name" '. + {SourceDBInstanceIdentifier: $from, UseLatestRestorableTime: true}' ;;
        instance:*) jq --arg from "$name" --arg at "$wanted" '. + {SourceDBInstanceIdentifier: $from, RestoreTime: $at}' ;;
    esac
}

beside() {
    local found member twin all as command=restore-db-$kind-to-point-in-time
    [[ $wanted == latest || $wanted =~ ^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$ || $wanted == arn:aws*:rds:*snapshot:* ]] ||
        fail "'$wanted' is no moment and no copy: write latest, a time in UTC like 2026-11-25T13:00:00Z, or the ARN of a snapshot"
    [[ $wanted != arn:* ]] || case $kind in
        cluster) command=restore-db-cluster-from-snapshot ;;
        instance) command=restore-db-instance-from-db-snapshot ;;
    esac
    see "$kind" "$name"
    [[ -n $seen ]] || fail "there is no $kind $name to restore beside; apply $environment first"
    found=$seen all=$(members)
    see "$kind" "$restored"
    if [[ -n $seen ]]; then
        as=$(jq --raw-output --arg key "$mark" '[.TagList[]? | select(.Key == $key) | .Value][0] // "something else"' <<<"$seen")
        [[ $as == "$wanted" ]] ||
            fail "$restored is there already, restored to $as: go on with that, or delete it before another is made"
        say "$restored is there already"
    else
        "of_$kind" <<<"$found" | source_of | rds "$command"
        say "$restored: asked for, as $name was: $wanted"
    fi
    await "$kind" "$restored"
    # Only the password of what was there comes with it: Secrets Manager gets one of its own.
    if [[ $(jq --raw-output .MasterUserSecret.SecretArn <<<"$seen") == null ]]; then
        aws rds "modify-db-$kind" "--db-$kind-identifier" "$restored" --apply-immediately --manage-master-user-password \
            --master-user-secret-kms-key-id "$(jq --raw-output .MasterUserSecret.KmsKeyId <<<"$found")" >/dev/null
        await "$kind" "$restored" .MasterUserSecret.SecretArn
    fi
    for member in $all; do
        twin=$restored${member#"$name"}
        see instance "$twin"
        [[ -z $seen ]] || continue
        see instance "$member"
        of_member "$restored" "$twin" <<<"$seen" | rds create-db-instance
    done
    for member in $all; do await instance "$restored${member#"$name"}"; done
    see "$kind" "$restored"
    say "$restored is there, beside $name, at $(jq --raw-output '.Endpoint.Address? // .Endpoint' <<<"$seen")
Look into it; then: $0 $environment swap"
}

rename() { # kind, from, to, more
    see "$1" "$2"
    [[ -n $seen ]] || return 0
    say "$2 becomes $3"
    aws rds "modify-db-$1" "--db-$1-identifier" "$2" "--new-db-$1-identifier" "$3" --apply-immediately "${@:4}" >/dev/null
    await "$1" "$3"
}

# A database with what belongs to it.
rename_all() { # from, to, more
    local member
    see "$kind" "$1"
    for member in $(members); do
        # One that was renamed before this was stopped has its name.
        [[ $member != "$1"-* || $member == "$replaced"-* ]] || rename instance "$member" "$2${member#"$1"}"
    done
    rename "$kind" "$1" "$2" "${@:3}"
}

# Each service of the environment: its cluster and its name, a line each.
services() {
    iac services --format json | jq --raw-output --arg name "$environment" \
        '.deployments[] | select(.environment == $name) | "\(.cluster) \(.ecs_service)"'
}

# Whether scaling may start tasks.
suspend_scaling() { # true or false
    local cluster service
    while read -r cluster service; do
        aws application-autoscaling register-scalable-target --service-namespace ecs --scalable-dimension ecs:service:DesiredCount \
            --resource-id "service/$cluster/$service" --suspended-state \
            "DynamicScalingInSuspended=$1,DynamicScalingOutSuspended=$1,ScheduledScalingSuspended=$1" >/dev/null
    done <<<"$listed"
}

# Nobody may go on writing into the one that goes.
stop_services() {
    local cluster service
    while read -r cluster service; do
        aws ecs update-service --cluster "$cluster" --service "$service" --desired-count 0 >/dev/null
        aws ecs wait services-stable --cluster "$cluster" --services "$service"
        say "$service has no task any more"
    done <<<"$listed"
}

swap() {
    local there new old listed
    see "$kind" "$name" && there=$seen
    see "$kind" "$restored" && new=$seen
    see "$kind" "$replaced" && old=$seen
    [[ -n $new || -n $old ]] || fail "there is no $restored; make it first: $0 $environment beside latest"
    listed=$(services)
    if [[ -n $new ]]; then
        [[ -z $there || -z $old ]] || fail "$replaced is there still, of an earlier restore: $0 $environment clear"
        suspend_scaling true
        stop_services
        rename_all "$name" "$replaced" --cloudwatch-logs-export-configuration DisableLogTypes=postgresql
        rename_all "$restored" "$name"
    fi
    # Whatever an earlier run has suspended that was cut off.
    suspend_scaling false
    # Terraform knows an instance by an id that stays with it, whatever its name.
    if [[ $kind == instance ]]; then
        terraform -chdir="$directory" init -input=false -lockfile=readonly >/dev/null
        if [[ -n $(terraform -chdir="$directory" state list aws_db_instance.main) ]]; then
            terraform -chdir="$directory" state rm aws_db_instance.main >/dev/null
        fi
        terraform -chdir="$directory" import -input=false aws_db_instance.main "$name" >/dev/null
    fi
    say "$name is what was restored, and $replaced what was there before. Now:
  terraform -chdir=$directory apply                                 puts back what AWS does not restore
  .github/scripts/application/deploy.sh $environment SERVICE DIGEST           migrates and starts each service again
  $0 $environment clear                     once nobody needs $replaced any more"
}

# Its backups stay for as many days as they are kept, and with them the moments from before the restore.
clear() {
    local member last=$replaced-final
    see "$kind" "$replaced"
    [[ -n $seen ]] || fail "there is no $replaced"
    if [[ $kind == cluster ]]; then
        for member in $(members); do aws rds delete-db-instance --db-instance-identifier "$member" >/dev/null; done
    fi
    aws rds "modify-db-$kind" "--db-$kind-identifier" "$replaced" --no-deletion-protection --apply-immediately >/dev/null
    await "$kind" "$replaced" '.DeletionProtection == false'
    case $kind in
        cluster) aws rds delete-db-cluster --db-cluster-identifier "$replaced" \
            --final-db-snapshot-identifier "$last" --no-delete-automated-backups >/dev/null ;;
        instance) aws rds delete-db-instance --db-instance-identifier "$replaced" \
            --final-db-snapshot-identifier "$last" --no-delete-automated-backups >/dev/null ;;
    esac
    say "$replaced goes; its last snapshot is $last, and its automated backups stay for as long as they are kept"
}

"$does"
