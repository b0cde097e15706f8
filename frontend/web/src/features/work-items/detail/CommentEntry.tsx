import { useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Comment } from "@treasury-plane/api/types";
import { formatDateTime, formatRelative } from "@treasury-plane/kit/dates/format";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Menu, MenuItem, MenuTrigger } from "@treasury-plane/ui/Menu";
import { Ellipsis } from "lucide-react";
import { useState } from "react";
import { RichText } from "../../editor/RichText";
import { commentsQuery } from "../item-queries";
import type { Member } from "../model";
import { memberName } from "../model";
import type { ProjectSession } from "../project-session";
import { projectPath } from "../project-session";
import { usePeople } from "../use-people";
import { CommentComposer } from "./CommentComposer";

interface CommentEntryProps {
  readonly session: ProjectSession;
  readonly itemId: string;
  readonly comment: Comment;
  readonly author: Member | undefined;
  readonly isMine: boolean;
}

export function CommentEntry({ session, itemId, comment, author, isMine }: CommentEntryProps) {
  const queries = useQueryClient();
  const { nameOf } = usePeople(session);
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  const name = author ? memberName(author) : "Former member";

  const remove = async () => {
    const path = projectPath(session.slug, session.projectId, "work-items", itemId, "comments");
    await api.del(`${path}/${comment.id}`);
    const { queryKey } = commentsQuery(session.slug, session.projectId, itemId);
    queries.setQueryData(queryKey, (known = []) => known.filter(({ id }) => id !== comment.id));
  };

  return (
    <article
      id={`comment-${comment.id}`}
      aria-label={`Comment by ${name}`}
      className="rounded-lg border border-line bg-surface"
    >
      <header className="flex min-h-9 items-center gap-2 px-3 pt-1.5 text-sm">
        <Avatar person={author ? { ...author, display_name: name } : null} size={20} />
        <span className="min-w-0 truncate font-medium">{name}</span>
        <time
          dateTime={comment.created_at}
          title={formatDateTime(comment.created_at)}
          className="shrink-0 text-fg-3 text-xs"
        >
          {formatRelative(comment.created_at)}
        </time>
        {comment.edited_at && <span className="text-fg-3 text-xs">edited</span>}
        {isMine && !isEditing && (
          <span className="ml-auto">
            <MenuTrigger
              placement="bottom end"
              trigger={
                <IconButton
                  size="sm"
                  label="Comment actions"
                  icon={<Ellipsis size={15} aria-hidden="true" />}
                  hasTooltip={false}
                />
              }
            >
              <Menu
                aria-label="Comment"
                onAction={(key) => (key === "edit" ? setEditing(true) : setDeleting(true))}
              >
                <MenuItem id="edit">Edit</MenuItem>
                <MenuItem id="delete" tone="danger">
                  Delete…
                </MenuItem>
              </Menu>
            </MenuTrigger>
          </span>
        )}
      </header>
      <div className="px-3 pt-0.5 pb-2.5">
        {isEditing ? (
          <CommentComposer
            session={session}
            itemId={itemId}
            comment={comment}
            onDone={() => setEditing(false)}
          />
        ) : (
          <RichText html={comment.comment_html} nameOf={nameOf} className="text-base" />
        )}
      </div>
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        title="Delete this comment?"
        confirmLabel="Delete"
        onConfirm={remove}
      >
        It will be removed for everyone.
      </ConfirmDialog>
    </article>
  );
}
