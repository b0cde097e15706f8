import { useQueryClient } from "@tanstack/react-query";
import { ApiError } from "@treasury-plane/api/errors";
import { toast } from "@treasury-plane/ui/Toast";
import { useEffect, useMemo } from "react";
import { realtime } from "../../app/realtime";
import { followProject } from "./follow-project";
import type { ProjectSession } from "./project-session";
import { openSession } from "./project-session";

function onRefused(sentence: string, error: unknown): void {
  const reason = error instanceof ApiError ? error.message : "Try again.";
  toast.error(`${sentence} ${reason}`);
}

/** The open project: loaded once, then followed over the socket for as long as it is on screen. */
export function useProjectSession(slug: string, projectId: string): ProjectSession {
  const queryClient = useQueryClient();
  const session = useMemo(() => openSession(slug, projectId, onRefused), [slug, projectId]);
  useEffect(() => followProject(session, realtime, queryClient), [session, queryClient]);
  return session;
}
