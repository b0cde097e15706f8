// Writes the licences of everything of others with their texts: licences.mjs OUTPUT
// Fails on a licence that deny.toml does not allow and on a package without a text.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { components, licenceFiles, root, sysroot } from "./components.mjs";
import { isAllowed, names } from "./spdx.mjs";

const here = join(root, "packaging/release/licences");
const text = (path) => readFileSync(path, "utf8").replaceAll("\r\n", "\n").trim();

const deny = readFileSync(join(root, "deny.toml"), "utf8").match(/^allow = \[([^\]]*)\]/m)[1];
const allowed = new Set([...deny.matchAll(/"([^"]+)"/g)].map((match) => match[1]));
// Of PostgreSQL's libraries, which are separate files, and of what the compiler links in. The C
// library's terms are met by the sources being public: anyone can link the program anew.
const ELSEWHERE = ["ICU", "LGPL-2.1-or-later", "LicenseRef-liblzma-public-domain", "OpenSSL", "PostgreSQL"];

// These packages hold no text of their licence, nor does another of the same repository.
const WITHOUT_TEXT = new Set(["client-only", "governor", "sea-bae"]);

const all = components();
const faults = [];
const texts = new Map();
for (const component of all) {
  const terms = component.in ? new Set([...allowed, ...ELSEWHERE]) : allowed;
  const name = `${component.name} ${component.version}`;
  if (!component.licence || !isAllowed(component.licence, terms)) faults.push(`${name}: "${component.licence}" is not allowed by deny.toml`);
  const found = textOf(component);
  if (found.length === 0) faults.push(`${name}: no text of its licence`);
  for (const words of found) {
    const key = createHash("sha256").update(words.replaceAll(/\s+/g, " ")).digest("hex");
    if (!texts.has(key)) texts.set(key, { words, packages: [] });
    texts.get(key).packages.push(`${name} (${component.licence})`);
  }
}
if (faults.length > 0) {
  console.error(faults.join("\n"));
  process.exit(1);
}

function textOf(component) {
  const { licence, repository, supplier } = component;
  if (component.in && !component.dir) return textBeside(component);
  const own = licenceFiles(component.dir).map(text);
  if (own.length > 0) return own;
  const sibling = repository && all.find((other) => other.repository === repository && other.dir && licenceFiles(other.dir).length > 0);
  if (sibling) return licenceFiles(sibling.dir).map(text);
  if (names(licence).includes("Apache-2.0") && !/ AND /.test(licence)) return [text(join(root, "LICENSE"))];
  if (WITHOUT_TEXT.has(component.name) && licence === "MIT") return [`Copyright (c) ${component.authors ?? supplier}\n\n${text(join(here, "MIT.txt"))}`];
  return [];
}

function textBeside({ licence, copyright, textIn, textOf: crate }) {
  if (textIn) return textIn.map((path) => text(path.replace("<sysroot>", sysroot())));
  if (crate) return licenceFiles(all.find(({ name }) => name === crate).dir).map(text);
  return [`Copyright: ${copyright}\n\n${text(join(here, `${licence}.txt`))}`];
}

const [output] = process.argv.slice(2);
const rule = "=".repeat(80);
const parts = [...texts.values()].map(({ words, packages }) => `${rule}\n${packages.join("\n")}\n${"-".repeat(80)}\n${words}\n`);
writeFileSync(output, `Treasury Plane is licensed under Apache-2.0. It contains ${all.length} works of others; their licences follow.\n\n${parts.join("\n")}`);
console.log(`${basename(output)}: ${all.length} works, ${texts.size} texts`);
