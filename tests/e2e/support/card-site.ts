import { execFile } from "node:child_process";
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { type BrowserContext, chromium as engine } from "@playwright/test";
import { Authority } from "./authority.ts";
import { chromium } from "./browser.ts";
import { makeAuthority, makeServerCertificate } from "./certificates.ts";
import { freePort, Server } from "./server.ts";

const run = promisify(execFile);
const CARD_HOST = "piv.localhost";

/**
 * An installation with sign-in by card: two host names with server certificates of their own, a
 * development authority, and browsers whose NSS stores hold one of its cards.
 */
export class CardSite {
  private constructor(
    readonly server: Server,
    readonly authority: Authority,
    private readonly folder: string,
    private readonly port: number,
  ) {}

  static async install(settings: Record<string, string> = {}): Promise<CardSite> {
    const folder = await mkdtemp("/tmp/treasury-plane-cards-");
    await chmod(folder, 0o755);
    await makeAuthority(folder);
    await makeServerCertificate(folder, "main", "DNS:localhost");
    await makeServerCertificate(folder, "card", `DNS:${CARD_HOST}`);
    const port = await freePort();
    const at = (name: string) => join(folder, name);
    const server = await Server.install({
      port,
      tls: {
        certFile: at("main.pem"),
        keyFile: at("main.key"),
        ca: await readFile(at("web-ca.pem"), "utf8"),
      },
      settings: {
        AUTH__DEVELOPMENT: "true",
        PIV__MODE: "native",
        PIV__HOST: CARD_HOST,
        PIV__CERT_FILE: at("card.pem"),
        PIV__KEY_FILE: at("card.key"),
        ...settings,
      },
    });
    return new CardSite(server, await Authority.make(at("dev-ca")), folder, port);
  }

  /** A browser of its own with a card in its NSS store, or with none. */
  async openBrowser(card: string | null): Promise<BrowserContext> {
    const home = await mkdtemp(join(this.folder, "home-"));
    const store = `sql:${join(home, ".pki/nssdb")}`;
    await mkdir(join(home, ".pki/nssdb"), { recursive: true });
    await run("certutil", ["-d", store, "-N", "--empty-password"]);
    const ca = join(this.folder, "web-ca.pem");
    await run("certutil", ["-d", store, "-A", "-n", "web", "-t", "C,,", "-i", ca]);
    if (card) {
      const p12 = this.authority.path(`${card}.p12`);
      await run("pk12util", ["-d", store, "-i", p12, "-W", "development", "-K", ""]);
    }
    const profile = join(home, "profile");
    await mkdir(join(profile, "Default"), { recursive: true });
    await writeFile(join(profile, "Default/Preferences"), JSON.stringify(this.#preferences()));
    const { launchOptions, ...options } = chromium ?? {};
    const context = await engine.launchPersistentContext(profile, {
      ...launchOptions,
      ...options,
      baseURL: this.server.url,
      env: { ...process.env, HOME: home },
    });
    return context;
  }

  async remove(): Promise<void> {
    await this.server.remove();
    await rm(this.folder, { recursive: true, force: true });
  }

  /** The chooser is no page, so the browser is told to take the one certificate that there is. */
  #preferences(): object {
    const setting = {
      last_modified: "13370000000000000",
      setting: { filters: [{}] },
    };
    const exceptions = {
      auto_select_certificate: {
        [`https://${CARD_HOST}:${this.port},*`]: setting,
      },
    };
    return { profile: { content_settings: { exceptions } } };
  }
}
