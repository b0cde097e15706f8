// Goes through the product by its API. The argument is a file with the server's setup link.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const deadline = Date.now() + 30_000;
let link;
while (!link) {
  link = /(http:\/\/\S+?)\/god-mode\/setup\?token=(\S+)/.exec(readFileSync(process.argv[2], "utf8"));
  assert(link || Date.now() < deadline, "the server printed no setup link");
  if (!link) await sleep(100);
}
const [, base, token] = link;
let cookie = "";

async function send(method, path, body) {
  const headers = { "content-type": "application/json", origin: base, cookie };
  const answer = await fetch(base + path, { method, headers, body: body && JSON.stringify(body) });
  const text = await answer.text();
  assert(answer.ok, `${method} ${path}: ${answer.status} ${text}`);
  cookie = answer.headers.getSetCookie()[0]?.split(";")[0] ?? cookie;
  return text && JSON.parse(text);
}

await send("POST", "/api/v1/instance/setup", {
  token,
  first_name: "Ada",
  last_name: "Smoke",
  email: "ada@agency.example",
  password: "tall-river-copper-41",
});
await send("POST", "/api/v1/workspaces", { name: "Smoke", slug: "smoke" });
const projects = "/api/v1/workspaces/smoke/projects";
const project = await send("POST", projects, { name: "One", identifier: "ONE" });
const path = `${projects}/${project.id}`;
const item = await send("POST", `${path}/work-items`, { name: "First" });
await send("PATCH", `${path}/work-items/${item.id}`, { name: "Changed" });
await send("POST", `${path}/work-items/${item.id}/comments`, { comment_html: "<p>Here</p>" });
assert.equal((await send("GET", `${path}/work-items/${item.id}`)).name, "Changed");
assert((await send("GET", `${path}/states`)).results.length > 0);
await send("DELETE", `${path}/work-items/${item.id}`);
assert((await fetch(`${base}/readyz`)).ok, "the older release is not ready on the new schema");
console.log("previous-release: set-up, workspace, project, item, comment, readiness: all work");
