// Reads the outermost blocks of a configuration: enough to list variables and outputs and to see
// where modules come from. What expressions mean is Terraform's business.
import { readFileSync } from "node:fs";
import { filesBelow } from "./types.mjs";
import { dirname } from "node:path";

/** The blocks of the files in a folder: their kind, their label and the text of their arguments. */
export function blocksOf(folder) {
  return filesBelow(folder, ".tf")
    .filter((file) => dirname(file) === folder)
    .sort()
    .flatMap((file) => blocksOfText(readFileSync(file, "utf8")));
}

/** The outermost blocks of a text. */
export function blocksOfText(text) {
  const blocks = [];
  const start = /^(\w+)(?: "([^"]+)")?(?: "([^"]+)")? \{/gm;
  for (let found = start.exec(text); found; found = start.exec(text)) {
    const end = endOfBody(text, start.lastIndex);
    const [, kind, first, second] = found;
    const address = { resource: `${first}.${second}`, data: `data.${first}.${second}` }[kind] ?? `${kind}.${first}`;
    blocks.push({ kind, label: second ?? first, address, ...argumentsOf(text.slice(start.lastIndex, end)) });
    start.lastIndex = end;
  }
  return blocks;
}

/** The formatter puts the brace that ends an outermost block, and no other, at the start of a line. */
function endOfBody(text, from) {
  const end = text.indexOf("\n}", from);
  const oneLine = text.indexOf("}", from);
  return text.slice(from, oneLine).includes("\n") ? end : oneLine;
}

/** The arguments directly in a body, each with the text of its expression, and the blocks' names. */
function argumentsOf(body) {
  const values = {};
  const inner = [];
  const lines = body.split("\n");
  for (let at = 0; at < lines.length; at += 1) {
    const [, name, expression] = /^ {2}(\w+)\s*= (.*)$/.exec(lines[at]) ?? [];
    const block = /^ {2}(\w+)(?: "[^"]*")* \{/.exec(lines[at]);
    if (block) inner.push(block[1]);
    if (!name) continue;
    const whole = [expression];
    // Longer expressions end with a bracket in the column of their argument.
    if (/[[({]$/.test(expression)) {
      do {
        at += 1;
        whole.push(lines[at]);
      } while (at < lines.length - 1 && !/^ {2}[\])}]/.test(lines[at]));
    }
    values[name] = whole.join("\n");
  }
  return { values, inner };
}
