import type { Label, Member, ProjectMeta, State, WorkItem } from "./model";

/** Small builders for the tests of this feature. */

export function makeState(id: string, over: Partial<State> = {}): State {
  return { id, name: id, color: "#888888", group: "backlog", sequence: 1, default: false, ...over };
}

export function makeMember(id: string, over: Partial<Member> = {}): Member {
  return {
    id,
    display_name: id,
    first_name: "",
    last_name: "",
    avatar_url: null,
    role: 15,
    is_active: true,
    ...over,
  };
}

export function makeLabel(id: string, over: Partial<Label> = {}): Label {
  return { id, name: id, color: "#888888", parent: null, ...over };
}

export function makeItem(id: string, over: Partial<WorkItem> = {}): WorkItem {
  const sequence = Number(/\d+/.exec(id)?.[0] ?? 1);
  return {
    id,
    sequence_id: sequence,
    name: `Item ${sequence}`,
    state: "backlog",
    priority: "none",
    assignees: [],
    labels: [],
    parent: null,
    start_date: null,
    target_date: null,
    sort_order: sequence * 1000,
    created_at: 1_700_000_000 + sequence,
    updated_at: 1_700_000_000 + sequence,
    completed_at: null,
    created_by: null,
    ...over,
  };
}

export const META: ProjectMeta = {
  states: [
    makeState("backlog", { group: "backlog", sequence: 1, default: true }),
    makeState("todo", { group: "unstarted", sequence: 2 }),
    makeState("doing", { group: "started", sequence: 3 }),
    makeState("review", { group: "started", sequence: 4 }),
    makeState("done", { group: "completed", sequence: 5 }),
  ],
  labels: [makeLabel("bug"), makeLabel("chore")],
  members: [makeMember("ana"), makeMember("bo")],
};

export function mapOf(items: readonly WorkItem[]): Map<string, WorkItem> {
  return new Map(items.map((item) => [item.id, item]));
}
