// Runs terraform on a folder, with the stand-in for the provider and without a trace in the folder:
// what terraform downloads or notes goes to a folder of its own.
import { spawn } from "node:child_process";
import { join } from "node:path";

export class Terraform {
  constructor(work, environment) {
    this.work = work;
    this.environment = environment;
    this.folders = 0;
  }

  /** Prepares a folder; what comes back runs the other commands in it. */
  async open(folder) {
    this.folders += 1;
    const root = new Root(folder, {
      ...withoutTerraform(process.env),
      ...this.environment,
      CHECKPOINT_DISABLE: "1",
      // Collect garbage less often: a third less time for some more memory.
      GOGC: "400",
      TF_CLI_CONFIG_FILE: "/dev/null",
      TF_DATA_DIR: join(this.work, `data-${this.folders}`),
      TF_IN_AUTOMATION: "1",
    });
    const { code, output } = await root.run("init", "-backend=false", "-input=false", "-no-color");
    return { root, faults: code === 0 ? [] : [output.trim()] };
  }
}

/** The environment without what tells terraform to behave otherwise. */
function withoutTerraform(environment) {
  return Object.fromEntries(Object.entries(environment).filter(([name]) => !name.startsWith("TF_")));
}

class Root {
  constructor(folder, environment) {
    this.folder = folder;
    this.environment = environment;
  }

  run(...args) {
    return run(args, { cwd: this.folder, env: this.environment });
  }

  async validate() {
    const { output } = await this.run("validate", "-json");
    return JSON.parse(output).diagnostics.map((it) => diagnosticText(it));
  }

  /** Runs the tests: how many passed, what failed, and if asked (it is slow) every resource made. */
  async test({ withResources }) {
    const { output } = await this.run("test", "-json", ...(withResources ? ["-verbose"] : []));
    const events = output.split("\n").filter(Boolean).map(eventOf);
    const faults = events.filter((it) => it.diagnostic && !isProtected(it.diagnostic)).map((it) => `${it["@testrun"] ?? ""}: ${diagnosticText(it.diagnostic)}`);
    const summary = events.find((it) => it.test_summary)?.test_summary;
    if (!summary || (summary.failed + summary.errored + summary.skipped > 0 && faults.length === 0)) faults.push(`terraform test failed:\n${output}`);
    return { passed: summary?.passed ?? 0, faults, resources: events.flatMap(resourcesOf) };
  }
}

/** What a test made is unmade after it; what Terraform must never destroy says so then, rightly. */
function isProtected({ summary, detail }) {
  return summary === "Instance cannot be destroyed" && detail.includes("lifecycle.prevent_destroy set");
}

function eventOf(line) {
  return line.startsWith("{") ? JSON.parse(line) : { diagnostic: { summary: line } };
}

/** Only of what a test applied: a plan does not know much of what it would make. */
function resourcesOf(event) {
  return ofModule(event.test_state?.root_module).map((it) => ({ ...it, run: event["@testrun"] }));
}

function ofModule(module) {
  if (!module) return [];
  const own = (module.resources ?? [])
    .filter((it) => it.mode === "managed" || it.type === "aws_iam_policy_document")
    .map((it) => ({ address: it.address, type: it.type, values: it.values }));
  return [...own, ...(module.child_modules ?? []).flatMap(ofModule)];
}

function diagnosticText({ summary, detail, range }) {
  const place = range ? `${range.filename}:${range.start.line}: ` : "";
  return `${place}${summary}${detail ? `: ${detail}` : ""}`;
}

/** Runs terraform to its end; it must not block, for the stand-in answers from this process. */
export function run(args, options = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn("terraform", args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
    const chunks = [];
    child.stdout.on("data", (chunk) => chunks.push(chunk));
    child.stderr.on("data", (chunk) => chunks.push(chunk));
    child.on("error", reject);
    child.on("close", (code) => resolve({ code, output: Buffer.concat(chunks).toString() }));
  });
}
