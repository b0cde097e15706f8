/** The shapes the tracker holds in memory, and the fixed vocabularies behind them. */

export const PRIORITIES = ["urgent", "high", "medium", "low", "none"] as const;
export type Priority = (typeof PRIORITIES)[number];

export const STATE_GROUPS = ["backlog", "unstarted", "started", "completed", "cancelled"] as const;
export type StateGroup = (typeof STATE_GROUPS)[number];

export const PRIORITY_NAMES: Record<Priority, string> = {
  urgent: "Urgent",
  high: "High",
  medium: "Medium",
  low: "Low",
  none: "No priority",
};

export const STATE_GROUP_NAMES: Record<StateGroup, string> = {
  backlog: "Backlog",
  unstarted: "Unstarted",
  started: "Started",
  completed: "Completed",
  cancelled: "Cancelled",
};

/** Stands for "has no assignee / label / date" in group keys and filter values. */
export const NONE = "none";

export interface WorkItem {
  readonly id: string;
  readonly sequence_id: number;
  readonly name: string;
  readonly state: string;
  readonly priority: Priority;
  readonly assignees: readonly string[];
  readonly labels: readonly string[];
  readonly parent: string | null;
  /** `YYYY-MM-DD` */
  readonly start_date: string | null;
  readonly target_date: string | null;
  readonly sort_order: number;
  /** Unix seconds. */
  readonly created_at: number;
  readonly updated_at: number;
  readonly completed_at: number | null;
  readonly created_by: string | null;
}

export interface State {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly group: StateGroup;
  readonly sequence: number;
  readonly default: boolean;
}

export interface Label {
  readonly id: string;
  readonly name: string;
  readonly color: string;
  readonly parent: string | null;
}

export interface Member {
  readonly id: string;
  readonly display_name: string;
  readonly first_name: string;
  readonly last_name: string;
  readonly avatar_url: string | null;
  readonly role: number | null;
  readonly is_active: boolean;
}

/** Everything about a project that items point at. */
export interface ProjectMeta {
  readonly states: readonly State[];
  readonly labels: readonly Label[];
  readonly members: readonly Member[];
}

/** The properties a user may change on an item. `sort_order` changes through `move`. */
export type ItemPatch = Partial<
  Pick<
    WorkItem,
    | "name"
    | "state"
    | "priority"
    | "assignees"
    | "labels"
    | "parent"
    | "start_date"
    | "target_date"
    | "sort_order"
  >
>;

/** The ids shown above (`after`) and below (`before`) the place where an item is put. */
export interface Move {
  readonly after: string | null;
  readonly before: string | null;
}

export function sortStates(states: readonly State[]): State[] {
  return [...states].sort(
    (a, b) =>
      STATE_GROUPS.indexOf(a.group) - STATE_GROUPS.indexOf(b.group) || a.sequence - b.sequence,
  );
}

export function memberName(member: Member): string {
  const full = `${member.first_name} ${member.last_name}`.trim();
  return member.display_name || full || "Unnamed member";
}

/** The state a new item gets when nothing says otherwise. */
export function defaultState(states: readonly State[]): State | undefined {
  return states.find((state) => state.default) ?? states[0];
}
