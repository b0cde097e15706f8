// Settings of the application that configurations write must be settings that it has: a misspelt one
// would be ignored, or stop the start, and that on the first deployment only.
import { readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";
import { filesBelow } from "./types.mjs";

const tree = dirname(dirname(fileURLToPath(import.meta.url)));

/** What configurations write and src/config/defaults.toml does not have. */
export function unknownSettings() {
  const known = new Set(settingsOf(readFileSync(join(tree, "../src/config/defaults.toml"), "utf8")));
  const files = [...filesBelow(tree, ".tf"), ...filesBelow(tree, ".tftpl")];
  return files.flatMap((file) => {
    const text = readFileSync(file, "utf8");
    const variables = text.match(/TREASURY_PLANE_[A-Z0-9_]+/g) ?? [];
    const wrong = [...variables, ...settingsOf(configurationIn(text))].filter((name) => !known.has(name));
    return [...new Set(wrong)].map((name) => `${relative(tree, file)}: Treasury Plane has no setting ${name}`);
  });
}

/** The application's configuration in a description of a host, without its indentation. */
function configurationIn(text) {
  const [, file] = text.split("path: /etc/treasury-plane/treasury-plane.toml\n");
  return (file ?? "").split("\n  - path:")[0].replace(/^ {6}/gm, "");
}

/** `[http]` and `bind = …` make TREASURY_PLANE_HTTP__BIND. */
function settingsOf(toml) {
  let section = "";
  const names = [];
  for (const line of toml.split("\n")) {
    section = /^\[([\w.]+)\]/.exec(line)?.[1] ?? section;
    const key = /^(\w+) = /.exec(line)?.[1];
    if (key) names.push(`TREASURY_PLANE_${[...section.split("."), key].filter(Boolean).join("__").toUpperCase()}`);
  }
  return names;
}
