import { copyText } from "../../app/copy-text";
import { paths } from "../../paths";
import type { WorkItem } from "./model";
import type { ProjectSession } from "./project-session";

/** Commands that menu, palette, keys and buttons share. */
export function itemCommands(session: ProjectSession, identifier: string, item: WorkItem) {
  const path = paths.item(session.slug, identifier, item.sequence_id);
  const key = `${identifier}-${item.sequence_id}`;
  return {
    path,
    key,
    openInNewTab: () => void window.open(path, "_blank", "noopener"),
    copyLink: () => copyText(location.origin + path, "Link copied"),
    copyKey: () => copyText(key, `${key} copied`),
  };
}
