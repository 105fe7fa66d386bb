// What another's evaluator says of cases: one JSON object a line comes in, one goes out.
//
// `{"policies": {NAME: DOCUMENT}}` comes first, once. Then `{"principal", "action", "resource", "context", "identity",
// "boundary", "guard"}`, the last three by the names of policies; `{"allowed"}` or `{"error"}` goes out for each. Where
// the case is `unlisted`, what AWS's list says of the action's resources and keys is not looked at.
import { createInterface } from 'node:readline'
import { createRequire } from 'node:module'

const installed = createRequire(`${process.argv[2]}/`)
const { runSimulation, runUnsafeSimulation } = installed('@cloud-copilot/iam-simulate')
const { createValidatedPolicy, validateIdentityPolicy, validateResourcePolicy } = createRequire(
  installed.resolve('@cloud-copilot/iam-simulate')
)('@cloud-copilot/iam-policy')

const ACCOUNT = '123456789012'
let documents = {}
const validated = new Map()

/** The policy of this name, validated once. */
function policy(name, validate) {
  const key = `${validate.name} ${name}`
  if (!validated.has(key)) validated.set(key, createValidatedPolicy(documents[name], validate))
  return validated.get(key)
}

async function judge(asked) {
  const read = asked.unlisted ? (name) => documents[name] : policy
  const identity = (name) => ({ name, policy: read(name, validateIdentityPolicy) })
  const simulation = {
    request: {
      principal: asked.principal,
      action: asked.action,
      resource: { resource: asked.resource, accountId: ACCOUNT },
      contextVariables: asked.context
    },
    identityPolicies: asked.identity.map(identity),
    permissionBoundaryPolicies: asked.boundary ? [identity(asked.boundary)] : undefined,
    resourcePolicy: asked.guard ? read(asked.guard, validateResourcePolicy) : undefined,
    serviceControlPolicies: [],
    resourceControlPolicies: []
  }
  if (asked.unlisted) return { allowed: runUnsafeSimulation(simulation, {}) === 'Allowed' }
  const result = await runSimulation(simulation, {})
  if (result.resultType === 'error') return { error: JSON.stringify(result.errors) }
  return { allowed: result.overallResult === 'Allowed' }
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line)
  if (asked.policies) documents = asked.policies
  else console.log(JSON.stringify(await judge(asked)))
}
