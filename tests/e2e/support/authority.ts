import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { findBinary } from "./server.ts";

const run = promisify(execFile);

/** A card authority of `treasury-plane cert`: a root, an issuing authority, their lists. */
export class Authority {
  private constructor(readonly folder: string) {}

  static async make(folder: string): Promise<Authority> {
    const authority = new Authority(folder);
    await authority.#cert("dev-ca");
    return authority;
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  file(name: string): Promise<Buffer> {
    return readFile(this.path(name));
  }

  async pem(name: string): Promise<string> {
    return (await this.file(`${name}.pem`)).toString();
  }

  /** Issues a card; answers the name of its files without ending. */
  async issue(name: string, ...options: string[]): Promise<string> {
    await this.#cert("dev-card", "--name", name, ...options);
    return name.toLowerCase().replaceAll(/[^a-z0-9]/g, "-");
  }

  async #cert(action: string, ...options: string[]): Promise<void> {
    await run(await findBinary(), ["cert", action, "--folder", this.folder, ...options], {
      env: { PATH: process.env.PATH, TREASURY_PLANE_AUTH__DEVELOPMENT: "true" },
    });
  }
}
