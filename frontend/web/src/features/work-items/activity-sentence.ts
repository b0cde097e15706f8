import type { Activity } from "@treasury-plane/api/types";
import { PRIORITY_NAMES } from "./model";

/** One activity row as the words that follow the actor's name. */
export function activitySentence(activity: Activity, formatDay: (day: string) => string): string {
  const { field, verb } = activity;
  if (field === null || field === "") {
    if (verb === "created") return "created the work item";
    return verb === "deleted"
      ? "deleted the work item"
      : activity.comment || "changed the work item";
  }
  const sentence = SENTENCES[field];
  return sentence ? sentence(activity, formatDay) : fallback(activity);
}

type Sentence = (activity: Activity, formatDay: (day: string) => string) => string;

const SENTENCES: Record<string, Sentence> = {
  name: (a) => `renamed it to “${a.new_value ?? ""}”`,
  description: () => "changed the description",
  state: (a) => fromTo("the state", a.old_value, a.new_value),
  priority: (a) => fromTo("the priority", priority(a.old_value), priority(a.new_value)),
  assignees: (a) => (a.new_value ? `assigned ${a.new_value}` : `unassigned ${a.old_value ?? ""}`),
  labels: (a) =>
    a.new_value ? `added the label “${a.new_value}”` : `removed the label “${a.old_value ?? ""}”`,
  parent: (a) => (a.new_value ? `set the parent to ${a.new_value}` : "removed the parent"),
  start_date: (a, day) => dateChange("start date", a.new_value, day),
  target_date: (a, day) => dateChange("due date", a.new_value, day),
  attachment: (a) =>
    a.verb === "deleted" || !a.new_value
      ? `removed the attachment${a.old_value ? ` “${a.old_value}”` : ""}`
      : `attached “${a.new_value}”`,
  comment: (a) =>
    a.verb === "created"
      ? "commented"
      : a.verb === "deleted"
        ? "deleted a comment"
        : "edited a comment",
};

function fromTo(what: string, from: string | null, to: string | null): string {
  if (from && to) return `changed ${what} from ${from} to ${to}`;
  return to ? `set ${what} to ${to}` : `cleared ${what}`;
}

function priority(value: string | null): string | null {
  return value && value in PRIORITY_NAMES
    ? PRIORITY_NAMES[value as keyof typeof PRIORITY_NAMES]
    : value;
}

function dateChange(what: string, to: string | null, day: (value: string) => string): string {
  return to ? `set the ${what} to ${day(to)}` : `removed the ${what}`;
}

function fallback(activity: Activity): string {
  const what = (activity.field ?? "").replaceAll("_", " ");
  return fromTo(`the ${what}`, activity.old_value, activity.new_value);
}

/** Comments have their own entries; these rows would say the same twice. */
export function isShown(activity: Activity): boolean {
  return activity.field !== "comment";
}
