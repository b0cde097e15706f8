// The wire shapes of `/api/v1`. Hand-written until the generated schema replaces them.

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

export interface Page<T> {
  grouped_by: null;
  sub_grouped_by: null;
  total_count: number;
  next_cursor: string;
  prev_cursor: string;
  next_page_results: boolean;
  prev_page_results: boolean;
  count: number;
  total_pages: number;
  total_results: number;
  extra_stats: null;
  results: T[];
}

export interface AuthMethods {
  instance_name: string;
  version: string;
  setup_required: boolean;
  password: boolean;
}

export interface UserLite {
  id: Uuid;
  first_name: string;
  last_name: string;
  email: string;
  avatar: string;
  avatar_url: string | null;
  display_name: string;
}

export interface Preferences {
  theme: Theme;
  single_key_shortcuts: boolean;
  [key: string]: unknown;
}

export interface Me extends UserLite {
  is_instance_admin: boolean;
  user_timezone: string;
  preferences: Preferences;
  last_workspace_slug: string | null;
  can_create_workspace: boolean;
  last_login_at: DateTime | null;
}

export interface Session {
  id: Uuid;
  created_at: DateTime;
  last_seen_at: DateTime;
  expires_at: DateTime;
  user_agent: string;
  ip_address: string;
  current: boolean;
}

export interface ApiToken {
  id: Uuid;
  label: string;
  description: string;
  created_at: DateTime;
  expired_at: DateTime | null;
  last_used: DateTime | null;
  is_active: boolean;
  workspace: Uuid | null;
}

/** The answer to creating a token: the only time the secret is shown. */
export interface NewApiToken extends ApiToken {
  token: string;
}

export interface PasswordLink {
  email: string;
  purpose: "reset" | "welcome";
  expires_at: DateTime;
}

export interface InvitationInfo {
  workspace: { name: string; slug: string };
  email: string;
  role: Role;
  has_account: boolean;
  expired: boolean;
}

export interface Instance {
  name: string;
  version: string;
  setup_at: DateTime;
  settings: {
    allow_workspace_creation: boolean;
    session_idle_minutes: number;
    session_absolute_hours: number;
  };
  counts: { users: number; workspaces: number; projects: number; work_items: number };
  database: { version: string; size_bytes: number; migrations_applied: number };
  started_at: DateTime;
}

export interface InstanceUser {
  id: Uuid;
  email: string;
  display_name: string;
  first_name: string;
  last_name: string;
  is_active: boolean;
  is_instance_admin: boolean;
  last_login_at: DateTime | null;
  created_at: DateTime;
  workspace_count: number;
}

export interface OneTimeLink {
  url: string;
  expires_at: DateTime;
}

export interface InstanceWorkspace {
  id: Uuid;
  name: string;
  slug: string;
  owner: UserLite;
  member_count: number;
  project_count: number;
  created_at: DateTime;
}

export interface Workspace {
  id: Uuid;
  name: string;
  slug: string;
  logo_url: string | null;
  owner: Uuid;
  organization_size: string | null;
  timezone: string;
  created_at: DateTime;
  updated_at: DateTime;
  role: Role;
  total_members: number;
  total_projects: number;
}

export interface WorkspaceMember extends UserLite {
  role: Role;
  membership_id: Uuid;
  is_active: boolean;
  joined_at: DateTime;
}

export interface Invite {
  id: Uuid;
  email: string;
  role: Role;
  created_at: DateTime;
  updated_at: DateTime;
  responded_at: DateTime | null;
  accepted: boolean;
  expires_at: DateTime;
}

export interface NewInvite extends Invite {
  link: string;
}

export interface Project {
  id: Uuid;
  name: string;
  identifier: string;
  description: string;
  network: 0 | 2;
  workspace: Uuid;
  member_role: Role | null;
  is_member: boolean;
  total_members: number;
  is_deployed: boolean;
  sort_order: number | null;
  logo_props: Record<string, unknown>;
  cycle_view: boolean;
  module_view: boolean;
  issue_views_view: boolean;
  page_view: boolean;
  intake_view: boolean;
  guest_view_all_features: boolean;
  timezone: string;
  default_assignee: Uuid | null;
  project_lead: Uuid | null;
  default_state: Uuid | null;
  archived_at: DateTime | null;
  created_at: DateTime;
  updated_at: DateTime;
  created_by: Uuid | null;
  updated_by: Uuid | null;
}

export interface ProjectMember extends UserLite {
  role: Role;
  membership_id: Uuid;
}

export interface State {
  id: Uuid;
  name: string;
  description: string;
  color: string;
  slug: string;
  sequence: number;
  group: StateGroup;
  is_triage: boolean;
  default: boolean;
}

export interface Label {
  id: Uuid;
  name: string;
  description: string;
  color: string;
  sort_order: number;
  parent: Uuid | null;
  project: Uuid;
  workspace: Uuid;
}

export interface PublishViews {
  list: boolean;
  kanban: boolean;
  [view: string]: boolean;
}

export interface Publish {
  anchor: string;
  is_comments_enabled: boolean;
  is_reactions_enabled: boolean;
  is_votes_enabled: boolean;
  view_props: PublishViews;
  url: string;
}

export interface WorkItem {
  id: Uuid;
  type_id: Uuid | null;
  created_at: DateTime;
  updated_at: DateTime;
  deleted_at: DateTime | null;
  point: number | null;
  name: string;
  description_html: string;
  description_binary: null;
  priority: Priority;
  start_date: Day | null;
  target_date: Day | null;
  sequence_id: number;
  sort_order: number;
  completed_at: DateTime | null;
  archived_at: Day | null;
  is_draft: boolean;
  external_source: string | null;
  external_id: string | null;
  created_by: Uuid | null;
  updated_by: Uuid | null;
  project: Uuid;
  workspace: Uuid;
  parent: Uuid | null;
  state: Uuid;
  estimate_point: Uuid | null;
  type: Uuid | null;
  assignees: Uuid[];
  labels: Uuid[];
  properties: Record<string, unknown>;
}

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

export interface WorkItemSearchHit {
  name: string;
  id: Uuid;
  sequence_id: number;
  project__identifier: string;
  project_id: Uuid;
  workspace__slug: string;
}

export interface Comment {
  id: Uuid;
  comment_html: string;
  actor: Uuid | null;
  access: string;
  created_at: DateTime;
  updated_at: DateTime;
  edited_at: DateTime | null;
  issue: Uuid;
  project: Uuid;
  workspace: Uuid;
  parent: Uuid | null;
  created_by: Uuid | null;
}

export interface Activity {
  id: Uuid;
  verb: "created" | "updated" | "deleted";
  field: string | null;
  old_value: string | null;
  new_value: string | null;
  old_identifier: Uuid | null;
  new_identifier: Uuid | null;
  comment: string;
  epoch: number;
  actor: Uuid | null;
  created_at: DateTime;
  issue: Uuid;
  project: Uuid;
  workspace: Uuid;
}

export interface Attachment {
  id: Uuid;
  attributes: { name: string; type: string; size: number };
  asset: string;
  asset_url: string;
  is_uploaded: boolean;
  size: number;
  created_at: DateTime;
  created_by: Uuid | null;
  entity_type: string;
}

export interface UploadData {
  url: string;
  fields: Record<string, string>;
}

export interface NewAttachment extends Attachment {
  upload_data: UploadData;
  asset_id: Uuid;
  attachment: Attachment;
}

export interface NewAsset {
  upload_data: UploadData;
  asset_id: Uuid;
  asset_url: string;
}

export interface SnapshotState {
  id: Uuid;
  name: string;
  color: string;
  group: StateGroup;
  sequence: number;
  default: boolean;
}

export interface SnapshotLabel {
  id: Uuid;
  name: string;
  color: string;
  parent: Uuid | null;
}

export interface SnapshotMember {
  id: Uuid;
  display_name: string;
  first_name: string;
  last_name: string;
  avatar_url: string | null;
  role: Role | null;
  is_active: boolean;
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

export interface Snapshot {
  cursor: string;
  can_edit: boolean;
  states: SnapshotState[];
  labels: SnapshotLabel[];
  members: SnapshotMember[];
  fields: string[];
  items: SnapshotRow[];
}

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

export interface PublicMeta {
  id: Uuid;
  name: string;
  identifier: string;
  description: string;
  logo_props: Record<string, unknown>;
  cover_image: string | null;
  cover_image_url: string | null;
  icon_prop: unknown;
  emoji: string | null;
}

export interface PublicSettings {
  anchor: string;
  is_comments_enabled: boolean;
  is_reactions_enabled: boolean;
  is_votes_enabled: boolean;
  view_props: PublishViews;
  workspace_detail: { name: string; slug: string; id: Uuid };
}

export interface PublicState {
  id: Uuid;
  name: string;
  group: StateGroup;
  color: string;
  sequence: number;
}

export interface PublicMember {
  id: Uuid;
  member: Uuid;
  member__display_name: string;
  member__avatar: string;
  project: Uuid;
  workspace: Uuid;
}

export interface PublicItem {
  id: Uuid;
  name: string;
  state_id: Uuid;
  sort_order: number;
  priority: Priority;
  start_date: Day | null;
  target_date: Day | null;
  sequence_id: number;
  project_id: Uuid;
  parent_id: Uuid | null;
  created_by: Uuid | null;
  state__group: StateGroup;
  assignee_ids: Uuid[];
  label_ids: Uuid[];
}

export interface PublicItemDetail extends PublicItem {
  description_html: string;
  description_stripped: string;
}
