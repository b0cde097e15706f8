// Checks the Terraform configurations without the network: see README.md beside this file.
//
// usage: node run.mjs [name of a module or example ...]
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, copyFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { blocksOf } from "./blocks.mjs";
import { differentHeaders } from "./edge.mjs";
import { compare as compareInsecure } from "./insecure.mjs";
import { lint, lintSource, needlessExceptions } from "./lint.mjs";
import { serveProvider } from "./provider.mjs";
import { staleReadmes, wrongExamples } from "./readme.mjs";
import { brokenHostFiles, brokenScripts, staleValues } from "./scripts.mjs";
import { unknownSettings } from "./settings.mjs";
import { Terraform, run } from "./terraform.mjs";
import { filesBelow, usedTypes } from "./types.mjs";
import { unknownPaths } from "./values.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const tree = dirname(here);
const json = (name) => JSON.parse(readFileSync(join(here, name), "utf8"));
const schema = json("schema.json");
const permitted = json("values.json");
const AT_ONCE = 2;

const problems = [];
const report = (where, faults) => faults.forEach((fault) => problems.push(`${where}: ${fault}`));

async function installed() {
  const found = await run(["version", "-json"]).catch(() => undefined);
  return found?.code === 0 ? JSON.parse(found.output.slice(found.output.indexOf("{"))).terraform_version : undefined;
}

/** Folders that can be applied or used as modules: those that hold configurations. */
function roots() {
  const folders = new Set(filesBelow(tree, ".tf").map((file) => dirname(file)));
  return [...folders].sort();
}

/** Every type that is used must be in the schema, and every type that is in it must be used. */
function checkSchema() {
  const used = usedTypes(tree);
  const faults = ["resources", "data"].flatMap((kind) => {
    const known = new Set(Object.keys(schema[kind]));
    const missing = [...used[kind]].filter((type) => !known.has(type));
    const unused = [...known].filter((type) => !used[kind].has(type));
    return [
      ...missing.map((type) => `lacks the type ${type}; run: make terraform-schema`),
      ...unused.map((type) => `has the type ${type}, which nothing uses; run: make terraform-schema`),
    ];
  });
  report("check/schema.json", faults);
  report("check/values.json", unknownPaths(schema.resources, permitted).map((path) => `there is no argument ${path}`));
}

async function checkFormat() {
  const files = [...filesBelow(tree, ".tf"), ...filesBelow(tree, ".hcl")].filter((it) => !it.endsWith(".lock.hcl"));
  const formatted = files.filter((file) => /\.(tf|tftest\.hcl|tfmock\.hcl)$/.test(file));
  const { code, output } = await run(["fmt", "-check", "-diff", "-no-color", ...formatted]);
  if (code !== 0) problems.push(`not formatted; run: make fmt\n${output.trim()}`);
}

async function checkRoot(terraform, folder) {
  const name = relative(tree, folder);
  const started = Date.now();
  report(name, lintSource(folder));
  report(name, [...staleValues(folder, blocksOf(folder)), ...wrongExamples(folder)]);
  const { root, faults } = await terraform.open(folder);
  report(name, faults);
  if (faults.length > 0) return;
  const invalid = await root.validate();
  report(name, invalid);
  if (invalid.length > 0) return;
  const linted = !name.startsWith("modules");
  const tests = await root.test({ withResources: linted });
  report(name, tests.faults);
  if (tests.passed === 0 && tests.faults.length === 0) problems.push(`${name}: has no tests`);
  if (linted) report(name, [...lint(name, tests.resources), ...brokenHostFiles(tests.resources)]);
  console.log(`${name}: ${tests.passed} tests, ${((Date.now() - started) / 1000).toFixed(1)} s`);
}

/** Each file of bad/ holds one mistake and says in its first line how it must be found. */
async function checkMistakes(terraform, work) {
  const files = readdirSync(join(here, "bad"));
  for (const file of files) {
    const folder = join(work, `bad-${file}`);
    mkdirSync(folder);
    copyFileSync(join(here, "bad", file), join(folder, "main.tf"));
    const expected = /^# Expected: (.*)\n/.exec(readFileSync(join(folder, "main.tf"), "utf8"))[1];
    const found = (await faultsOf(terraform, folder)).join("\n");
    if (!found.includes(expected)) {
      problems.push(`check/bad/${file}: the mistake was not found\n  expected: ${expected}\n  found: ${found || "nothing"}`);
    }
  }
  console.log(`${files.length} mistakes found that were made on purpose`);
}

async function faultsOf(terraform, folder) {
  const format = await run(["fmt", "-check", "-diff", "-no-color", join(folder, "main.tf")]);
  const { root, faults } = await terraform.open(folder);
  return [...(format.code === 0 ? [] : [format.output]), ...faults, ...(faults.length ? [] : await root.validate())];
}

/** The configurations in insecure/ break every rule of the lint, each where a comment says so. */
async function checkInsecure(terraform) {
  const folder = join(here, "insecure");
  const { root, faults } = await terraform.open(folder);
  report("check/insecure", faults);
  if (faults.length > 0) return;
  const tests = await root.test({ withResources: true });
  report("check/insecure", tests.faults);
  const differences = compareInsecure(folder, [...lint("insecure", tests.resources), ...lintSource(folder)]);
  const broken = [...staleValues(folder, blocksOf(folder)), ...brokenHostFiles(tests.resources)].join("\n");
  const names = ["gives admin_pasword", "/etc/broken.toml: ", "/usr/local/sbin/broken: "];
  differences.push(...names.filter((it) => !broken.includes(it)).map((it) => `"${it}" was not found`));
  report("check/insecure", differences);
  if (differences.length === 0) console.log("every rule of the lint found what breaks it");
}

async function atOnce(tasks) {
  const waiting = [...tasks];
  const worker = async () => {
    for (let task = waiting.shift(); task; task = waiting.shift()) await task();
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function checkAll(work, wanted) {
  const { server, environment } = await serveProvider(schema, permitted, join(work, "provider.sock"));
  const terraform = new Terraform(work, environment);
  const chosen = roots().filter((folder) => wanted.length === 0 || wanted.includes(basename(folder)));
  const tasks = chosen.map((folder) => () => checkRoot(terraform, folder));
  if (wanted.length === 0) {
    checkSchema();
    report("settings", unknownSettings());
    report("scripts", brokenScripts());
    report("modules/static_site", differentHeaders());
    report("README.md", staleReadmes(chosen));
    tasks.push(checkFormat, () => checkMistakes(terraform, work), () => checkInsecure(terraform));
  }
  await atOnce(tasks);
  if (wanted.length === 0) report("check/lint.mjs", needlessExceptions());
  server.close();
  const left = chosen.filter((folder) => [".terraform", ".terraform.lock.hcl"].some((it) => existsSync(join(folder, it))));
  report("left behind", left);
}

const version = await installed();
if (!version) {
  console.log("terraform is not installed: configurations not checked");
  process.exit(0);
}
if (!/^(1\.(1[1-9]|[2-9]\d)|[2-9])\./.test(version)) {
  console.error(`Terraform is ${version}; 1.11 or newer is needed`);
  process.exit(1);
}
const work = mkdtempSync(join(tmpdir(), "terraform-check-"));
try {
  await checkAll(work, process.argv.slice(2));
} finally {
  rmSync(work, { recursive: true, force: true });
}
problems.forEach((problem) => console.error(problem));
console.log(problems.length === 0 ? `Terraform ${version}: all well` : `Terraform ${version}: ${problems.length} problems`);
process.exit(problems.length === 0 ? 0 : 1);
