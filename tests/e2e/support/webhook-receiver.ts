import { createHmac } from "node:crypto";
import { once } from "node:events";
import { chmod, mkdtemp, readFile, rm } from "node:fs/promises";
import type { IncomingHttpHeaders } from "node:http";
import { createServer, type Server } from "node:https";
import { join } from "node:path";
import { Arrivals } from "./arrivals.ts";
import { makeAuthority, makeServerCertificate } from "./certificates.ts";

/** A message of a webhook. */
export interface Message {
  readonly event: string;
  readonly delivery: string;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
  readonly json: {
    event: string;
    action: string;
    data: Record<string, unknown>;
  };
}

/** An https server of this machine that webhooks are sent to, with an authority of its own. */
export class WebhookReceiver {
  readonly #messages = new Arrivals<Message>();
  /** What it answers. */
  status = 200;

  private constructor(
    readonly port: number,
    private readonly folder: string,
    private readonly server: Server,
  ) {}

  static async start(): Promise<WebhookReceiver> {
    const folder = await mkdtemp("/tmp/treasury-plane-hooks-");
    await chmod(folder, 0o755);
    await makeAuthority(folder);
    await makeServerCertificate(folder, "hooks", "IP:127.0.0.1");
    const server = createServer({
      cert: await readFile(join(folder, "hooks.pem")),
      key: await readFile(join(folder, "hooks.key")),
    });
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const receiver = new WebhookReceiver(address.port, folder, server);
    server.on("request", async (request, answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk);
      answer.writeHead(receiver.status, { "content-type": "text/plain" });
      answer.end(receiver.status < 300 ? "taken" : "not now");
      receiver.#take(request.headers, Buffer.concat(chunks).toString("utf8"));
    });
    return receiver;
  }

  get url(): string {
    return `https://127.0.0.1:${this.port}/hook`;
  }

  /** What the server under test needs to reach it. */
  get settings(): Record<string, string> {
    return {
      OUTBOUND__ALLOWED_PRIVATE_CIDRS: "127.0.0.1/32",
      OUTBOUND__ALLOWED_PORTS: `443,${this.port}`,
      OUTBOUND__CA_FILE: join(this.folder, "web-ca.pem"),
    };
  }

  get messages(): readonly Message[] {
    return this.#messages.all;
  }

  message(what: string, fits: (message: Message) => boolean): Promise<Message> {
    return this.#messages.first(what, fits);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, "close");
    await rm(this.folder, { recursive: true, force: true });
  }

  #take(headers: IncomingHttpHeaders, text: string): void {
    this.#messages.add({
      event: String(headers["x-plane-event"]),
      delivery: String(headers["x-plane-delivery"]),
      headers,
      text,
      json: JSON.parse(text),
    });
  }
}

/** The signature that a receiver computes over what it got. */
export function signatureOf(secret: string, text: string): string {
  return createHmac("sha256", secret).update(text).digest("hex");
}
