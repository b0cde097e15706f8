// Which types the configurations use: `resource "aws_lb" "this"` uses the resource type aws_lb.
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** The files below a folder whose names end so, without those of the checker itself. */
export function filesBelow(folder, ending) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.isDirectory()) {
      const skipped = entry.name.startsWith(".") || entry.name === "check";
      return skipped ? [] : filesBelow(join(folder, entry.name), ending);
    }
    return entry.name.endsWith(ending) ? [join(folder, entry.name)] : [];
  });
}

/** The resource types and data types that the configurations and the lint's examples use. */
export function usedTypes(tree) {
  const files = [...filesBelow(tree, ".tf"), ...filesBelow(join(tree, "check/insecure"), ".tf")];
  const text = files.map((file) => readFileSync(file, "utf8")).join("\n");
  const named = (kind) => new Set([...text.matchAll(new RegExp(`^${kind}\\s+"(aws_\\w+)"`, "gm"))].map((it) => it[1]));
  return { resources: named("resource"), data: named("data") };
}
