// Makes a container image (an OCI image layout in one tar) without a container engine:
// image.mjs BINARY OUTPUT
// One layer with the program alone. It runs as user 65532 with a read-only root; state is in one
// volume. The time is SOURCE_DATE_EPOCH, so the same program gives the same image.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { constants, gzipSync } from "node:zlib";
import { version } from "../release/components.mjs";
import { tar } from "../release/tar.mjs";

const [binary, output] = process.argv.slice(2);
const USER = 65532;
const STATE = "var/lib/treasury-plane";
const MACHINES = { 0x3e: "amd64", 0xb7: "arm64" };

const program = readFileSync(binary);
const architecture = MACHINES[program.readUInt16LE(18)];
if (program.toString("latin1", 1, 4) !== "ELF" || !architecture) throw new Error(`${binary} is not a program for a known machine`);
const created = new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000).toISOString();
const digest = (bytes) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

const passwd = `root:x:0:0::/:/sbin/nologin\ntreasury-plane:x:${USER}:${USER}::/${STATE}:/sbin/nologin\n`;
const rootfs = tar([
  { name: "etc/", mode: 0o755 },
  { name: "etc/group", mode: 0o644, data: Buffer.from(`root:x:0:\ntreasury-plane:x:${USER}:\n`) },
  { name: "etc/passwd", mode: 0o644, data: Buffer.from(passwd) },
  { name: "tmp/", mode: 0o1777 },
  { name: "usr/", mode: 0o755 },
  { name: "usr/bin/", mode: 0o755 },
  { name: "usr/bin/treasury-plane", mode: 0o755, data: program },
  { name: "var/", mode: 0o755 },
  { name: "var/lib/", mode: 0o755 },
  { name: `${STATE}/`, mode: 0o700, uid: USER, gid: USER },
]);
const layer = gzipSync(rootfs, { level: constants.Z_BEST_COMPRESSION });
layer[9] = 0xff; // The system that compressed is of no interest.

const config = json({
  created, architecture, os: "linux",
  config: {
    User: `${USER}:${USER}`,
    ExposedPorts: { "8080/tcp": {} },
    Env: ["TREASURY_PLANE_HTTP__BIND=0.0.0.0:8080"],
    Entrypoint: ["/usr/bin/treasury-plane", "--data-dir", `/${STATE}`],
    Cmd: ["serve"],
    Volumes: { [`/${STATE}`]: {} },
    WorkingDir: `/${STATE}`,
    StopSignal: "SIGTERM",
    Labels: {
      "org.opencontainers.image.title": "Treasury Plane",
      "org.opencontainers.image.version": version(),
      "org.opencontainers.image.licenses": "Apache-2.0",
      ...(process.env.TREASURY_PLANE_COMMIT ? { "org.opencontainers.image.revision": process.env.TREASURY_PLANE_COMMIT } : {}),
    },
  },
  rootfs: { type: "layers", diff_ids: [digest(rootfs)] },
  history: [{ created, created_by: "packaging/oci/image.mjs" }],
});
const described = (mediaType, bytes) => ({ mediaType, digest: digest(bytes), size: bytes.length });
const manifest = json({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.manifest.v1+json",
  config: described("application/vnd.oci.image.config.v1+json", config),
  layers: [described("application/vnd.oci.image.layer.v1.tar+gzip", layer)],
});
const index = json({
  schemaVersion: 2,
  mediaType: "application/vnd.oci.image.index.v1+json",
  manifests: [{
    ...described("application/vnd.oci.image.manifest.v1+json", manifest),
    platform: { architecture, os: "linux" },
    annotations: { "org.opencontainers.image.ref.name": version(), "io.containerd.image.name": `docker.io/library/treasury-plane:${version()}` },
  }],
});
// For `docker load` before release 25, which does not read the layout.
const docker = json([{ Config: path(config), RepoTags: [`treasury-plane:${version()}`], Layers: [path(layer)] }]);

const blobs = [config, layer, manifest].map((data) => ({ name: path(data), mode: 0o644, data })).sort((a, b) => (a.name < b.name ? -1 : 1));
writeFileSync(output, tar([
  { name: "blobs/", mode: 0o755 },
  { name: "blobs/sha256/", mode: 0o755 },
  ...blobs,
  { name: "index.json", mode: 0o644, data: index },
  { name: "manifest.json", mode: 0o644, data: docker },
  { name: "oci-layout", mode: 0o644, data: json({ imageLayoutVersion: "1.0.0" }) },
]));
console.log(`${basename(output)}: ${(layer.length / 1e6).toFixed(1)} MB compressed, ${digest(manifest)}`);

function json(value) {
  return Buffer.from(JSON.stringify(value));
}

function path(bytes) {
  return `blobs/${digest(bytes).replace(":", "/")}`;
}
