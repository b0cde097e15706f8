import type { Delivery } from "@treasury-plane/api/webhooks";

const THINGS: Record<string, string> = {
  issue: "Work item",
  issue_comment: "Comment",
  project: "Project",
  cycle: "Cycle",
  module: "Module",
};

/** "Work item created", "Test". */
export function deliveryWords({ event, action }: Pick<Delivery, "event" | "action">): string {
  const thing = THINGS[event];
  return thing ? `${thing} ${action}` : "Test";
}
