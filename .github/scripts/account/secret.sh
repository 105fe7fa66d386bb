#!/usr/bin/env bash
# Puts a secret into Secrets Manager, from standard input, so that it stands in no history of a shell; may be run again.
# Usage: secret.sh ENVIRONMENT SERVICE VARIABLE <FILE
# The name is the one that the environment's file gives it. Needs aws, jq and credentials that may write secrets.
source "$(dirname "${BASH_SOURCE[0]}")/common.sh"

usage="usage: secret.sh ENVIRONMENT SERVICE VARIABLE <FILE"
environment=${1:?$usage} service=${2:?$usage} variable=${3:?$usage}
services=generated/$environment/services.tf.json
[[ -f $services ]] || fail "there is no $services: name an environment that is rendered"

# The name, as the container is given it: ARN without the six letters that Secrets Manager adds.
name=$(jq --raw-output --arg service "$service" --arg variable "$variable" '
    [.resource.aws_ecs_task_definition[$service] // empty | .container_definitions | fromjson[] | .secrets // [] | .[]
        | select(.name == $variable) | .valueFrom] | unique | .[]' "$services" | sed 's/^.*:secret:\([^:]*\).*$/\1/')
[[ -n $name ]] || fail "$service takes no secret $variable in $environment; see [services.$service.secrets] in environments/$environment.toml"
[[ $name != arn:* ]] || fail "$name is not in Secrets Manager; this script writes only there"

value=$(cat)
[[ -n $value ]] || fail "the secret is empty: give it on standard input"
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
# In a file and not an argument, which every process of the machine could read.
printf %s "$value" >"$folder/value"

if aws secretsmanager describe-secret --secret-id "$name" >/dev/null 2>&1; then
    verb=put-secret-value
    aws secretsmanager put-secret-value --secret-id "$name" --secret-string "file://$folder/value" >/dev/null
else
    verb=create-secret
    aws secretsmanager create-secret --name "$name" --secret-string "file://$folder/value" >/dev/null
fi
if [[ $(aws secretsmanager get-secret-value --secret-id "$name" --query SecretString --output text) != "$value" ]]; then
    fail "$name was written ($verb), and reads otherwise"
fi
say "$name is there, and reads as it was given"
