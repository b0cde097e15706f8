import type { Project, WorkItem } from "./api.ts";

const LABELS = [
  ["accessibility", "#7c3aed"],
  ["billing", "#0f766e"],
  ["infrastructure", "#b45309"],
  ["security", "#b91c1c"],
  ["user research", "#1d4ed8"],
] as const;

/** Title, state, priority, labels, days until due, who. */
const ITEMS: [string, string, string, number[], number | null, number[]][] = [
  ["Accept payments by bank transfer", "In Progress", "high", [1], 4, [0]],
  [
    "Payment page times out for people on slow connections, and they are charged twice when they try again after going back",
    "In Progress",
    "urgent",
    [1, 2, 3],
    -2,
    [0, 1],
  ],
  ["Explain each fee in plain language", "In Progress", "medium", [4], 12, [1]],
  ["Renew the certificate of the staging site", "Todo", "high", [2, 3], 1, [1]],
  ["Write alternative text for the seals of all bureaus", "Todo", "medium", [0], 30, []],
  ["Test the form with a screen reader", "Todo", "high", [0, 4], 9, [0, 1]],
  ["Archive receipts after seven years", "Todo", "low", [], null, []],
  ["Let people pay for several permits at once", "Todo", "none", [1], null, []],
  ["Ask for the county only where it matters", "Backlog", "none", [4], null, []],
  ["Show amounts with thousands separators", "Backlog", "low", [], null, [0]],
  ["Support payment plans", "Backlog", "medium", [1], 90, []],
  ["Move the nightly reconciliation to the new cluster", "Backlog", "medium", [2], null, [1]],
  ["Translate the receipts into Spanish", "Backlog", "low", [4], null, []],
  ["Remove the second address line", "Backlog", "none", [], null, []],
  ["Rate-limit the balance inquiry", "Done", "high", [3], -10, [1]],
  ["Replace the session store", "Done", "medium", [2], -20, [0]],
  ["Larger targets for the calendar's arrows", "Done", "medium", [0], -6, [0]],
  ["Print a receipt without the navigation", "Done", "low", [], null, []],
  ["Fax confirmations", "Cancelled", "none", [], null, []],
];

const TEXT = `<h2>What happens</h2>
<p>On a <strong>slow connection</strong> the request takes more than a minute. The page says <em>“Try again”</em>, people go back, and the card is charged a second time.</p>
<ul><li>The payment service answers after 64 s</li><li>Our proxy gives up after 60 s</li></ul>
<h3>What should happen</h3>
<ol><li>The form sends a <code>idempotency-key</code></li><li>A second attempt with the same key answers with the first payment</li></ol>
<blockquote><p>“I paid twice and nobody could tell me which one counted.” (Interview 14)</p></blockquote>
<pre><code>POST /payments
Idempotency-Key: 7c1c7b7e</code></pre>
<p>See <a href="https://www.rfc-editor.org/">the specification</a>.</p>`;

const DAY_MS = 86_400_000;
const day = (offset: number) => new Date(Date.now() + offset * DAY_MS).toISOString().slice(0, 10);

/** Fills a project with what a real one looks like. Answers the item that has everything. */
export async function fillWithSample(project: Project, people: readonly string[]) {
  const labels: string[] = [];
  for (const [name, color] of LABELS) labels.push((await project.addLabel(name, color)).id);
  let full: WorkItem | undefined;
  for (const [name, state, priority, marks, due, who] of ITEMS) {
    const item = await project.addItem(name, {
      state: project.state(state),
      priority,
      labels: marks.map((index) => labels[index]),
      assignees: who.map((index) => people[index]),
      ...(due === null ? {} : { target_date: day(due), start_date: day(due - 14) }),
    });
    if (priority === "urgent") full = item;
  }
  if (!full) throw new Error("no item is urgent");
  const path = project.apiPath(`work-items/${full.id}`);
  await project.api.patch(path, { description_html: TEXT });
  await project.addItem("Send an idempotency key", {
    parent: full.id,
    state: project.state("Done"),
  });
  await project.addItem("Reject a second charge", {
    parent: full.id,
    state: project.state("Todo"),
  });
  for (const comment_html of [
    "<p>The logs show 41 double payments since Monday. I wrote to all of them.</p>",
    "<p>The key is in the form now. <strong>Two things are open:</strong></p><ul><li>expiry of keys</li><li>a test with a slow network</li></ul>",
  ]) {
    await project.api.post(`${path}/comments`, { comment_html });
  }
  await project.api.patch(path, { priority: "high" });
  await project.api.patch(path, { priority: "urgent" });
  return full;
}
