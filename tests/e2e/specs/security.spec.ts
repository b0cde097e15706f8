import { once } from "node:events";
import { createServer } from "node:http";
import { expect, test } from "../support/fixtures.ts";

const ATTACK = `<img src=x onerror="window.pwned=1"><script>window.pwned=2</script><b>bold</b>`;

test("whoever finds a hole learns whom to tell", async ({ page }) => {
  await page.goto("/sign-in");
  const link = page.getByRole("link", { name: "Report a vulnerability" });
  await expect(link).toHaveAttribute("href", "mailto:security@agency.example");
  const text = await (await page.request.get("/.well-known/security.txt")).text();
  expect(text).toContain("Contact: mailto:security@agency.example\n");
});

test("titles are text wherever they appear", async ({ ana, page, project }) => {
  const item = await project.addItem(ATTACK);
  await ana.goto(project.path);
  await expect(ana.getByRole("row", { name: /PAY-1/ })).toContainText(ATTACK);
  await ana.goto(project.boardPath);
  await expect(ana.getByRole("group", { name: /PAY-1/ })).toContainText(ATTACK);
  await ana.goto(project.itemPath(item));
  await expect(ana.getByRole("textbox", { name: "Title" })).toHaveValue(ATTACK);
  await expect(ana).toHaveTitle(/<img src=x/);
  const { url } = await project.api.post<{ url: string }>(project.apiPath("publish"));
  await page.goto(url);
  await expect(page.getByText(ATTACK)).toBeVisible();
  for (const one of [ana, page]) {
    expect(await one.evaluate(() => "pwned" in window)).toBe(false);
  }
});

test("descriptions and comments keep their words and lose their scripts", async ({
  ana,
  page,
  project,
}) => {
  const html = `<p onclick="window.pwned=1">Hello</p>${ATTACK}<a href="javascript:window.pwned=3">link</a><iframe src="/"></iframe><svg onload="window.pwned=4"></svg><p style="position:fixed;inset:0">over</p><form action="/auth/sign-out" method="post"><button>go</button></form>`;
  const item = await project.addItem("Innocent", { description_html: html });
  await project.api.post(project.apiPath(`work-items/${item.id}/comments`), { comment_html: html });
  const { url } = await project.api.post<{ url: string }>(project.apiPath("publish"));

  await ana.goto(project.itemPath(item));
  const text = ana.getByRole("region", { name: "Description" });
  const comment = ana.getByRole("article", { name: /^Comment by/ });
  await page.goto(url);
  await page.getByText("Innocent").click();
  const published = page.getByRole("dialog");
  for (const place of [text, comment, published]) {
    await expect(place.getByText("Hello")).toBeVisible();
    await expect(place.getByText("bold")).toBeVisible();
    await place.getByText("Hello").click();
    await expect(
      place.locator("script, iframe, form, svg[onload], [onerror], [onclick]"),
    ).toHaveCount(0);
    await expect(place.locator("[href^='javascript'], p[style]")).toHaveCount(0);
  }
  for (const one of [ana, page]) {
    expect(await one.evaluate(() => "pwned" in window)).toBe(false);
  }
});

test("what is typed into the editor stays text", async ({ ana, project }) => {
  const item = await project.addItem("Typed");
  await ana.goto(project.itemPath(item));
  const section = ana.getByRole("region", { name: "Description" });
  await section.getByRole("button", { name: "Edit" }).click();
  await section.getByRole("textbox", { name: "Description" }).pressSequentially(ATTACK);
  await section.getByRole("button", { name: "Done" }).click();
  await expect(section.getByRole("status")).toHaveText("Saved");
  await ana.reload();
  await expect(section.getByText(ATTACK)).toBeVisible();
  expect(await ana.evaluate(() => "pwned" in window)).toBe(false);
});

test("another site cannot act for somebody who is signed in", async ({
  ana,
  project,
  server,
  complaints,
}) => {
  complaints.expect(/status of 404 .*\/favicon\.ico$/);
  complaints.expect(/status of 403|blocked by CORS policy|net::ERR_FAILED|violates .*policy/);
  const target = `${server.url}${project.apiPath("work-items")}`;
  const site = createServer((_, answer) => {
    answer.setHeader("content-type", "text/html");
    answer.end(
      `<title>Other site</title><link rel="icon" href="data:,"><form method="post" enctype="text/plain" action="${target}">` +
        `<input name='{"name":"forged","x":"' value='"}'><button>Win a prize</button></form>`,
    );
  }).listen(0, "127.0.0.1");
  await once(site, "listening");
  const address = site.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  try {
    // Another port is another origin of the same site: the session's cookie is sent along.
    await ana.goto(`http://127.0.0.1:${address.port}/`);
    const refused = ana.waitForResponse((answer) => answer.request().method() === "POST");
    await ana.getByRole("button", { name: "Win a prize" }).click();
    expect((await refused).status()).toBe(403);

    await ana.goto(`http://localhost:${address.port}/`);
    for (const type of ["text/plain", "application/json"]) {
      const outcome = await ana.evaluate(
        async ([url, contentType]) =>
          await fetch(url, {
            method: "POST",
            credentials: "include",
            headers: { "content-type": contentType },
            body: JSON.stringify({ name: "forged" }),
          }).then(
            (answer) => answer.status,
            () => "refused",
          ),
        [target, type] as const,
      );
      expect(outcome).toBe("refused");
    }
  } finally {
    site.close();
  }
  const items = await project.api.get<{ total_count: number }>(project.apiPath("work-items"));
  expect(items.total_count).toBe(0);
});

test("another site cannot listen in or frame the app", async ({
  ana,
  project,
  server,
  complaints,
}) => {
  complaints.expect(/WebSocket connection to|frame-ancestors|violates .*policy/);
  const answer = await ana.goto(project.path);
  const policy = answer?.headers()["content-security-policy"] ?? "";
  expect(policy).toContain("script-src 'self'");
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toContain("unsafe");

  await ana.goto("about:blank");
  const outcome = await ana.evaluate(
    (url) =>
      new Promise((resolve) => {
        const socket = new WebSocket(url);
        socket.onopen = () => resolve("open");
        socket.onerror = () => resolve("refused");
      }),
    `${server.url.replace("http", "ws")}/api/v1/realtime`,
  );
  expect(outcome).toBe("refused");
});
