// What the server answers about jobs and mail.

import type { Answer, Schemas } from "@treasury-plane/api/types";
import type { Step } from "./shell/Steps";

/** A kind of job and how its queue stands; `concurrency` is 0 for one that this version does not know. */
export type JobKind = Answer<"JobKind">;

/** Its rule `cron` is in UTC and has six fields: it begins with seconds. */
export type Schedule = Answer<"JobSchedule">;

export type InstanceRole = "web" | "worker" | "all";

/** A process of the server. */
export type ServerInstance = Answer<"InstanceProcess", { role: InstanceRole }>;

/** `GET /instance/jobs` */
export type JobsOverview = Answer<
  "Jobs",
  {
    kinds: JobKind[];
    schedules: Schedule[];
    leader: Answer<"JobLeader"> | null;
    instances: ServerInstance[];
  }
>;

export type JobState = "ready" | "running" | "dead";

/** `GET /instance/jobs/list` */
export type Job = Answer<"Job", { state: JobState; payload: unknown }>;

export type MailSecurity = "starttls" | "tls" | "none";

/** `GET /instance/mail` */
export type MailSettings = Answer<"MailSettings", { security: MailSecurity }>;

/**
 * `PATCH /instance/mail`. An empty password removes the stored one; so do another server, no
 * security and no user name.
 */
export type MailPatch = Partial<
  Omit<MailSettings, "has_password" | "set_by_config" | "ready"> & { password: string }
>;

/** `POST /instance/mail/test` */
export type MailTest = Answer<"TestResult", { steps: Step[] }>;

export type MailState = "waiting" | "sent" | "failed";

/** `GET /instance/mail/log` */
export type MailEntry = Answer<"LoggedMail", { state: MailState }>;

/** What `GET /instance/authentication` and its change have beyond the other types. */
export interface MagicLinkSettings {
  magic_link: Schemas["MagicLinkSettings"];
}

export interface MagicLinkPatch {
  magic_link_enabled?: boolean;
}
