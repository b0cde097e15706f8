import type { Browser, Page } from "@playwright/test";
import { Api } from "./api.ts";
import { type Person, setUp } from "./fixtures.ts";
import { Server } from "./server.ts";

/** An installation for one test, set up by Ana, with settings that others do not have. */
export class OwnSite {
  private constructor(
    readonly server: Server,
    readonly ana: Person,
    /** The API as Ana. */
    readonly api: Api,
    private readonly close: () => Promise<void>,
  ) {}

  static async install(browser: Browser, settings: Record<string, string> = {}): Promise<OwnSite> {
    const server = await Server.install({ settings });
    const ana = await setUp(browser, server);
    const office = await browser.newContext({ storageState: ana.state });
    const api = new Api(office.request, server.url);
    return new OwnSite(server, ana, api, () => office.close());
  }

  /** A page of somebody here, given the fixture that opens pages. */
  open(
    openPage: (person: Person | null, options: { baseURL: string }) => Promise<Page>,
    person: Person | null,
  ): Promise<Page> {
    return openPage(person, { baseURL: this.server.url });
  }

  async remove(): Promise<void> {
    await this.close();
    await this.server.remove();
  }
}
