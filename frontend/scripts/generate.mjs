// Types from the server's OpenAPI document. `--check` fails when the committed file is stale.
import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import openapiTS, { astToString } from "openapi-typescript";

const api = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "../packages/api");
const source = path.join(api, "openapi.json");
const target = path.join(api, "generated/schema.ts");

if (!existsSync(source)) {
  console.error("packages/api/openapi.json is missing; make it with `treasury-plane openapi`.");
  process.exit(1);
}
const header = "// Generated from openapi.json by `npm run generate`; do not edit.\n";
const types = header + astToString(await openapiTS(pathToFileURL(source), { alphabetize: true }));
if (process.argv.includes("--check")) {
  const committed = existsSync(target) ? await readFile(target, "utf8") : "";
  if (committed !== types) {
    console.error("packages/api/generated/schema.ts is stale; run `npm run generate`.");
    process.exit(1);
  }
} else {
  await writeFile(target, types);
}
