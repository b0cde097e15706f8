// One TypeScript program for the whole workspace: the packages are consumed as source.
import { spawnSync } from "node:child_process";

const run = spawnSync("npx", ["--no-install", "tsc", "-p", "tsconfig.json"], { stdio: "inherit" });
process.exit(run.status ?? 1);
