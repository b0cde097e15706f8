// Compares what the lint found in insecure/ with what its comments say that it must find there.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "./lint.mjs";

/** The differences: rules that missed what breaks them, and findings that no comment announces. */
export function compare(folder, faults) {
  const text = readFileSync(join(folder, "main.tf"), "utf8");
  const announced = new Set(
    [...text.matchAll(/^# Breaks: (.*)\n(\w+) "(\w+)"(?: "(\w+)")? \{/gm)].flatMap(([, rules, kind, type, name]) =>
      rules.split(", ").map((rule) => `${addressOf(kind, type, name)}: ${rule}`),
    ),
  );
  const found = new Set(faults.map((fault) => fault.split(": ").slice(0, 2).join(": ")));
  const covered = new Set([...announced].map((it) => it.split(": ")[1]));
  return [
    ...[...announced].filter((it) => !found.has(it)).map((it) => `${it}: not found by the lint`),
    ...[...found].filter((it) => !announced.has(it)).map((it) => `${it}: found, but nothing is wrong there`),
    ...Object.keys(RULES).filter((rule) => !covered.has(rule)).map((rule) => `nothing here breaks the rule ${rule}`),
  ];
}

function addressOf(kind, type, name) {
  const prefix = { resource: "", data: "data." }[kind];
  return prefix === undefined ? `${kind}.${type}` : `${prefix}${type}.${name}`;
}
