// Writes the tables of inputs and outputs at the end of each module's README.md, or says which
// tables are old.
//
// usage: node readme.mjs
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { blocksOf, blocksOfText } from "./blocks.mjs";
import { filesBelow } from "./types.mjs";

const tree = dirname(dirname(fileURLToPath(import.meta.url)));
const START = "<!-- Inputs and outputs, written by check/readme.mjs -->";

/** The modules whose tables do not say what their variables and outputs say. */
export function staleReadmes(folders) {
  return folders
    .filter((folder) => existsSync(join(folder, "README.md")) && current(folder) !== renewed(folder))
    .map((folder) => `the tables in ${relative(tree, folder)}/README.md are old; run: node terraform/check/readme.mjs`);
}

/** Arguments that a module's README gives in its example and the module does not have. */
export function wrongExamples(folder) {
  const file = join(folder, "README.md");
  if (!existsSync(file)) return [];
  const variables = new Set(blocksOf(folder).filter((it) => it.kind === "variable").map((it) => it.label));
  const examples = [...readFileSync(file, "utf8").matchAll(/^```hcl\n([^]*?)^```/gm)].flatMap((it) => blocksOfText(it[1]));
  return examples
    .filter((it) => it.kind === "module" && it.values.source?.endsWith(`/${basename(folder)}"`))
    .flatMap((it) => Object.keys(it.values))
    .filter((name) => !["source", "count", "for_each"].includes(name) && !variables.has(name))
    .map((name) => `the example in README.md gives ${name}, which is no variable`);
}

function current(folder) {
  return readFileSync(join(folder, "README.md"), "utf8");
}

function renewed(folder) {
  const [written] = current(folder).split(START);
  return `${written.trimEnd()}\n\n${START}\n\n${tables(blocksOf(folder))}`;
}

function tables(blocks) {
  const inputs = blocks
    .filter((it) => it.kind === "variable")
    .map(({ label, values }) => [`\`${label}\``, text(values.description), code(values.type), fallback(values.default)]);
  const outputs = blocks
    .filter((it) => it.kind === "output")
    .map(({ label, values }) => [`\`${label}\``, text(values.description)]);
  const parts = [];
  if (inputs.length > 0) parts.push(`## Inputs\n\n${table(["Name", "What it is", "Type", "Default"], inputs)}`);
  if (outputs.length > 0) parts.push(`## Outputs\n\n${table(["Name", "What it is"], outputs)}`);
  return parts.join("\n");
}

function table(head, rows) {
  const line = (cells) => `| ${cells.join(" | ")} |\n`;
  return line(head) + line(head.map(() => "---")) + rows.map(line).join("");
}

function text(quoted) {
  return (quoted ?? "").replace(/^"|"$/g, "").replaceAll('\\"', '"').replaceAll("|", "\\|").replaceAll("<", "&lt;");
}

function code(expression) {
  return `\`${(expression ?? "any").replace(/\s+/g, " ").replaceAll("|", "\\|")}\``;
}

function fallback(expression) {
  return expression === undefined ? "(required)" : code(expression);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = new Set(filesBelow(tree, ".tf").map((file) => dirname(file)));
  for (const folder of folders) {
    if (existsSync(join(folder, "README.md"))) writeFileSync(join(folder, "README.md"), renewed(folder));
  }
}
