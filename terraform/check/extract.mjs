// Writes schema.json: what the AWS provider accepts, for the resource and data types that the
// configurations of this repository use.
//
// The provider itself is a download of hundreds of megabytes from a registry of its own. The Python
// package cdktn-provider-aws is generated from the same provider's schema, so the schema can be read
// back from its classes: comments say what is computed, optional and required, and the functions
// that print a configuration tell attributes from blocks.
//
// usage: node extract.mjs [folder of the unpacked package]
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { usedTypes } from "./types.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const PACKAGE = "cdktn-provider-aws";
const VERSION = "25.8.1";
const META_ARGUMENTS = new Set(["count", "depends_on", "provider", "lifecycle", "for_each", "connection", "provisioner"]);
// The package does not tell which values are secret. These are, by the provider's documentation.
const SECRET = new Set(["auth_token", "master_password", "secret_binary", "secret_string"]);
const SECRET_OF_TYPE = { aws_ssm_parameter: ["value"], aws_acm_certificate: ["private_key"] };
const SCALARS = { string: "string", number: "number", boolean: "bool" };

/** One generated file: its classes, and the functions that print their configuration. */
class Source {
  constructor(text) {
    this.text = text;
    const starts = [...text.matchAll(/^class (\w+) extends cdktn\.\w+/gm)];
    this.classes = new Map(
      starts.map((it, index) => [it[1], text.slice(it.index, starts[index + 1]?.index ?? text.length)]),
    );
  }

  /** How each argument is printed: whether as a block, as which collection, of which type. */
  printed(body) {
    const entries = body.matchAll(
      /^\s+(\w+): \{\s+value: (.*?),\n\s+isBlock: (\w+),\s+type: "(\w+)",\s+storageClassType: "(\w+)"/gm,
    );
    return new Map(
      [...entries].map(([, name, value, isBlock, shape, storage]) => [
        name,
        { value, isBlock: isBlock === "true" && !/ToHclTerraform, false\)/.test(value), shape, storage },
      ]),
    );
  }

  printedByFunction(structure) {
    const name = `${structure[0].toLowerCase()}${structure.slice(1)}ToHclTerraform`;
    const found = new RegExp(`^function ${name}\\([^]*?^}`, "m").exec(this.text);
    return this.printed(found?.[0] ?? "");
  }

  blockOfStructure(structure) {
    return this.block(this.classes.get(`${structure}OutputReference`), this.printedByFunction(structure));
  }

  block(body, printed) {
    const attributes = {};
    const blocks = {};
    const members = [...body.matchAll(/^ {4}\/\/ (\w+) - computed: (\w+), optional: (\w+), required: (\w+)\n/gm)];
    members.forEach((member, index) => {
      const [, name, computed, optional, required] = member;
      if (META_ARGUMENTS.has(name)) return;
      const code = body.slice(member.index, members[index + 1]?.index ?? body.length);
      const is = Object.entries({ computed, optional, required })
        .filter(([, yes]) => yes === "true")
        .map(([flag]) => flag);
      const nested = /= new (?!cdktn\.)(\w+?)(List|Set|Map|OutputReference)\(this, "\w+"(?:, (true|false))?\)/.exec(code);
      if (!nested) {
        attributes[name] = { type: scalarType(name, code), is };
        return;
      }
      const nesting = this.nesting(nested, printed.get(name));
      if (printed.get(name)?.isBlock) {
        blocks[name] = { ...nesting, block: this.blockOfStructure(nested[1]) };
        if (is.includes("required")) blocks[name].min = 1;
      } else {
        const object = objectType(this.blockOfStructure(nested[1]));
        attributes[name] = { type: nesting.nesting === "single" ? object : [nesting.nesting, object], is };
      }
    });
    return { attributes, blocks };
  }

  nesting([, structure, kind, wrapsSet], how) {
    if (kind === "Map") return { nesting: "map" };
    if (kind !== "OutputReference") return { nesting: wrapsSet === "true" || how?.shape === "set" ? "set" : "list" };
    const oneOfList = /super\(terraformResource, terraformAttribute, false, 0\)/.test(
      this.classes.get(`${structure}OutputReference`),
    );
    return oneOfList ? { nesting: "list", max: 1 } : { nesting: "single" };
  }
}

function scalarType(name, code) {
  const own = /= new cdktn\.(\w+)\(this/.exec(code)?.[1];
  const getter = /return (cdktn\.(?:Token\.\w+\(cdktn\.)?Fn\.tolist\()?this\.(\w+)\(/.exec(code);
  const of = {
    getStringAttribute: "string",
    getNumberAttribute: "number",
    getBooleanAttribute: "bool",
    getListAttribute: ["list", "string"],
    getNumberListAttribute: ["list", "number"],
    getStringMapAttribute: ["map", "string"],
    getNumberMapAttribute: ["map", "number"],
    getBooleanMapAttribute: ["map", "bool"],
    StringMap: ["map", "string"],
    StringMapList: ["list", ["map", "string"]],
    StringListMap: ["map", ["list", "string"]],
  };
  const type = of[own ?? getter?.[2]];
  if (!type) return "string";
  return getter?.[1] && type[0] === "list" ? ["set", type[1]] : type;
}

/** The type of a block that is written as a value. */
function objectType({ attributes, blocks }) {
  const fields = Object.entries(attributes).map(([name, it]) => [name, it.type]);
  for (const [name, { nesting, block }] of Object.entries(blocks)) {
    fields.push([name, nesting === "single" ? objectType(block) : [nesting, objectType(block)]]);
  }
  return ["object", Object.fromEntries(fields)];
}

function markSecrets(type, block) {
  for (const [name, it] of Object.entries(block.attributes)) {
    if (SECRET.has(name) || SECRET_OF_TYPE[type]?.includes(name)) it.is.push("sensitive");
    if (name.endsWith("_wo")) it.is.push("write-only");
  }
  return block;
}

function readType(library, folder, type) {
  const file = join(library, folder, "index.js");
  if (!existsSync(file)) return undefined;
  const source = new Source(readFileSync(file, "utf8"));
  const body = [...source.classes.values()].find((it) => it.includes(`static tfResourceType = "${type}"`));
  return body && markSecrets(type, source.block(body, source.printed(body)));
}

function readProvider(library) {
  const source = new Source(readFileSync(join(library, "provider/index.js"), "utf8"));
  const plain = (printed) =>
    Object.fromEntries([...printed].map(([name, { storage }]) => [name, { type: storedType(storage), is: ["optional"] }]));
  const printed = source.printed(source.classes.get("AwsProvider"));
  const blocks = {};
  for (const [name, { value, isBlock, shape }] of printed) {
    if (name !== "alias" && !isBlock) continue;
    printed.delete(name);
    if (!isBlock || name === "endpoints") continue;
    const structure = /(\w+)ToHclTerraform/.exec(value)[1];
    const attributes = plain(source.printedByFunction(structure));
    blocks[name] = { nesting: shape === "set" ? "set" : "list", block: { attributes, blocks: {} } };
  }
  return { attributes: plain(printed), blocks };
}

function storedType(storage) {
  const [, scalar, collection] = /^(string|number|boolean)(List|Map)?$/.exec(storage) ?? [undefined, "string"];
  if (!collection) return SCALARS[scalar];
  return [collection === "Map" ? "map" : "set", SCALARS[scalar]];
}

/** Downloads the package with pip, which verifies it, and unpacks the bindings that are inside it. */
function download(folder) {
  execFileSync("python3", ["-m", "pip", "download", "--quiet", "--no-deps", "--dest", folder, `${PACKAGE}==${VERSION}`], {
    stdio: "inherit",
  });
  const wheel = readdirSync(folder).find((name) => name.endsWith(".whl"));
  execFileSync("python3", ["-m", "zipfile", "-e", join(folder, wheel), folder]);
  execFileSync("tar", ["-xzf", join(folder, `cdktn_provider_aws/_jsii/provider-aws@${VERSION}.jsii.tgz`), "-C", folder]);
  return join(folder, "package");
}

/** The schema as text, one type a line, so that a change shows which types it touches. */
function format(schema) {
  const sorted = (types) =>
    Object.keys(types)
      .sort()
      .map((name) => `    ${JSON.stringify(name)}: ${JSON.stringify(types[name])}`)
      .join(",\n");
  return `{
  "notice": ${JSON.stringify(schema.notice)},
  "version": ${JSON.stringify(schema.version)},
  "provider": ${JSON.stringify(schema.provider)},
  "resources": {
${sorted(schema.resources)}
  },
  "data": {
${sorted(schema.data)}
  }
}
`;
}

const temporary = mkdtempSync(join(tmpdir(), "terraform-schema-"));
try {
  const library = join(process.argv[2] ?? download(temporary), "lib");
  const used = usedTypes(dirname(here));
  const folderOf = (type) => type.replace(/^aws_/, "").replaceAll("_", "-");
  const read = (types, prefix) =>
    Object.fromEntries([...types].map((type) => [type, readType(library, `${prefix}${folderOf(type)}`, type)]));
  const resources = read(used.resources, "");
  const data = read(used.data, "data-aws-");
  const unknown = [...Object.entries(resources), ...Object.entries(data)].filter(([, block]) => !block);
  if (unknown.length > 0) {
    console.error(`The AWS provider has no ${unknown.map(([type]) => type).join(", ")}.`);
    process.exitCode = 1;
  } else {
    const text = readFileSync(join(library, "lb-listener/index.js"), "utf8");
    const version = /providerVersion: '([\d.]+)'/.exec(text)[1];
    const notice =
      `Names and types of arguments of the Terraform provider hashicorp/aws ${version}, which is under the MPL-2.0 ` +
      `(https://mozilla.org/MPL/2.0/), as republished in the Python package ${PACKAGE} ${VERSION}, which is under the ` +
      `MPL-2.0 too. Written by extract.mjs for checks; it is no part of the product.`;
    const schema = { notice, version, provider: readProvider(library), resources, data };
    writeFileSync(join(here, "schema.json"), format(schema));
    console.log(`schema.json: ${Object.keys(resources).length} resource types, ${Object.keys(data).length} data types of ${version}`);
  }
} finally {
  rmSync(temporary, { recursive: true });
}
