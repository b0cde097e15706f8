import { compileText } from "./filters";
import type { WorkItem } from "./model";
import { loadedSessions } from "./project-session";

/** What the shell may use of this feature. */

// biome-ignore lint/performance/noBarrelFile: the one door of the feature, kept small.
export { closeAllSessions } from "./project-session";

/** Items in memory that answer a search, the most recently changed first. */
export function searchLoadedItems(
  slug: string,
  query: string,
  limit: number,
): { projectId: string; item: WorkItem }[] {
  const matches = compileText(query);
  if (!matches) return [];
  const found: { projectId: string; item: WorkItem }[] = [];
  for (const session of loadedSessions(slug)) {
    for (const item of session.store.items.values()) {
      if (matches(item)) found.push({ projectId: session.projectId, item });
    }
  }
  found.sort((a, b) => b.item.updated_at - a.item.updated_at);
  return found.slice(0, limit);
}
