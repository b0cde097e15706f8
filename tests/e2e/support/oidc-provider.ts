import { type ChildProcessWithoutNullStreams, spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { createInterface } from "node:readline";

const FOLDER = join(import.meta.dirname, "../../oidc-provider");

/** Who is known there, and who they are. */
export interface ProviderConfig {
  clients: {
    client_id: string;
    callback_url: string;
    post_logout_url: string;
    certificates?: string[];
    secret?: string;
  }[];
  account: { sub: string; [claim: string]: unknown };
  /** The person turns back. */
  denies?: boolean;
}

/** The certified provider, running on this machine. It signs in whoever it is configured with. */
export class OidcProvider {
  readonly #lines: AsyncIterator<string>;

  private constructor(
    readonly issuer: string,
    private readonly child: ChildProcessWithoutNullStreams,
    lines: AsyncIterator<string>,
  ) {
    this.#lines = lines;
  }

  static async start(): Promise<OidcProvider> {
    const child = spawn("node", ["server.mjs"], { cwd: FOLDER });
    let complaints = "";
    child.stderr.on("data", (chunk) => {
      complaints += chunk;
    });
    process.once("exit", () => child.kill("SIGKILL"));
    const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
    const first = await lines.next();
    if (first.done) {
      throw new Error(`no provider: run \`npm --prefix tests/oidc-provider ci\`\n${complaints}`);
    }
    return new OidcProvider(first.value, child, lines);
  }

  /** Replaces what was configured before. */
  async configure(config: ProviderConfig): Promise<void> {
    this.child.stdin.write(`${JSON.stringify(config)}\n`);
    const answer = await this.#lines.next();
    if (answer.value !== "ready") throw new Error(`the provider said ${answer.value}`);
  }

  async stop(): Promise<void> {
    const ended = once(this.child, "exit");
    this.child.stdin.end();
    await ended;
  }
}
