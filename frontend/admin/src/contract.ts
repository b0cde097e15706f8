// What the server answers about jobs and mail, written by hand until its OpenAPI document has it.

import type { DateTime, Uuid } from "@treasury-plane/api/types";
import type { Step } from "./shell/Steps";

/** A kind of job and how its queue stands. */
export interface JobKind {
  name: string;
  about: string;
  ready: number;
  running: number;
  dead: number;
  oldest_ready_at: DateTime | null;
  /** Runs at once in one instance; 0 for a kind that this version does not know. */
  concurrency: number;
}

export interface Schedule {
  name: string;
  about: string;
  /** In UTC, six fields: it begins with seconds. */
  cron: string;
  next_run_at: DateTime | null;
  last_due_at: DateTime | null;
  last_started_at: DateTime | null;
  last_finished_at: DateTime | null;
  last_error: string | null;
}

export type InstanceRole = "web" | "worker" | "all";

/** A process of the server. */
export interface ServerInstance {
  id: Uuid;
  host_name: string;
  version: string;
  role: InstanceRole;
  started_at: DateTime;
  seen_at: DateTime;
}

/** `GET /instance/jobs` */
export interface JobsOverview {
  kinds: JobKind[];
  schedules: Schedule[];
  leader: { instance_id: Uuid; expires_at: DateTime } | null;
  instances: ServerInstance[];
}

export type JobState = "ready" | "running" | "dead";

/** `GET /instance/jobs/list` */
export interface Job {
  id: number;
  name: string;
  about: string;
  state: JobState;
  attempts: number;
  attempts_max: number;
  run_at: DateTime;
  started_at: DateTime | null;
  died_at: DateTime | null;
  last_error: string | null;
  created_at: DateTime;
  payload: unknown;
}

export type MailSecurity = "starttls" | "tls" | "none";

/** `GET /instance/mail` */
export interface MailSettings {
  enabled: boolean;
  host: string;
  port: number;
  security: MailSecurity;
  username: string;
  has_password: boolean;
  from_address: string;
  from_name: string;
  /** The host's settings decide; nothing can be changed here. */
  set_by_config: boolean;
  /** Switched on and complete: mail is sent. */
  ready: boolean;
}

/**
 * `PATCH /instance/mail`. An empty password removes the stored one; so do another server, no
 * security and no user name.
 */
export type MailPatch = Partial<
  Omit<MailSettings, "has_password" | "set_by_config" | "ready"> & { password: string }
>;

/** `POST /instance/mail/test` */
export interface MailTest {
  passed: boolean;
  steps: Step[];
}

export type MailState = "waiting" | "sent" | "failed";

/** `GET /instance/mail/log` */
export interface MailEntry {
  id: Uuid;
  kind: string;
  recipient: string;
  subject: string;
  state: MailState;
  attempts: number;
  last_error: string | null;
  created_at: DateTime;
  sent_at: DateTime | null;
}

/** What `GET /instance/authentication` and its change have beyond the generated types. */
export interface MagicLinkSettings {
  magic_link: { enabled: boolean };
}

export interface MagicLinkPatch {
  magic_link_enabled?: boolean;
}
