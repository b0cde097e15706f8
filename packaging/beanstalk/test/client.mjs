// The load balancer and the people behind it: client.mjs SETUP-TOKEN FOLDER-OF-CARDS
// It connects from an address of the load balancer's subnets, adds the headers that AWS documents, asks
// /readyz of both instances, and sends requests only to those that are ready. It never tries again.
import { spawn } from "node:child_process";
import { createHash, randomBytes } from "node:crypto";
import { readFileSync } from "node:fs";
import http from "node:http";

const [token, cards] = process.argv.slice(2);
const MAIN = "plane.agency.gov";
const CARD_HOST = "piv.agency.gov";
const BALANCER = "10.0.1.5";
const CLIENT = "203.0.113.9";
const MADE_UP = "198.51.100.66";
const A = { name: "a", service: "web", port: 80, healthy: true };
const B = { name: "b", service: "web-b", port: 81, healthy: true };

let failures = 0;
function check(what, holds, detail = "") {
  console.log(`${holds ? "ok     " : "FAILED "} ${what}${holds ? "" : `: ${detail}`}`);
  if (!holds) failures += 1;
}
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

function options({ to = A, host = MAIN, from = BALANCER, method = "GET", path, headers = {} }) {
  return {
    host: "10.0.10.11",
    port: to.port,
    localAddress: from,
    method,
    path,
    headers: {
      host,
      // What the client claims comes first; the load balancer appends what it has seen.
      "x-forwarded-for": `${MADE_UP}, ${CLIENT}`,
      "x-forwarded-proto": "https",
      "x-forwarded-port": "443",
      ...headers,
    },
  };
}

function ask(wish, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(options(wish), (answer) => {
      const parts = [];
      answer.on("data", (part) => parts.push(part));
      answer.on("error", reject);
      answer.on("end", () => {
        resolve({
          status: answer.statusCode,
          headers: answer.headers,
          text: Buffer.concat(parts).toString(),
        });
      });
    });
    request.on("error", reject);
    request.end(body);
  });
}

class Browser {
  #cookies = new Map();

  get cookie() {
    return [...this.#cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  }

  async go(path, { method = "GET", data, ...wish } = {}) {
    const body = data && JSON.stringify(data);
    const headers = {
      "sec-fetch-site": "same-origin",
      cookie: this.cookie,
      ...(body && { "content-type": "application/json", "content-length": Buffer.byteLength(body) }),
    };
    const answer = await ask({ method, path, ...wish, headers: { ...headers, ...wish.headers } }, body);
    for (const line of answer.headers["set-cookie"] ?? []) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line);
      this.#cookies.set(name, value);
    }
    return answer;
  }

  async agree() {
    const { notice } = JSON.parse((await this.go("/auth/methods")).text);
    if (notice) await this.go("/auth/notice", { method: "POST", data: { version: notice.version } });
  }
}

async function setUp() {
  const browser = new Browser();
  await browser.agree();
  const answer = await browser.go("/api/v1/instance/setup", {
    method: "POST",
    data: {
      token,
      first_name: "Ana",
      last_name: "Silva",
      email: "ana@agency.gov",
      password: "long enough to be a passphrase",
      instance_name: "Behind nginx",
    },
  });
  check("the first account is made", answer.status < 300, `${answer.status} ${answer.text}`);
  return browser;
}

/** As the load balancer encodes PEM: everything but unreserved characters and + = /. */
function encode(pem) {
  return pem.replace(/[^A-Za-z0-9\-_.~+=/]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase().padStart(2, "0")}`);
}

async function signInByCard() {
  const file = (name) => readFileSync(`${cards}/${name}`, "utf8");
  // The longest chain that the server takes: eight certificates.
  const chain = [file("jane-doe.pem"), file("issuing.pem"), file("root.pem")].join("");
  const blocks = chain.match(/-----BEGIN[^]*?END CERTIFICATE-----\n/g);
  while (blocks.length < 8) blocks.push(blocks[blocks.length - 1]);
  let header = encode(blocks.slice(0, 8).join(""));
  // Cards in the field have longer keys: line ends until it is as long as theirs.
  header += "%0A".repeat(Math.max(0, Math.ceil((12 * 1024 - header.length) / 3)));
  const size = header.length;
  const browser = new Browser();
  await browser.agree();
  const begun = await browser.go("/auth/piv/begin");
  const start = new URL(begun.headers.location ?? "none:");
  check("sign-in by card goes to the card host", start.host === CARD_HOST, begun.text);
  const path = start.pathname + start.search;
  const shown = await ask({
    host: CARD_HOST,
    path,
    headers: { "x-amzn-mtls-clientcert": header, "sec-fetch-site": "same-site" },
  });
  check(`a certificate header of ${size} bytes arrives`, size >= 12 * 1024 && shown.status === 303, `${shown.status} ${shown.text}`);
  const back = new URL(shown.headers.location ?? "none:");
  const end = await browser.go(back.pathname + back.search);
  check("and signs its holder in", !/error=/.test(end.headers.location ?? "error="), end.headers.location);
  const me = await browser.go("/api/v1/users/me");
  check("as the person on the card", me.status === 200 && /Jane/.test(me.text), me.text);

  const stranger = await ask({ host: CARD_HOST, path, from: "10.0.10.99", headers: { "x-amzn-mtls-clientcert": header } });
  check("from elsewhere nobody gets past nginx", stranger.status === 403, `${stranger.status}`);
  const other = { ...A, port: 5001 };
  const around = await ask({ to: other, from: "10.0.10.99", path: "/livez" }).catch(() => "refused");
  check("and nobody reaches the server around it", around === "refused", `${around.status}`);
}

/** A WebSocket without a library: what it hears, and the code with which it ends. */
function openSocket(browser, to) {
  return new Promise((resolve, reject) => {
    const key = randomBytes(16).toString("base64");
    const headers = {
      connection: "Upgrade",
      upgrade: "websocket",
      "sec-websocket-version": "13",
      "sec-websocket-key": key,
      "sec-fetch-site": "same-origin",
      origin: `https://${MAIN}`,
      cookie: browser.cookie,
    };
    const request = http.request(options({ to, path: "/api/v1/realtime", headers }));
    request.on("error", reject);
    request.on("response", (answer) => reject(new Error(`no upgrade: ${answer.statusCode}`)));
    request.on("upgrade", (answer, socket, head) => {
      const expected = createHash("sha1").update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest("base64");
      if (answer.headers["sec-websocket-accept"] !== expected) return reject(new Error("wrong key"));
      const heard = [];
      let waiting = Buffer.from(head);
      let ended;
      const end = new Promise((done) => (ended = done));
      socket.on("data", (data) => {
        waiting = Buffer.concat([waiting, data]);
        while (waiting.length >= 2) {
          let size = waiting[1] & 127;
          const at = size === 126 ? 4 : 2;
          if (size === 126) size = waiting.length >= 4 ? waiting.readUInt16BE(2) : Infinity;
          if (waiting.length < at + size) return;
          const payload = waiting.subarray(at, at + size);
          if ((waiting[0] & 15) === 1) heard.push(JSON.parse(payload.toString()));
          if ((waiting[0] & 15) === 8) ended(payload.readUInt16BE(0));
          waiting = waiting.subarray(at + size);
        }
      });
      socket.on("close", () => ended("cut off"));
      socket.on("error", () => ended("cut off"));
      const say = (message) => {
        const payload = Buffer.from(JSON.stringify(message));
        const mask = randomBytes(4);
        const masked = payload.map((byte, n) => byte ^ mask[n % 4]);
        socket.write(Buffer.concat([Buffer.from([0x81, 0x80 | payload.length]), mask, masked]));
      };
      resolve({ heard, end, say });
    });
    request.end();
  });
}

async function until(what, holds) {
  for (let n = 0; n < 300; n += 1) {
    if (holds()) return true;
    await pause(100);
  }
  check(what, false, "not within 30 seconds");
  return false;
}

async function liveUpdates(browser) {
  const made = await browser.go("/api/v1/workspaces", { method: "POST", data: { name: "Bureau", slug: "bureau" } });
  const { id } = JSON.parse(made.text);
  const socket = await openSocket(browser, A);
  socket.say({ type: "subscribe", topic: `workspace:${id}` });
  await until("a WebSocket works through nginx", () => socket.heard.some((m) => m.type === "subscribed"));
  check("a WebSocket works through nginx", true);
  return socket;
}

/** Restarts one instance after the other while people work. */
async function rollingRestart(browser, socket) {
  const targets = [A, B];
  const wrong = [];
  let served = 0;
  let isOver = false;
  const look = async (target) => {
    while (!isOver) {
      target.healthy = await ask({ to: target, path: "/readyz", host: "10.0.10.11" }).then(
        (answer) => answer.status === 200,
        () => false,
      );
      await pause(500);
    }
  };
  const work = async (n) => {
    for (let turn = n; !isOver; turn += 1) {
      const healthy = targets.filter((target) => target.healthy);
      const to = healthy[turn % healthy.length];
      if (!to) wrong.push("no instance is healthy");
      else {
        const answer = await browser.go("/api/v1/users/me", { to }).catch((error) => ({ status: error.message }));
        if (answer.status === 200) served += 1;
        else wrong.push(`${to.name}: ${answer.status}`);
      }
      await pause(100);
    }
  };
  const busy = [...targets.map(look), ...[0, 1, 2, 3].map(work)];
  for (const target of targets) {
    await new Promise((done) => spawn("systemctl", ["restart", "--no-block", target.service]).on("exit", done));
    await until(`${target.name} says that it drains`, () => !target.healthy);
    if (target === A) {
      check("a WebSocket is told to come again", [1001, 1012].includes(await socket.end), await socket.end);
    }
    await until(`${target.name} is back`, () => target.healthy);
  }
  isOver = true;
  await Promise.all(busy);
  check(`a rolling restart under ${served} requests loses none`, wrong.length === 0 && served > 100, wrong.slice(0, 5).join(", "));
}

const browser = await setUp();
await signInByCard();
const socket = await liveUpdates(browser);
await rollingRestart(browser, socket);
process.exit(failures === 0 ? 0 : 1);
