// Drives a server with clients that others wrote: token, search, paging and export. Prints what each saw, as JSON.
import { readFileSync } from "node:fs";
import { randomUUID } from "node:crypto";
import { importJWK, SignJWT } from "jose";
import { Client as FhirKitClient } from "fhir-kit-client";
import FHIR from "fhirclient";
import { parquetReadObjects } from "hyparquet";
import { compressors } from "hyparquet-compressors";

// Medplum wants a newer Node's WebSocket to be there when it is loaded; nothing here opens one.
globalThis.WebSocket ??= class {};
const { MedplumClient } = await import("@medplum/core");

const base = process.env.BASE;
const client = JSON.parse(readFileSync(process.env.CLIENT, "utf8"));
const search = process.env.SEARCH;

// SMART Backend Services, from the server's own metadata.
async function assertion() {
  const key = await importJWK(client.key, client.key.alg);
  return new SignJWT({})
    .setProtectedHeader({ alg: client.key.alg, kid: client.key.kid, typ: "JWT" })
    .setIssuer(client.client_id).setSubject(client.client_id).setAudience(client.token_endpoint)
    .setJti(randomUUID()).setIssuedAt().setExpirationTime("2m").sign(key);
}

async function token(endpoint) {
  const answer = await fetch(endpoint, {
    method: "POST",
    body: new URLSearchParams({
      grant_type: "client_credentials",
      scope: client.scope,
      client_assertion_type: "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
      client_assertion: await assertion(),
    }),
  });
  if (!answer.ok) throw new Error(`token: ${answer.status} ${await answer.text()}`);
  return (await answer.json()).access_token;
}

const ids = (bundle) => (bundle.entry ?? []).map((entry) => entry.resource.id);
const lines = (text) => text.split("\n").filter((line) => line !== "").map((line) => JSON.parse(line));

async function fhirKit() {
  const kit = new FhirKitClient({ baseUrl: base });
  const metadata = await kit.smartAuthMetadata();
  kit.bearerToken = await token(metadata.tokenUrl.href);
  const capabilities = await kit.capabilityStatement();
  const seen = [];
  let bundle = await kit.search({ resourceType: "Observation", searchParams: Object.fromEntries(new URLSearchParams(search)) });
  let pages = 0;
  while (bundle) {
    pages++;
    seen.push(...ids(bundle));
    bundle = await kit.nextPage({ bundle });
  }
  const rows = await kit.request("$sql-run?subjectReference=Library/labs-long&_format=json&_limit=3");
  // It makes an object of whatever comes.
  return { fhirVersion: capabilities.fhirVersion, pages, ids: seen, rows: Object.values(rows).length };
}

async function smartJs() {
  const accessToken = await token(client.token_endpoint);
  const smart = FHIR({ headers: {} }, {}).client({ serverUrl: base, tokenResponse: { access_token: accessToken } });
  const all = await smart.request(`Observation?${search}`, { pageLimit: 0, flat: true });
  const pages = await smart.request(`Observation?${search}`, { pageLimit: 0 });
  return { fhirVersion: await smart.getFhirVersion(), pages: pages.length, ids: all.map((one) => one.id) };
}

async function medplum() {
  const accessToken = await token(client.token_endpoint);
  const plum = new MedplumClient({ baseUrl: base.replace(/fhir$/, ""), fhirUrlPath: "fhir", fetch, cacheTime: 0 });
  plum.setAccessToken(accessToken);
  const seen = [];
  let pages = 0;
  for await (const page of plum.searchResourcePages("Observation", search)) {
    pages++;
    seen.push(...page.map((one) => one.id));
  }
  const manifest = await plum.bulkExport("", "Patient,Observation", undefined, { pollStatusOnAccepted: true, pollStatusPeriod: 500 });
  const exported = {};
  for (const file of manifest.output) {
    const text = await (await plum.download(file.url)).text();
    exported[file.type] = (exported[file.type] ?? 0) + lines(text).length;
  }
  return { pages, ids: seen, exported };
}

// A reader of Parquet that shares nothing with the writer.
async function parquet() {
  const answer = await fetch(`${base}/$sql-run?subjectReference=Library/labs-long&_format=parquet`, {
    headers: { Authorization: `Bearer ${await token(client.token_endpoint)}` },
  });
  const file = await answer.arrayBuffer();
  const rows = await parquetReadObjects({ file, compressors });
  const text = await (await fetch(`${base}/$sql-run?subjectReference=Library/labs-long&_format=ndjson`, {
    headers: { Authorization: `Bearer ${await token(client.token_endpoint)}` },
  })).text();
  const plain = lines(text);
  const key = (row) => `${row.result_id} ${row.value_text ?? ""}`;
  return { rows: rows.length, same: JSON.stringify(rows.map(key).sort()) === JSON.stringify(plain.map(key).sort()), first: key(plain[0]) };
}

const seen = {};
for (const [name, drive] of Object.entries({ fhirKit, smartJs, medplum, parquet })) {
  try {
    seen[name] = await drive();
  } catch (failure) {
    seen[name] = { failure: String(failure?.stack ?? failure) };
  }
}
console.log(JSON.stringify(seen));
