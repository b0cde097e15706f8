// The edge and the binary serve the same front ends, so they must send the same security headers.
import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const tree = dirname(dirname(fileURLToPath(import.meta.url)));

/** Directives of the binary's headers that the edge does not send, and the other way round. */
export function differentHeaders() {
  const binary = readFileSync(join(tree, "../src/http/headers.rs"), "utf8");
  const edge = readFileSync(join(tree, "modules/static_site/main.tf"), "utf8");
  return [
    ...difference("Content-Security-Policy", policy(constant(binary, "CONTENT_SECURITY_POLICY")), policy(listed(edge, "content_security_policy"))),
    ...difference("Permissions-Policy", permissions(constant(binary, "PERMISSIONS")), permissions(listed(edge, "permissions_policy"))),
  ];
}

/** A constant of Rust, with its continued lines joined. */
function constant(source, name) {
  const text = new RegExp(`const ${name}: &str = "([^"]*)"`).exec(source)?.[1] ?? "";
  return text.replace(/\\\n\s*/g, "");
}

/** All strings in the value of a local name, which ends with its line or its bracket. */
function listed(source, name) {
  const value = new RegExp(`^ {2}${name} += ((?:join\\([^]*?^ {2}\\]\\))|.*$)`, "m").exec(source)?.[1] ?? "";
  return [...value.matchAll(/"([^"]*)"/g)].map((it) => it[1]).join("; ");
}

function policy(text) {
  return new Set(text.split(";").map((it) => it.trim()).filter(Boolean));
}

function permissions(text) {
  return new Set(text.split(",").map((it) => it.trim()).filter(Boolean));
}

function difference(header, binary, edge) {
  if (binary.size === 0 || edge.size === 0) return [`${header}: not found in both sources`];
  const only = (some, others) => [...some].filter((it) => !others.has(it));
  return [
    ...only(binary, edge).map((it) => `${header}: the edge does not send ${it}`),
    ...only(edge, binary).map((it) => `${header}: the binary does not send ${it}`),
  ];
}
