import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Page } from "@treasury-plane/api/types";
import type { MailEntry, MailPatch, MailSettings, MailTest } from "../../contract";

export const changeMail = (patch: MailPatch) =>
  api.patch<MailSettings>(apiPath("instance", "mail"), patch);

export const testMail = (to: string) =>
  api.post<MailTest>(apiPath("instance", "mail", "test"), { to });

export const MAIL_LOG_KEY = ["instance", "mail", "log"] as const;

export const mailLogQuery = (filter: { state: string; cursor: string }) =>
  queryOptions({
    queryKey: [...MAIL_LOG_KEY, filter],
    queryFn: ({ signal }) =>
      api.get<Page<MailEntry>>(apiPath("instance", "mail", "log"), {
        signal,
        query: { ...filter, per_page: 50 },
      }),
  });
