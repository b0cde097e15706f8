import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const SERIOUS = ["serious", "critical"];

/** No serious finding of axe on what is on the screen now, in the light and in the dark theme. */
export async function expectAccessible(page: Page): Promise<void> {
  const findings: string[] = [];
  for (const colorScheme of ["dark", "light"] as const) {
    await page.emulateMedia({ colorScheme });
    await expect(page.locator("html")).toHaveAttribute("data-theme", colorScheme);
    const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
    for (const { id, impact, help, nodes } of violations) {
      if (!SERIOUS.includes(impact ?? "")) continue;
      const where = nodes.map(
        (node) =>
          `    ${node.html.slice(0, 200)}\n      ${node.failureSummary?.replaceAll("\n", "\n      ")}`,
      );
      findings.push(`${colorScheme}: ${id} (${impact}): ${help}\n${where.slice(0, 4).join("\n")}`);
    }
  }
  expect(findings.join("\n"), `axe on ${page.url()}`).toBe("");
}
