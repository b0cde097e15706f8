// What Terraform's templatefile() does with the template, for its test: render.mjs TEMPLATE FOLDER
// Writes FOLDER/user-data and, taken out of it, FOLDER/first-start.
import { readFileSync, writeFileSync } from "node:fs";

const [template, folder] = process.argv.slice(2);
const values = {
  program_uri: "s3://releases/treasury-plane-1.0.0-x86_64-linux-postgres",
  program_sha256: "0".repeat(64),
  region: "us-gov-west-1",
  public_url: "https://plane.agency.gov",
  port: "443",
  data_device: "/dev/sdf",
  settings: '[http.tls]\ncert_file = "/etc/treasury-plane/tls.crt"\nkey_file = "/etc/treasury-plane/tls.key"',
  environment: "TREASURY_PLANE_DATABASE__IAM_AUTH=true\nTREASURY_PLANE_DATABASE__IAM_REGION=us-gov-west-1",
};
const used = new Set();
function value(name) {
  if (!(name in values)) throw new Error(`the template asks for ${name}, which its head does not name`);
  used.add(name);
  return values[name];
}
const text = readFileSync(template, "utf8");
const head = text.slice(0, text.indexOf("write_files:"));
const filled = text
  .replace(/\$\{indent\((\d+), (\w+)\)\}/g, (_, size, name) => value(name).replaceAll("\n", `\n${" ".repeat(size)}`))
  .replace(/\$\{(\w+)\}/g, (_, name) => value(name));
for (const name of Object.keys(values)) {
  if (!used.has(name) || !head.includes(`#   ${name} `)) throw new Error(`${name} is not used or not described`);
}
if (/\$\{|%\{/.test(filled)) throw new Error("something is left that Terraform would evaluate");
writeFileSync(`${folder}/user-data`, filled);

const lines = filled.slice(filled.indexOf("      #!/bin/sh")).split("\n");
const end = lines.findIndex((line) => line !== "" && !line.startsWith("      "));
writeFileSync(`${folder}/first-start`, lines.slice(0, end).map((line) => line.slice(6)).join("\n"));
