// Scripts and other files that configurations bring: whether they can be read at all. What a
// description of a host holds is looked at as it reaches the host, with everything filled in.
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { dirname, extname, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "./types.mjs";

const tree = dirname(dirname(fileURLToPath(import.meta.url)));
const READERS = {
  ".sh": ["bash", ["-n"]],
  ".py": ["python3", ["-c", "import ast, sys; ast.parse(sys.stdin.read())"]],
  ".toml": ["python3", ["-c", "import sys, tomllib; tomllib.loads(sys.stdin.read())"]],
  ".json": ["python3", ["-c", "import json, sys; json.load(sys.stdin)"]],
};

/** The scripts in the tree that do not parse. */
export function brokenScripts() {
  return [...filesBelow(tree, ".sh"), ...filesBelow(tree, ".py")].flatMap((file) =>
    broken(relative(tree, file), extname(file), readFileSync(file, "utf8")),
  );
}

/** The files in the descriptions of the hosts among these resources that do not parse. */
export function brokenHostFiles(resources) {
  const descriptions = resources
    .filter((it) => it.type === "aws_instance" && it.values.user_data)
    .map((it) => it.values.user_data);
  return descriptions.flatMap((text) => filesIn(text).flatMap(({ path, content }) => broken(path, kindOf(path, content), content)));
}

/** The files that a description in cloud-init's format writes. */
function filesIn(text) {
  const found = text.matchAll(/^ {2}- path: (.*)\n(?: {4}\w+: .*\n)*? {4}content: \|\n((?: {6}.*\n|\n)*)/gm);
  return [...found].map(([, path, content]) => ({ path, content: content.replace(/^ {6}/gm, "") }));
}

function kindOf(path, content) {
  const [first] = content.split("\n");
  if (/^#!.*python/.test(first)) return ".py";
  return /^#!.*sh$/.test(first) ? ".sh" : extname(path);
}

function broken(name, kind, content) {
  if (!READERS[kind]) return [];
  const [command, options] = READERS[kind];
  const { status, stderr, error } = spawnSync(command, options, { input: content, encoding: "utf8" });
  if (error) return [`${name}: ${command} is needed to check it`];
  return status === 0 ? [] : [`${name}: ${stderr.trim().split("\n").slice(-1)}`];
}

/** Arguments in the examples of values that no variable has, and variables that they should give. */
export function staleValues(folder, blocks) {
  const variables = blocks.filter((it) => it.kind === "variable");
  return filesBelow(folder, ".tfvars.example").flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const given = (pattern) => [...text.matchAll(pattern)].map((it) => it[1]);
    const unknown = given(/^(?:# )?(\w+) +?= /gm).filter((name) => !variables.some((it) => it.label === name));
    const missing = variables
      .filter((it) => it.values.default === undefined && !given(/^(\w+) +?= /gm).includes(it.label))
      .map((it) => it.label);
    return [
      ...unknown.map((name) => `terraform.tfvars.example gives ${name}, which is no variable`),
      ...missing.map((name) => `terraform.tfvars.example lacks ${name}`),
    ];
  });
}
