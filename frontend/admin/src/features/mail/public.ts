import { queryOptions } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { MailSettings } from "../../contract";

export const mailQuery = queryOptions({
  queryKey: ["instance", "mail", "settings"],
  queryFn: ({ signal }) => api.get<MailSettings>(apiPath("instance", "mail"), { signal }),
});
