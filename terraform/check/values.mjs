// What the provider checks in code, as far as it is known here: arguments that only AWS may set,
// and values that it permits.
import { UNKNOWN } from "./msgpack.mjs";

/** What is wrong with the arguments of one resource, by the block of its type in the schema. */
export function wrongValues(type, block, value, permitted) {
  const faults = [];
  walk(type, block, value, (path, { is }, given) => {
    if (is.includes("computed") && !is.includes("optional")) {
      faults.push(`The argument ${path} cannot be set: AWS decides its value.`);
    }
    if (permitted[path] && !permitted[path].includes(given)) {
      faults.push(`${path} cannot be ${JSON.stringify(given)}. AWS permits: ${permitted[path].join(", ")}.`);
    }
  });
  return faults;
}

/** The values in values.json that are about arguments that no type has. */
export function unknownPaths(resources, permitted) {
  const exists = ([name, ...rest], block) => {
    if (rest.length === 0) return Boolean(block?.attributes[name]);
    return exists(rest, block?.blocks[name]?.block);
  };
  return Object.keys(permitted).filter((path) => {
    const [type, ...rest] = path.split(".");
    return path !== "notice" && resources[type] && !exists(rest, resources[type]);
  });
}

function walk(path, { attributes, blocks }, value, visit) {
  for (const [name, given] of Object.entries(value)) {
    if (given === null || given === UNKNOWN) continue;
    if (attributes[name]) visit(`${path}.${name}`, attributes[name], given);
    if (!blocks[name]) continue;
    const many = blocks[name].nesting === "map" ? Object.values(given) : [given].flat();
    many.filter((it) => it !== null && it !== UNKNOWN).forEach((it) => walk(`${path}.${name}`, blocks[name].block, it, visit));
  }
}
