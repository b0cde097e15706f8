// Builds the apps, checks the first-visit budgets and pre-compresses every file for the server.
import { existsSync } from "node:fs";
import { cp, mkdir, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";
import { checkBudgets } from "./budget.mjs";
import { precompress } from "./precompress.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const requested = process.argv.slice(2);
const apps = ["web", "admin", "space"].filter(
  (app) =>
    existsSync(path.join(root, app, "index.html")) &&
    (requested.length === 0 || requested.includes(app)),
);
const manifests = path.join(root, ".manifests");
await mkdir(manifests, { recursive: true });

for (const app of apps) {
  const appRoot = path.join(root, app);
  process.chdir(appRoot);
  await build({
    root: appRoot,
    configFile: path.join(appRoot, "vite.config.ts"),
    logLevel: "warn",
  });
  // The manifest is for the budget check only and must not be embedded in the server.
  await cp(path.join(appRoot, "dist/.vite/manifest.json"), path.join(manifests, `${app}.json`));
  await rm(path.join(appRoot, "dist/.vite"), { recursive: true });
}

const withinBudget = await checkBudgets(root, apps);
for (const app of apps) await precompress(path.join(root, app, "dist"));
process.exit(withinBudget ? 0 : 1);
