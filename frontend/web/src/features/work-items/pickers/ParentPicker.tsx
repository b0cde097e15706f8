import { PickerList } from "@treasury-plane/ui/PickerList";
import { useMemo } from "react";
import { StateMark } from "../ItemPieces";
import type { WorkItem } from "../model";
import { NONE } from "../model";
import { isTemporary } from "../mutations";
import type { ProjectSession } from "../project-session";

/** Every item of the project but the item itself and what is below it. */
export function ParentPicker({
  session,
  item,
  onClose,
}: {
  session: ProjectSession;
  item: WorkItem;
  onClose: () => void;
}) {
  const options = useMemo(() => {
    const { store } = session;
    const states = new Map(store.meta.states.map((state) => [state.id, state]));
    const below = descendants(session, item.id);
    const candidates = [...store.items.values()]
      .filter((other) => !below.has(other.id) && !isTemporary(other.id))
      .sort((a, b) => b.updated_at - a.updated_at)
      .map((other) => ({
        id: other.id,
        label: other.name,
        keywords: String(other.sequence_id),
        hint: `#${other.sequence_id}`,
        icon: <StateMark state={states.get(other.state)} />,
      }));
    return item.parent ? [{ id: NONE, label: "No parent" }, ...candidates] : candidates;
  }, [session, item.id, item.parent]);

  return (
    <PickerList
      label="Parent"
      placeholder="Title or number…"
      className="w-88"
      items={options}
      selected={item.parent ? [item.parent] : []}
      onChange={([id]) => {
        if (id) void session.mutations.edit(item.id, { parent: id === NONE ? null : id });
      }}
      onClose={onClose}
    />
  );
}

function descendants(session: ProjectSession, id: string): Set<string> {
  const seen = new Set([id]);
  const queue = [id];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    for (const child of session.store.childrenOf(next) ?? []) {
      if (seen.has(child)) continue;
      seen.add(child);
      queue.push(child);
    }
  }
  return seen;
}
