import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Comment } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { Kbd } from "@treasury-plane/ui/Kbd";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { toast } from "@treasury-plane/ui/Toast";
import { useMemo, useState } from "react";
import { LazyEditor, prefetchEditor } from "../../editor/LazyEditor";
import { isBlankHtml } from "../../editor/public";
import { commentsQuery } from "../item-queries";
import type { ProjectSession } from "../project-session";
import { projectPath } from "../project-session";
import { imageUploader } from "../uploads";
import { usePeople } from "../use-people";

interface CommentComposerProps {
  readonly session: ProjectSession;
  readonly itemId: string;
  /** An existing comment to change, or none to write one. */
  readonly comment?: Comment;
  readonly onDone?: () => void;
}

const EMPTY = "<p></p>";

/** Writes a new comment, or changes one. Mod+Enter sends. */
export function CommentComposer({ session, itemId, comment, onDone }: CommentComposerProps) {
  const queries = useQueryClient();
  const [isOpen, setOpen] = useState(comment !== undefined);
  const [html, setHtml] = useState(comment?.comment_html ?? EMPTY);
  const [round, setRound] = useState(0);
  const [isPending, setPending] = useState(false);
  const upload = useMemo(
    () => imageUploader(session.slug, session.projectId, "COMMENT_DESCRIPTION"),
    [session],
  );
  const isBlank = isBlankHtml(html);
  const { people } = usePeople(session);

  const send = async () => {
    if (isBlank || isPending) return;
    setPending(true);
    const path = projectPath(session.slug, session.projectId, "work-items", itemId, "comments");
    try {
      const query = commentsQuery(session.slug, session.projectId, itemId);
      if (comment) {
        const saved = await api.patch<Comment>(`${path}/${comment.id}`, { comment_html: html });
        queries.setQueryData(query.queryKey, (known = []) =>
          known.map((other) => (other.id === saved.id ? saved : other)),
        );
      } else {
        const saved = await api.post<Comment>(path, { comment_html: html });
        queries.setQueryData(query.queryKey, (known = []) =>
          known.some((other) => other.id === saved.id) ? known : [...known, saved],
        );
      }
      announce(comment ? "Comment saved" : "Comment added");
      setHtml(EMPTY);
      setRound((count) => count + 1);
      setOpen(false);
      onDone?.();
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The comment could not be sent.");
    } finally {
      setPending(false);
    }
  };
  const close = () => {
    if (comment) onDone?.();
    else if (isBlank) setOpen(false);
  };

  if (!isOpen) {
    return (
      <button
        type="button"
        onPointerEnter={prefetchEditor}
        onClick={() => setOpen(true)}
        className="h-10 w-full rounded-md border border-line-strong/60 bg-surface px-3 text-left text-base text-fg-3 hover:border-line-strong"
      >
        Write a comment…
      </button>
    );
  }
  return (
    <div className="flex flex-col gap-2">
      <LazyEditor
        key={round}
        html={html}
        label={comment ? "Edit comment" : "New comment"}
        placeholder="Write a comment…"
        autoFocus
        onChange={setHtml}
        onSubmit={() => void send()}
        onLeave={close}
        uploadImage={upload}
        people={people}
      />
      <div className="flex items-center justify-end gap-2">
        <span className="mr-auto hidden sm:inline-flex">
          <Kbd keys={["Mod+Enter"]} />
        </span>
        <Button
          size="sm"
          onPress={() => {
            setHtml(EMPTY);
            setOpen(false);
            onDone?.();
          }}
        >
          Cancel
        </Button>
        <Button
          size="sm"
          variant="primary"
          isPending={isPending}
          isDisabled={isBlank}
          onPress={() => void send()}
        >
          {comment ? "Save" : "Comment"}
        </Button>
      </div>
    </div>
  );
}
