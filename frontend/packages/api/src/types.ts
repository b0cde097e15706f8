// The wire shapes, taken from the server's OpenAPI document. What the document calls a string is
// narrowed here where the server only ever sends certain values. A key that is renamed or removed
// on the server stops this file from compiling.

import type { components } from "../generated/schema";
import type { SignInMethod } from "./auth";

export type Schemas = components["schemas"];

/**
 * An answer of the server. It states every key, so what the document marks as optional is null
 * when there is none. `Narrowed` replaces the type of keys that exist.
 */
export type Answer<
  N extends keyof Schemas,
  Narrowed extends { [K in keyof Narrowed]: K extends keyof Schemas[N] ? unknown : never } = object,
> = Omit<
  {
    [K in keyof Schemas[N]]-?: undefined extends Schemas[N][K]
      ? Exclude<Schemas[N][K], undefined> | null
      : Schemas[N][K];
  },
  keyof Narrowed
> &
  Narrowed;

export type Uuid = string;
/** ISO 8601 with `Z`. */
export type DateTime = string;
/** `YYYY-MM-DD`. */
export type Day = string;

export type Priority = "urgent" | "high" | "medium" | "low" | "none";
export type StateGroup = "backlog" | "unstarted" | "started" | "completed" | "cancelled";
/** 20 admin, 15 member, 5 guest. */
export type Role = 20 | 15 | 5;
export type Theme = "system" | "light" | "dark" | "light-contrast" | "dark-contrast";

/** A page of a list, whatever it lists. */
export interface Page<T> extends Omit<Schemas["Page_State"], "results"> {
  results: T[];
}

/** `email` is null for guests, who do not see addresses. */
export type UserLite = Answer<"UserLite">;

export interface Preferences {
  theme: Theme;
  single_key_shortcuts: boolean;
  [key: string]: unknown;
}

export type Me = Answer<"Me", { email: string; preferences: Preferences }>;
export type Session = Answer<"SessionView", { method: SignInMethod }>;
export type ApiToken = Omit<Answer<"ApiToken">, "token">;
/** The answer to creating a token: the only time the secret is shown. */
export type NewApiToken = ApiToken & { token: string };

export type PasswordLink = Answer<"PasswordLink", { purpose: "reset" | "welcome" }>;
export type InvitationInfo = Answer<"Offer", { role: Role }>;

export type Instance = Answer<"Instance">;
export type InstanceUser = Answer<"InstanceUser", { methods: ("password" | "piv" | "oidc")[] }>;
export type OneTimeLink = Answer<"OneTimeLink">;
export type InstanceWorkspace = Answer<"InstanceWorkspace", { owner: UserLite | null }>;

export type Workspace = Answer<"Workspace", { role: Role }>;
export type WorkspaceMember = Answer<"WorkspaceMember", { role: Role }>;
export type Invite = Omit<Answer<"Invite", { role: Role }>, "link">;
/** The answer to inviting: the only time the link is shown. */
export type NewInvite = Invite & { link: string };

export type Project = Answer<
  "Project",
  {
    /** 0 secret, 2 public. */
    network: 0 | 2;
    member_role: Role | null;
    logo_props: Record<string, unknown>;
  }
>;
export type ProjectMember = Answer<"ProjectMember", { role: Role }>;
export type State = Answer<"State", { group: StateGroup }>;
export type Label = Answer<"Label">;

export type WorkItem = Answer<
  "WorkItem",
  { priority: Priority; state: Uuid; properties: Record<string, unknown> }
>;
export type WorkItemSearchHit = Answer<"FoundItem">;
export type Activity = Omit<
  Answer<"Activity", { verb: "created" | "updated" | "deleted" }>,
  "updated_at" | "deleted_at" | "attachments" | "issue_comment"
>;

export type SnapshotState = Answer<"SnapshotState", { group: StateGroup }>;
export type SnapshotLabel = Answer<"SnapshotLabel">;
export type SnapshotMember = Answer<"SnapshotMember", { role: Role }>;
export type Snapshot = Answer<
  "Snapshot",
  {
    states: SnapshotState[];
    labels: SnapshotLabel[];
    members: SnapshotMember[];
    items: SnapshotRow[];
  }
>;

export interface WorkItemPatch {
  name?: string;
  description_html?: string;
  priority?: Priority;
  state?: Uuid;
  parent?: Uuid | null;
  assignees?: Uuid[];
  labels?: Uuid[];
  start_date?: Day | null;
  target_date?: Day | null;
  sort_order?: number;
  properties?: Record<string, unknown>;
  move?: { before?: Uuid | null; after?: Uuid | null };
}

export interface NewWorkItem extends Omit<WorkItemPatch, "move"> {
  name: string;
  external_source?: string;
  external_id?: string;
}

/** Order of columns: `Snapshot.fields`. Times are unix seconds. */
export type SnapshotRow = [
  id: Uuid,
  sequence_id: number,
  name: string,
  state: number,
  priority: number,
  assignees: number[],
  labels: number[],
  parent: Uuid | null,
  start_date: Day | null,
  target_date: Day | null,
  sort_order: number,
  created_at: number,
  updated_at: number,
  completed_at: number | null,
  created_by: number | null,
];

/** `row` of a `change` event. Times are unix seconds. */
export interface WorkItemRow {
  id: Uuid;
  sequence_id: number;
  name: string;
  state: Uuid;
  priority: Priority;
  assignees: Uuid[];
  labels: Uuid[];
  parent: Uuid | null;
  start_date: Day | null;
  target_date: Day | null;
  sort_order: number;
  created_at: number;
  updated_at: number;
  completed_at: number | null;
  created_by: Uuid | null;
}

export interface RealtimeChange {
  type: "change";
  topic: string;
  cursor: string;
  entity: string;
  verb: "created" | "updated" | "deleted";
  id: Uuid;
  row?: WorkItemRow;
  work_item?: Uuid;
  actor: Uuid | null;
}

export interface PublishViews {
  list: boolean;
  kanban: boolean;
  [view: string]: boolean;
}

export type Publish = Answer<"Publish", { view_props: PublishViews }>;

export type Comment = Answer<"Comment">;

export interface UploadData {
  url: string;
  /** Sent as they are, before the file. */
  fields: Record<string, string>;
}

export type Attachment = Answer<
  "Attachment",
  { attributes: { name: string; type: string; size: number } }
>;
/** An upload that is announced: send the file to `upload_data`, then confirm. */
export type NewAttachment = Answer<
  "AnnouncedAttachment",
  {
    attributes: { name: string; type: string; size: number };
    attachment: Attachment;
    upload_data: UploadData;
  }
>;
export type NewAsset = Answer<"AnnouncedAsset", { upload_data: UploadData }>;

export type PublicMeta = Answer<"BoardProject">;
export type PublicSettings = Answer<
  "BoardSettings",
  { view_props: PublishViews; workspace_detail: { id: Uuid; name: string; slug: string } }
>;
export type PublicState = Answer<"BoardState", { group: StateGroup }>;
export type PublicLabel = Answer<"BoardLabel">;
export type PublicMember = Answer<"BoardMember">;
export type PublicItem = Answer<"BoardItem", { priority: Priority; state__group: StateGroup }>;
export type PublicItemDetail = Answer<
  "BoardItemDetail",
  { priority: Priority; state__group: StateGroup }
>;
