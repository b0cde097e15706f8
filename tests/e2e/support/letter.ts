/** What a mail says. */
export interface Letter {
  readonly subject: string;
  /** By lower-case name, unfolded; of those that come more than once, the last. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

/** Reads a message of RFC 5322 with the parts that this product writes. */
export function readLetter(source: Buffer): Letter {
  const parts: Part[] = [];
  const top = readPart(source.toString("latin1"));
  collect(top, parts);
  const body = (type: string) => parts.find((part) => part.type === type)?.text ?? "";
  return {
    subject: decodeWords(top.headers.get("subject") ?? ""),
    headers: top.headers,
    text: body("text/plain"),
    html: body("text/html"),
  };
}

/** The first address in the text that fits. */
export function linkIn(letter: Letter, pattern: RegExp): string {
  const links = letter.text.match(/https?:\/\/[^\s<>"]+/g) ?? [];
  const found = links.find((link) => pattern.test(link));
  if (!found) throw new Error(`no link like ${pattern} in:\n${letter.text}`);
  return found;
}

interface Part {
  readonly headers: Map<string, string>;
  readonly type: string;
  readonly body: string;
  readonly text: string;
}

function readPart(source: string): Part {
  const end = source.indexOf("\r\n\r\n");
  const head = end < 0 ? source : source.slice(0, end);
  const body = end < 0 ? "" : source.slice(end + 4);
  const headers = new Map<string, string>();
  for (const line of head.replaceAll(/\r\n[ \t]+/g, " ").split("\r\n")) {
    const colon = line.indexOf(":");
    if (colon > 0) headers.set(line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim());
  }
  const type = /^[^;\s]+/.exec(headers.get("content-type") ?? "text/plain")?.[0] ?? "";
  const encoding = (headers.get("content-transfer-encoding") ?? "7bit").toLowerCase();
  return { headers, type: type.toLowerCase(), body, text: decode(body, encoding) };
}

/** The part itself, or those inside of it. */
function collect(part: Part, into: Part[]): void {
  const boundary = /boundary="?([^";]+)"?/i.exec(part.headers.get("content-type") ?? "")?.[1];
  if (!part.type.startsWith("multipart/") || boundary === undefined) {
    into.push(part);
    return;
  }
  for (const piece of `\r\n${part.body}`.split(`\r\n--${boundary}`).slice(1)) {
    if (!piece.startsWith("--")) collect(readPart(piece.replace(/^[ \t]*\r\n/, "")), into);
  }
}

function decode(body: string, encoding: string): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding === "quoted-printable") return quotedPrintable(body.replaceAll(/=\r\n/g, ""));
  return Buffer.from(body, "latin1").toString("utf8");
}

function quotedPrintable(text: string): string {
  const bytes = text.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
  return Buffer.from(bytes, "latin1").toString("utf8");
}

/** Words of RFC 2047, as in a subject with an accent. */
function decodeWords(text: string): string {
  return text
    .replaceAll(/\?=\s+=\?/g, "?==?")
    .replaceAll(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
      kind.toLowerCase() === "b"
        ? Buffer.from(word, "base64").toString("utf8")
        : quotedPrintable(word.replaceAll("_", " ")),
    );
}
