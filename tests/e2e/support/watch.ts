import type { BrowserContext } from "@playwright/test";

/** What browsers complain about while a test runs; anything that was not expected fails it. */
export class Complaints {
  readonly #heard: string[] = [];
  readonly #expected: RegExp[] = [
    // Whoever is not signed in finds out by asking.
    /status of 401 .*\/api\/v1\/users\/me$/,
    // What is not published has no publication.
    /status of 404 .*\/publish$/,
  ];

  /** Announces a complaint that belongs to the test, such as a refused request. */
  expect(pattern: RegExp): void {
    this.#expected.push(pattern);
  }

  get unexpected(): string[] {
    return this.#heard.filter((text) => !this.#expected.some((pattern) => pattern.test(text)));
  }

  async listenTo(context: BrowserContext): Promise<void> {
    context.on("weberror", (error) => this.#heard.push(`uncaught: ${error.error().stack}`));
    context.on("console", (message) => {
      if (message.type() !== "error" && message.type() !== "warning") return;
      this.#heard.push(`${message.type()}: ${message.text()} ${message.location().url}`);
    });
    await context.addInitScript(() => {
      document.addEventListener("securitypolicyviolation", (event) => {
        console.error(`policy violated: ${event.effectiveDirective} by ${event.blockedURI}`);
      });
    });
  }
}
