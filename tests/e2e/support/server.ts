import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdtemp, readdir, rm, stat } from "node:fs/promises";
import { get as httpGet, type IncomingMessage } from "node:http";
import { get as httpsGet } from "node:https";
import { createServer } from "node:net";
import { join } from "node:path";

const START_TIMEOUT_MS = 120_000;
const STOP_TIMEOUT_MS = 40_000;

/** What an installation has beyond the defaults. */
export interface Installation {
  /** Settings, as variables without the prefix: `AUTH__DEVELOPMENT`. */
  settings?: Record<string, string>;
  /** Speaks https as `localhost` with this certificate, which this authority has signed. */
  tls?: { certFile: string; keyFile: string; ca: string };
  port?: number;
}

/** The real program on free ports and a data directory of its own. */
export class Server {
  readonly url: string;
  #child: ChildProcess | null = null;
  #output = "";

  private constructor(
    private readonly binary: string,
    private readonly directory: string,
    private readonly port: number,
    private readonly metricsPort: number,
    private readonly installation: Installation,
  ) {
    this.url = installation.tls ? `https://localhost:${port}` : `http://127.0.0.1:${port}`;
  }

  /** An installation that nobody has set up yet. */
  static async install(installation: Installation = {}): Promise<Server> {
    const binary = await findBinary();
    const directory = await mkdtemp("/tmp/treasury-plane-e2e-");
    // As root the server runs PostgreSQL as another user, who must get through.
    await chmod(directory, 0o755);
    const port = installation.port ?? (await freePort());
    const server = new Server(binary, directory, port, await freePort(), installation);
    await server.start();
    return server;
  }

  /** Starts on the same data and port as before. */
  async start(): Promise<void> {
    this.#output = "";
    const { settings = {}, tls } = this.installation;
    const own = tls
      ? {
          ...settings,
          HTTP__TLS__CERT_FILE: tls.certFile,
          HTTP__TLS__KEY_FILE: tls.keyFile,
        }
      : settings;
    const child = spawn(this.binary, ["serve"], {
      stdio: ["ignore", "pipe", "pipe"],
      env: {
        PATH: process.env.PATH,
        LANG: "C.UTF-8",
        TREASURY_PLANE_DATA_DIR: join(this.directory, "data"),
        TREASURY_PLANE_HTTP__BIND: `127.0.0.1:${this.port}`,
        TREASURY_PLANE_METRICS__BIND: `127.0.0.1:${this.metricsPort}`,
        TREASURY_PLANE_SECURITY_TXT__CONTACT: "mailto:security@agency.example",
        TREASURY_PLANE_LIMITS__ANONYMOUS_PER_MINUTE: "100000",
        TREASURY_PLANE_LIMITS__SESSION_PER_MINUTE: "100000",
        TREASURY_PLANE_LIMITS__API_TOKEN_PER_MINUTE: "100000",
        ...(tls ? { TREASURY_PLANE_HTTP__PUBLIC_URL: this.url } : {}),
        ...Object.fromEntries(
          Object.entries(own).map(([name, value]) => [`TREASURY_PLANE_${name}`, value]),
        ),
      },
    });
    this.#child = child;
    child.stdout.on("data", (chunk) => this.#keep(chunk));
    child.stderr.on("data", (chunk) => this.#keep(chunk));
    process.once("exit", () => child.kill("SIGKILL"));
    await this.#waitUntilReady(child);
  }

  /** Asks the server to end in order, as an operator would. */
  async stop(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (!child || child.exitCode !== null) return;
    const ended = once(child, "exit");
    child.kill("SIGTERM");
    const timer = setTimeout(() => child.kill("SIGKILL"), STOP_TIMEOUT_MS);
    await ended;
    clearTimeout(timer);
  }

  /** Stops it and forgets its data. */
  async remove(): Promise<void> {
    await this.stop();
    await rm(this.directory, { recursive: true, force: true });
  }

  /** The one-time link that the server has printed for the first account. */
  async setupLink(): Promise<string> {
    return await until("the set-up link is printed", () =>
      Promise.resolve(/https?:\/\/\S+\/god-mode\/setup\?token=\S+/.exec(this.#output)?.[0]),
    );
  }

  #keep(chunk: Buffer): void {
    this.#output = (this.#output + chunk.toString()).slice(-64_000);
  }

  async #waitUntilReady(child: ChildProcess): Promise<void> {
    await until("the server is ready", async () => {
      if (child.exitCode !== null) throw new Error(`the server ended:\n${this.#output}`);
      return await isReady(`${this.url}/readyz`, this.installation.tls?.ca);
    }).catch((error) => {
      throw new Error(`${error}\n${this.#output}`);
    });
  }
}

/** Asks again until there is an answer. For what has no event to wait for. */
async function until<T>(what: string, ask: () => Promise<T | undefined | false>): Promise<T> {
  const deadline = Date.now() + START_TIMEOUT_MS;
  for (;;) {
    const answer = await ask();
    if (answer) return answer;
    if (Date.now() > deadline) throw new Error(`gave up waiting until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** Whether the server says that it is ready. */
function isReady(url: string, ca: string | undefined): Promise<boolean> {
  return new Promise((resolve) => {
    const answered = (answer: IncomingMessage) => {
      answer.resume();
      resolve(answer.statusCode === 200);
    };
    const request = ca === undefined ? httpGet(url, answered) : httpsGet(url, { ca }, answered);
    request.on("error", () => resolve(false));
  });
}

export async function freePort(): Promise<number> {
  const listener = createServer().listen(0, "127.0.0.1");
  await once(listener, "listening");
  const address = listener.address();
  listener.close();
  await once(listener, "close");
  if (address === null || typeof address === "string") throw new Error("no port");
  return address.port;
}

/** The program named in the environment, else the newest release build. */
export async function findBinary(): Promise<string> {
  const named = process.env.TREASURY_PLANE_TEST_BINARY;
  if (named) return named;
  const target = process.env.CARGO_TARGET_DIR ?? join(import.meta.dirname, "../../../target");
  const found: { path: string; time: number }[] = [];
  for (const triple of await readdir(target).catch(() => [])) {
    const path = join(target, triple, "release/treasury-plane");
    const file = await stat(path).catch(() => null);
    if (file) found.push({ path, time: file.mtimeMs });
  }
  const newest = found.sort((a, b) => b.time - a.time)[0];
  if (!newest) throw new Error("no release build: run `make build` first");
  return newest.path;
}
