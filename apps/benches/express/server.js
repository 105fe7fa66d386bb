// GET and POST of a patient with the same SQL, pool, validation, authentication and audit as patient-service, and as
// little else: what it lacks (problem documents, idempotency, history by page, metrics, limits) is in its favour.
import { createPrivateKey, createPublicKey, randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import express from "express";
import { jwtVerify } from "jose";
import pg from "pg";
import pino from "pino";
import { z } from "zod";

const { DATABASE_URL, DEVELOPMENT_KEY, PORT } = process.env;
pg.types.setTypeParser(pg.types.builtins.INT8, Number);
const pool = new pg.Pool({ connectionString: DATABASE_URL, max: 5 });
const log = pino();
// The development key has its public half in it too, which OpenSSL does not read: so from its seed.
const der = Buffer.from(readFileSync(DEVELOPMENT_KEY, "utf8").replace(/-----.*-----|\s/g, ""), "base64");
const seed = der.subarray(der.indexOf("04220420", 0, "hex") + 4).subarray(0, 32);
const pkcs8 = Buffer.concat([Buffer.from("302e020100300506032b657004220420", "hex"), seed]);
const key = createPublicKey(createPrivateKey({ key: pkcs8, format: "der", type: "pkcs8" }));
const verify = { issuer: "urn:healthcare-app:development", audience: "healthcare-app", algorithms: ["EdDSA"] };

const text = z.string().min(1).max(200);
const patient = z.strictObject({
  identifiers: z.array(z.strictObject({ system: z.string().min(1).max(200), value: text })).min(1).max(20),
  name: z.strictObject({ family: text, given: z.array(text).max(10).default([]), use: z.enum(["official", "usual", "nickname"]).optional() }),
  birthDate: z.iso.date(),
  gender: z.enum(["male", "female", "other", "unknown"]),
  telecom: z.array(z.strictObject({ system: z.enum(["phone", "email"]), value: text, use: z.string().optional() })).max(20).default([]),
  address: z.strictObject({ line: z.array(text).max(5), city: text, postalCode: text, country: z.string().length(2) }).optional(),
  active: z.boolean().default(true),
});

const normalised = (value) => value.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
const keysOf = (content) => [
  ...content.identifiers.map((identifier) => ["identifier", `${identifier.system} ${identifier.value}`]),
  ["family", normalised(content.name.family)],
  ...content.name.given.map((given) => ["given", normalised(given)]),
  ["birth-date", content.birthDate],
  ...content.telecom.map(({ system, value }) => [system, system === "phone" ? value.replace(/\D/g, "") : value.toLowerCase()]),
];

const allowed = (scope) => async (request, response, next) => {
  const [, token] = /^Bearer (.+)$/.exec(request.get("authorization") ?? "") ?? [];
  try {
    const { payload } = await jwtVerify(token ?? "", key, verify);
    const scopes = String(payload.scope ?? "").split(" ");
    if (!scopes.includes(scope) && !scopes.includes("*")) return response.status(403).end();
    request.actor = `${payload.iss}|${payload.sub}`;
    next();
  } catch {
    response.status(401).end();
  }
};

const app = express();
app.disable("x-powered-by");
app.set("etag", false);
app.use((request, response, next) => {
  const began = process.hrtime.bigint();
  request.id = request.get("x-request-id") ?? randomUUID();
  response.set({ "cache-control": "no-store", "x-content-type-options": "nosniff", "x-request-id": request.id });
  response.on("finish", () => {
    const milliseconds = Number(process.hrtime.bigint() - began) / 1e6;
    log.info({ request_id: request.id, method: request.method, route: request.route?.path, status: response.statusCode, milliseconds }, "answered");
  });
  next();
});

app.get("/health", (_, response) => response.json({ status: "ok" }));

app.get("/api/patients/:id", allowed("patients:read"), async (request, response) => {
  const { rows } = await pool.query({
    name: "get",
    text: "SELECT p.id, p.version, p.created_at, p.updated_at, p.deleted_at, p.content FROM patient p WHERE p.id = $1",
    values: [request.params.id],
  });
  if (rows.length === 0) return response.status(404).end();
  const [row] = rows;
  if (row.deleted_at !== null) return response.status(410).end();
  log.info({ outcome: "success", action: "read", resource: "patient", id: row.id, actor: request.actor, request_id: request.id }, "read");
  response.set("etag", `"${row.version}"`);
  response.json(record(row.id, row.version, row.created_at, row.updated_at, JSON.parse(row.content)));
});

app.post("/api/patients", allowed("patients:write"), express.json({ limit: "64kb" }), async (request, response) => {
  const parsed = patient.safeParse(request.body);
  if (!parsed.success) return response.status(422).json({ errors: parsed.error.issues });
  const [content, id, now] = [parsed.data, randomUUID(), Date.now() * 1000];
  const made = record(id, 1, now, now, content);
  const keys = keysOf(content);
  const places = keys.map((_, index) => `($${3 * index + 1}, $${3 * index + 2}, $${3 * index + 3})`).join(", ");
  const client = await pool.connect();
  try {
    await client.query({ name: "begin", text: "BEGIN" });
    await client.query({
      name: "patient",
      text: "INSERT INTO patient (id, version, created_at, updated_at, active, content) VALUES ($1, $2, $3, $4, $5, $6)",
      values: [id, 1, now, now, content.active, JSON.stringify(content)],
    });
    await client.query({
      name: `keys-${keys.length}`,
      text: `INSERT INTO patient_key (kind, key, patient_id) VALUES ${places} ON CONFLICT DO NOTHING`,
      values: keys.flatMap(([kind, value]) => [kind, value, id]),
    });
    await client.query({
      name: "history",
      text: "INSERT INTO history (resource_id, version, action, at, actor, reason, record) VALUES ($1, $2, $3, $4, $5, $6, $7)",
      values: [id, 1, "create", now, request.actor, null, JSON.stringify(made)],
    });
    await client.query({
      name: "audit",
      text: "INSERT INTO audit_event (id, at, actor, action, resource, resource_id, version, outcome, request_id, source, reason) VALUES ($1, $2, $3, $4, $5, $6, $7, 'success', $8, $9, $10)",
      values: [randomUUID(), now, request.actor, "create", "patient", id, 1, request.id, request.socket.remoteAddress, null],
    });
    await client.query({ name: "commit", text: "COMMIT" });
  } catch (error) {
    await client.query("ROLLBACK");
    return response.status(500).end();
  } finally {
    client.release();
  }
  response.status(201).set({ etag: '"1"', location: `/api/patients/${id}` }).json(made);
});

const instant = (microseconds) => new Date(microseconds / 1000).toISOString();
function record(id, version, createdAt, updatedAt, content) {
  return { id, version, createdAt: instant(createdAt), updatedAt: instant(updatedAt), ...content };
}

app.listen(Number(PORT), "127.0.0.1", () => console.log("listening"));
