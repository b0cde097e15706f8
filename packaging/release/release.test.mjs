// The scripts of a release, without building one.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { gunzipSync } from "node:zlib";
import { components, root } from "./components.mjs";
import { isAllowed } from "./spdx.mjs";
import { tar, untar } from "./tar.mjs";

const work = mkdtempSync(join(tmpdir(), "release-"));
after(() => rmSync(work, { recursive: true }));

const script = (path, ...args) => execFileSync("node", [join(root, "packaging", path), ...args], { env: { ...process.env, SOURCE_DATE_EPOCH: "1700000000" }, stdio: "pipe" });
const twice = (path, ...args) => ["a", "b"].map((name) => {
  script(path, ...args.map((arg) => arg.replace("OUTPUT", join(work, name))));
  return readFileSync(join(work, name));
});
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

test("licence expressions are understood", () => {
  const allowed = new Set(["MIT", "Apache-2.0", "Apache-2.0 WITH LLVM-exception"]);
  for (const good of ["MIT", "MIT OR GPL-3.0", "(GPL-3.0 OR MIT) AND Apache-2.0", "Apache-2.0 WITH LLVM-exception OR X", "GPL-3.0 AND X OR MIT"]) {
    assert.ok(isAllowed(good, allowed), good);
  }
  for (const bad of ["GPL-3.0", "MIT AND GPL-3.0", "MIT WITH LLVM-exception", "(MIT OR X) AND GPL-3.0"]) {
    assert.ok(!isAllowed(bad, allowed), bad);
  }
  assert.throws(() => isAllowed("(MIT", allowed));
  assert.throws(() => isAllowed("MIT MIT", allowed));
});

test("the bill of materials is the same each time and has the minimum elements", () => {
  const [a, b] = twice("release/sbom.mjs", "OUTPUT", process.execPath);
  assert.ok(a.equals(b));
  const bill = JSON.parse(a);
  assert.equal(bill.specVersion, "1.6");
  assert.match(bill.serialNumber, /^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  assert.equal(bill.metadata.timestamp, "2023-11-14T22:13:20.000Z");
  assert.equal(bill.metadata.component.components[0].hashes[0].content, sha256(readFileSync(process.execPath)));
  const refs = [bill.metadata.component["bom-ref"], ...bill.components.map((component) => component["bom-ref"])];
  assert.equal(new Set(refs).size, refs.length, "each component once");
  for (const component of bill.components) {
    assert.ok(component.name && component.version && component.purl && component.supplier.name && component.licenses.length, JSON.stringify(component));
    if (!component.purl.startsWith("pkg:generic/")) assert.match(component.hashes[0].content, /^([0-9a-f]{64}|[0-9a-f]{128})$/, component.purl);
    assert.ok(!/[^/]@[a-z]+\.com/.test(JSON.stringify([component.supplier, component.authors])), "no addresses of people");
  }
  assert.deepEqual(bill.dependencies.map(({ ref }) => ref).sort(), [...refs].sort());
  for (const { dependsOn = [] } of bill.dependencies) for (const ref of dependsOn) assert.ok(refs.includes(ref), ref);
  // What nothing leads to would be there for no reason.
  const reached = new Set();
  const byRef = new Map(bill.dependencies.map(({ ref, dependsOn = [] }) => [ref, dependsOn]));
  for (const open = [refs[0]]; open.length > 0; ) {
    const ref = open.pop();
    if (reached.has(ref)) continue;
    reached.add(ref);
    open.push(...byRef.get(ref));
  }
  assert.deepEqual(refs.filter((ref) => !reached.has(ref)), []);
});

test("the three worlds are in the bill of materials", () => {
  const purls = components().map(({ purl }) => purl.replace(/@[^@]*$/, ""));
  for (const expected of ["pkg:cargo/aws-lc-sys", "pkg:npm/react-dom", "pkg:npm/%40tiptap/core", "pkg:generic/postgresql", "pkg:generic/openssl", "pkg:generic/glibc"]) {
    assert.ok(purls.includes(expected), expected);
  }
  // Tools and tests are not in the product.
  for (const absent of ["pkg:cargo/insta", "pkg:npm/vitest", "pkg:cargo/treasury-plane"]) assert.ok(!purls.includes(absent), absent);
});

test("the licences are the same each time and name every work", () => {
  const [a, b] = twice("release/licences.mjs", "OUTPUT");
  assert.ok(a.equals(b));
  const report = a.toString();
  for (const { name, version } of components()) assert.ok(report.includes(`\n${name} ${version} (`), name);
});

test("an archive is what tar reads", () => {
  const archive = tar([{ name: "d/", mode: 0o700, uid: 7 }, { name: "d/f", mode: 0o644, data: Buffer.from("hello") }]);
  const listing = execFileSync("tar", ["-tvf", "-", "--numeric-owner"], { input: archive, encoding: "utf8" });
  assert.match(listing, /^drwx------ 7\/0 +0 1970-01-01 00:00 d\/\n-rw-r--r-- 0\/0 +5 1970-01-01 00:00 d\/f\n$/);
  assert.equal(untar(archive).get("d/f").data.toString(), "hello");
});

test("the image is the same each time, and every digest in it is right", () => {
  const [a, b] = twice("oci/image.mjs", "/bin/true", "OUTPUT");
  assert.ok(a.equals(b));
  const files = untar(a);
  const blob = ({ digest, size }) => {
    const { data } = files.get(`blobs/${digest.replace(":", "/")}`);
    assert.equal(`sha256:${sha256(data)}`, digest);
    if (size !== undefined) assert.equal(data.length, size);
    return data;
  };
  assert.equal(JSON.parse(files.get("oci-layout").data).imageLayoutVersion, "1.0.0");
  const manifest = JSON.parse(blob(JSON.parse(files.get("index.json").data).manifests[0]));
  const config = JSON.parse(blob(manifest.config));
  assert.equal(config.config.User, "65532:65532");
  assert.deepEqual(config.config.ExposedPorts, { "8080/tcp": {} });
  const layer = gunzipSync(blob(manifest.layers[0]));
  assert.deepEqual(config.rootfs.diff_ids, [`sha256:${sha256(layer)}`]);
  const inside = untar(layer);
  assert.equal(inside.get("usr/bin/treasury-plane").mode, 0o755);
  assert.equal(inside.get("tmp/").mode, 0o1777);
  assert.equal(inside.get("var/lib/treasury-plane/").uid, 65532);
  assert.deepEqual([...inside.keys()].filter((name) => !name.endsWith("/")), ["etc/group", "etc/passwd", "usr/bin/treasury-plane"]);
});

// Needs a user who may change the root directory, and the program that `make build` made.
const program = process.env.TREASURY_PLANE_TEST_BINARY;
test("the image's program runs as its user", { skip: process.getuid() !== 0 || !program }, () => {
  script("oci/image.mjs", program, join(work, "image.tar"));
  const files = untar(readFileSync(join(work, "image.tar")));
  const follow = ({ digest }) => files.get(`blobs/${digest.replace(":", "/")}`).data;
  const manifest = JSON.parse(follow(JSON.parse(files.get("index.json").data).manifests[0]));
  const { config } = JSON.parse(follow(manifest.config));
  const rootfs = join(work, "rootfs");
  execFileSync("mkdir", [rootfs]);
  execFileSync("tar", ["-xzf", "-", "-C", rootfs], { input: follow(manifest.layers[0]) });
  const inside = (...args) => execFileSync("chroot", [`--userspec=${config.User}`, rootfs, ...config.Entrypoint, ...args], { encoding: "utf8", env: { PATH: process.env.PATH } });
  assert.match(inside("--version"), /^treasury-plane \d/);
  assert.equal(inside("config", "check"), "The settings are valid.\n");
});
