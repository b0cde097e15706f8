import { once } from "node:events";
import { createServer, type Server, type Socket } from "node:net";
import { Arrivals } from "./arrivals.ts";
import { type Letter, readLetter } from "./letter.ts";

/** A mail as the sink took it. */
export interface TakenMail extends Letter {
  readonly from: string;
  readonly to: readonly string[];
}

/** A mail server that takes everything and sends nothing on. Without TLS and sign-in. */
export class SmtpSink {
  readonly #mails = new Arrivals<TakenMail>();
  readonly #sockets = new Set<Socket>();

  private constructor(
    readonly port: number,
    private readonly server: Server,
  ) {}

  static async start(): Promise<SmtpSink> {
    const server = createServer();
    server.listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    const sink = new SmtpSink(address.port, server);
    server.on("connection", (socket) => sink.#talk(socket));
    return sink;
  }

  get mails(): readonly TakenMail[] {
    return this.#mails.all;
  }

  /** The first mail to an address whose subject fits. */
  mailTo(address: string, subject: RegExp): Promise<TakenMail> {
    return this.#mails.first(
      `a mail to ${address} about ${subject}`,
      (mail) => mail.to.includes(address.toLowerCase()) && subject.test(mail.subject),
    );
  }

  /** From then on connections are refused. */
  async stop(): Promise<void> {
    if (!this.server.listening) return;
    for (const socket of this.#sockets) socket.destroy();
    this.server.close();
    await once(this.server, "close");
  }

  #talk(socket: Socket): void {
    this.#sockets.add(socket);
    socket.on("close", () => this.#sockets.delete(socket));
    socket.on("error", () => socket.destroy());
    const session = new Session((mail) => this.#mails.add(mail));
    socket.write("220 sink ready\r\n");
    let rest = "";
    // Each byte is a character, so that nothing is lost where a chunk ends.
    socket.setEncoding("latin1");
    socket.on("data", (chunk: string) => {
      const lines = (rest + chunk).split("\r\n");
      rest = lines.pop() ?? "";
      for (const line of lines) {
        const answer = session.hear(line);
        if (answer !== null) socket.write(`${answer}\r\n`);
        if (answer?.startsWith("221")) socket.end();
      }
    });
  }
}

/** One conversation of RFC 5321. */
class Session {
  #from = "";
  #to: string[] = [];
  #data: string[] | null = null;

  constructor(private readonly take: (mail: TakenMail) => void) {}

  /** Answers a line, or nothing while a mail is being told. */
  hear(line: string): string | null {
    if (this.#data !== null) return this.#hearData(this.#data, line);
    const verb = line.slice(0, 4).toUpperCase();
    switch (verb) {
      case "EHLO":
        return "250-sink\r\n250-8BITMIME\r\n250 SMTPUTF8";
      case "HELO":
      case "NOOP":
        return "250 ok";
      case "MAIL":
        this.#from = addressIn(line);
        this.#to = [];
        return "250 ok";
      case "RCPT":
        this.#to.push(addressIn(line).toLowerCase());
        return "250 ok";
      case "DATA":
        this.#data = [];
        return "354 go on";
      case "RSET":
        this.#to = [];
        return "250 ok";
      case "QUIT":
        return "221 bye";
      default:
        return "502 not known here";
    }
  }

  #hearData(data: string[], line: string): string | null {
    if (line !== ".") {
      data.push(line.startsWith(".") ? line.slice(1) : line);
      return null;
    }
    this.#data = null;
    const source = Buffer.from(data.join("\r\n"), "latin1");
    this.take({ from: this.#from, to: this.#to, ...readLetter(source) });
    return "250 taken";
  }
}

function addressIn(line: string): string {
  return /<([^>]*)>/.exec(line)?.[1] ?? "";
}
