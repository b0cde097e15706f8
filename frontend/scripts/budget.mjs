// First-visit weight of each app: the entry chunk and everything it imports statically.
import { readFile } from "node:fs/promises";
import path from "node:path";
import zlib from "node:zlib";

const BUDGET_KB = { web: 220, admin: 190, space: 170 };
const ROUTE_BUDGET_KB = 60;

export async function checkBudgets(root, apps) {
  const rows = [];
  let withinBudget = true;
  for (const app of apps) {
    const manifest = JSON.parse(
      await readFile(path.join(root, ".manifests", `${app}.json`), "utf8"),
    );
    const dist = path.join(root, app, "dist");
    const entry = Object.keys(manifest).find((key) => manifest[key].isEntry);
    const first = closure(manifest, entry);
    const js = await gzipKb(
      dist,
      [...first].map((key) => manifest[key].file),
    );
    const css = await gzipKb(dist, [
      ...new Set([...first].flatMap((key) => manifest[key].css ?? [])),
    ]);
    const lazy = [];
    for (const key of Object.keys(manifest).filter((key) => manifest[key].isDynamicEntry)) {
      const extra = [...closure(manifest, key)].filter((chunk) => !first.has(chunk));
      lazy.push({
        key,
        kb: await gzipKb(
          dist,
          extra.map((chunk) => manifest[chunk].file),
        ),
      });
    }
    lazy.sort((a, b) => b.kb - a.kb);
    const fits = js <= BUDGET_KB[app];
    withinBudget &&= fits;
    rows.push({
      app,
      "first-visit JS (KB gzip)": js.toFixed(1),
      budget: BUDGET_KB[app],
      "CSS (KB gzip)": css.toFixed(1),
      "largest lazy chunks (KB gzip)": lazy
        .slice(0, 3)
        .map(
          ({ key, kb }) =>
            `${path.basename(key)} ${kb.toFixed(0)}${kb > ROUTE_BUDGET_KB ? "!" : ""}`,
        )
        .join(", "),
      result: fits ? "ok" : "OVER",
    });
  }
  console.table(rows);
  return withinBudget;
}

function closure(manifest, start, seen = new Set()) {
  if (seen.has(start)) return seen;
  seen.add(start);
  for (const next of manifest[start].imports ?? []) closure(manifest, next, seen);
  return seen;
}

async function gzipKb(dist, files) {
  let bytes = 0;
  for (const file of files) {
    bytes += zlib.gzipSync(await readFile(path.join(dist, file)), { level: 9 }).length;
  }
  return bytes / 1024;
}
