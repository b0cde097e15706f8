import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Session } from "@treasury-plane/api/types";
import { formatDateTime, formatRelative } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { toast } from "@treasury-plane/ui/Toast";
import { MonitorSmartphone } from "lucide-react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard } from "../../layouts/SettingsPage";
import { deviceName } from "./device-name";
import { methodName } from "./identity-words";

const sessionsQuery = queryOptions({
  queryKey: ["me", "sessions"],
  queryFn: ({ signal }) => api.get<Session[]>(apiPath("users", "me", "sessions"), { signal }),
});

/** Where this account is signed in, and how to end that. */
export function Sessions() {
  const queries = useQueryClient();
  const sessions = useQuery(sessionsQuery);
  const end = async (...rest: string[]) => {
    try {
      await api.del(apiPath("users", "me", "sessions", ...rest));
      await queries.invalidateQueries({ queryKey: sessionsQuery.queryKey });
      toast.success(rest.length > 0 ? "Session ended" : "All other sessions ended");
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The session was not ended.");
    }
  };
  return (
    <SettingsCard title="Sessions" description="Browsers that are signed in to your account.">
      <QueryGate query={sessions} what="sessions">
        {(list) => (
          <div className="flex flex-col gap-3">
            <ul className="divide-y divide-line">
              {list.map((session) => (
                <li key={session.id} className="flex items-center gap-3 py-2.5 first:pt-0">
                  <MonitorSmartphone size={18} aria-hidden="true" className="shrink-0 text-fg-3" />
                  <div className="min-w-0 flex-1">
                    <p className="flex flex-wrap items-center gap-2 font-medium text-sm">
                      {deviceName(session.user_agent)}
                      {session.current && <Badge tone="success">This browser</Badge>}
                    </p>
                    <p className="text-fg-3 text-xs [overflow-wrap:anywhere]">
                      {methodName(session.method)} · {session.ip_address} · active{" "}
                      {formatRelative(session.last_seen_at)} · since{" "}
                      {formatDateTime(session.authenticated_at ?? session.created_at)}
                    </p>
                  </div>
                  {!session.current && (
                    <Button size="sm" onPress={() => void end(session.id)}>
                      End
                      <span className="sr-only">
                        {" "}
                        the session in {deviceName(session.user_agent)}
                      </span>
                    </Button>
                  )}
                </li>
              ))}
            </ul>
            {list.length > 1 && (
              <Button className="self-start" onPress={() => void end()}>
                End all other sessions
              </Button>
            )}
          </div>
        )}
      </QueryGate>
    </SettingsCard>
  );
}
