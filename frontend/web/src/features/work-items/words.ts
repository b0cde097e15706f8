import { formatRelative } from "@treasury-plane/kit/dates/format";
import type { MetaIndex } from "./ItemPieces";
import { memberName } from "./model";

/** Property values as text, for names that screen readers say. */

export function peopleText(ids: readonly string[], index: MetaIndex): string {
  const names = ids.flatMap((id) => {
    const member = index.members.get(id);
    return member ? [memberName(member)] : [];
  });
  return names.join(", ") || "none";
}

export function timeText(seconds: number): string {
  return formatRelative(seconds);
}
