// Writes the bill of materials (CycloneDX 1.6, JSON): sbom.mjs OUTPUT [FILE...]
// The same for the same sources: the time is SOURCE_DATE_EPOCH, the serial number a digest. FILEs
// are the programs that it describes; their digests become part of it.
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { basename } from "node:path";
import { components, version } from "./components.mjs";

const [output, ...programs] = process.argv.slice(2);
const ours = `pkg:generic/treasury-plane@${version()}`;
const all = components();
const sha256 = (bytes) => createHash("sha256").update(bytes).digest("hex");

const EXPRESSION = / (OR|AND|WITH) /;
// Names that are not in the list of SPDX as they stand.
const licences = (licence) => EXPRESSION.test(licence)
  ? [{ expression: licence }]
  : licence.startsWith("LicenseRef-") ? [{ license: { name: licence } }] : [{ license: { id: licence } }];

const WHERE = { postgres: "Only in the files whose name ends in -postgres.", toolchain: "Linked in by the compiler." };
const component = ({ ref, name, version: number, purl, licence, supplier, authors, hash, repository, in: place }) => ({
  type: "library", "bom-ref": ref, name, version: number,
  supplier: { name: supplier },
  ...(authors ? { authors: [{ name: authors }] } : {}),
  ...(WHERE[place] ? { description: WHERE[place] } : {}),
  ...(hash?.content ? { hashes: [hash] } : {}),
  licenses: licences(licence),
  purl,
  ...(repository?.startsWith("https://") ? { externalReferences: [{ type: "vcs", url: repository }] } : {}),
});

// The first level: what nothing else needs is needed by the product itself.
const needed = new Set(all.flatMap(({ needs }) => needs));
const direct = all.map(({ ref }) => ref).filter((ref) => !needed.has(ref));
const document = {
  $schema: "http://cyclonedx.org/schema/bom-1.6.schema.json",
  bomFormat: "CycloneDX",
  specVersion: "1.6",
  serialNumber: "",
  version: 1,
  metadata: {
    timestamp: new Date(Number(process.env.SOURCE_DATE_EPOCH ?? 0) * 1000).toISOString(),
    lifecycles: [{ phase: "build" }],
    tools: { components: [{ type: "application", name: "packaging/release/sbom.mjs", version: version() }] },
    authors: [{ name: "Treasury Plane" }],
    component: {
      type: "application", "bom-ref": ours, name: "treasury-plane", version: version(), purl: ours,
      supplier: { name: "Treasury Plane" },
      licenses: [{ license: { id: "Apache-2.0" } }],
      components: programs.map((path) => ({
        type: "file", "bom-ref": `file:${basename(path)}`, name: basename(path),
        hashes: [{ alg: "SHA-256", content: sha256(readFileSync(path)) }],
      })),
    },
    supplier: { name: "Treasury Plane" },
  },
  components: all.map(component),
  dependencies: [{ ref: ours, dependsOn: direct }, ...all.map(({ ref, needs }) => ({ ref, ...(needs.length ? { dependsOn: needs } : {}) }))],
};
const digest = sha256(JSON.stringify(document));
const variant = ((Number.parseInt(digest[16], 16) & 3) | 8).toString(16);
document.serialNumber = `urn:uuid:${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-${variant}${digest.slice(17, 20)}-${digest.slice(20, 32)}`;
writeFileSync(output, `${JSON.stringify(document, null, 1)}\n`);
console.log(`${basename(output)}: ${all.length} components`);
