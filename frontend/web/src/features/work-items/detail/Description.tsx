import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import type { WorkItem as ApiWorkItem } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { toast } from "@treasury-plane/ui/Toast";
import { useEffect, useMemo, useRef, useState } from "react";
import { LazyEditor, prefetchEditor } from "../../editor/LazyEditor";
import { isBlankHtml } from "../../editor/public";
import { RichText } from "../../editor/RichText";
import { itemQuery } from "../item-queries";
import type { ProjectSession } from "../project-session";
import { projectPath } from "../project-session";
import { imageUploader } from "../uploads";
import { usePeople } from "../use-people";

const SAVE_AFTER_MS = 900;
type Status = "idle" | "dirty" | "saving" | "saved" | "failed";

const STATUS_TEXT: Record<Status, string> = {
  idle: "",
  dirty: "Unsaved changes",
  saving: "Saving…",
  saved: "Saved",
  failed: "Not saved",
};

interface DescriptionProps {
  readonly session: ProjectSession;
  readonly itemId: string;
  readonly html: string;
}

/** Reads as text; becomes an editor when somebody wants to write. Saves by itself. */
export function Description({ session, itemId, html }: DescriptionProps) {
  const [isEditing, setEditing] = useState(false);
  const { draftRef, status, change, flush } = useAutoSave(session, itemId);
  const button = useRef<HTMLButtonElement>(null);
  const upload = useMemo(
    () => imageUploader(session.slug, session.projectId, "ISSUE_DESCRIPTION"),
    [session],
  );
  const canEdit = session.store.canEdit;
  const { people, nameOf } = usePeople(session);

  const leave = () => {
    flush();
    setEditing(false);
    setTimeout(() => button.current?.focus());
  };

  return (
    <section aria-label="Description" className="mt-4">
      <div className="mb-1 flex min-h-7 items-center gap-2">
        <h2 className="font-semibold text-sm">Description</h2>
        <span role="status" className="text-fg-3 text-xs">
          {STATUS_TEXT[status]}
        </span>
        {canEdit && (
          <Button
            ref={button}
            size="sm"
            variant="ghost"
            className="ml-auto"
            onHoverStart={prefetchEditor}
            onFocus={prefetchEditor}
            onPress={() => (isEditing ? leave() : setEditing(true))}
          >
            {isEditing ? "Done" : "Edit"}
          </Button>
        )}
      </div>
      {isEditing ? (
        <LazyEditor
          html={draftRef.current ?? html}
          label="Description"
          placeholder="Say what should happen, and why."
          autoFocus
          onChange={change}
          onSubmit={leave}
          onLeave={leave}
          uploadImage={upload}
          people={people}
        />
      ) : isBlankHtml(draftRef.current ?? html) ? (
        <p className="text-base text-fg-3">{canEdit ? "No description yet." : "No description."}</p>
      ) : (
        <RichText html={draftRef.current ?? html} nameOf={nameOf} className="text-base" />
      )}
    </section>
  );
}

/** Sends the text a moment after the last key, and at once when the reader leaves. */
function useAutoSave(session: ProjectSession, itemId: string) {
  const queries = useQueryClient();
  const [status, setStatus] = useState<Status>("idle");
  const draftRef = useRef<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  const isDirty = useRef(false);

  const save = useRef(async () => {});
  save.current = async () => {
    clearTimeout(timer.current);
    if (!isDirty.current || draftRef.current === null) return;
    isDirty.current = false;
    const sent = draftRef.current;
    setStatus("saving");
    try {
      const path = projectPath(session.slug, session.projectId, "work-items", itemId);
      const answer = await api.patch<ApiWorkItem>(path, { description_html: sent });
      const { queryKey } = itemQuery(session.slug, session.projectId, itemId);
      queries.setQueryData(queryKey, answer);
      // What was typed meanwhile stays; otherwise the server's cleaned text is the text.
      if (draftRef.current === sent) draftRef.current = null;
      setStatus(isDirty.current ? "dirty" : "saved");
    } catch (error) {
      isDirty.current = true;
      setStatus("failed");
      const reason = error instanceof ApiError ? error.message : "Try again.";
      toast.error(`The description could not be saved. ${reason}`, {
        label: "Retry",
        run: () => void save.current(),
      });
    }
  };

  useEffect(() => {
    const guard = (event: BeforeUnloadEvent) => {
      if (isDirty.current) event.preventDefault();
    };
    window.addEventListener("beforeunload", guard);
    return () => {
      window.removeEventListener("beforeunload", guard);
      void save.current();
    };
  }, []);

  return {
    draftRef,
    status,
    change: (html: string) => {
      draftRef.current = html;
      isDirty.current = true;
      setStatus("dirty");
      clearTimeout(timer.current);
      timer.current = setTimeout(() => void save.current(), SAVE_AFTER_MS);
    },
    flush: () => void save.current(),
  };
}
