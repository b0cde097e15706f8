import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Attachment } from "@treasury-plane/api/types";
import { formatBytes, formatRelative } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { cx } from "@treasury-plane/ui/cx";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { toast } from "@treasury-plane/ui/Toast";
import { Download, Paperclip, Plus, Trash2 } from "lucide-react";
import type { DragEvent } from "react";
import { useRef, useState } from "react";
import { attachmentsQuery } from "../item-queries";
import type { ProjectSession } from "../project-session";
import { projectPath } from "../project-session";
import { MAX_FILE_BYTES, uploadAttachment } from "../uploads";

interface AttachmentsProps {
  readonly session: ProjectSession;
  readonly itemId: string;
}

/** Files of an item: added by button or by dropping them here. */
export function Attachments({ session, itemId }: AttachmentsProps) {
  const { slug, projectId } = session;
  const query = attachmentsQuery(slug, projectId, itemId);
  const { data = [] } = useQuery(query);
  const queries = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const [uploading, setUploading] = useState<readonly string[]>([]);
  const [deleting, setDeleting] = useState<Attachment | null>(null);
  const canEdit = session.store.canEdit;
  const files = data.filter((attachment) => attachment.is_uploaded);
  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });

  const upload = async (list: FileList | null) => {
    for (const file of list ?? []) {
      setUploading((names) => [...names, file.name]);
      try {
        await uploadAttachment(slug, projectId, itemId, file);
        announce(`${file.name} attached`);
      } catch (error) {
        toast.error(error instanceof Error ? error.message : `“${file.name}” was not attached.`);
      } finally {
        setUploading((names) => names.filter((name) => name !== file.name));
      }
    }
    await refresh();
  };
  const hasFiles = (event: DragEvent) => event.dataTransfer.types.includes("Files");

  if (!canEdit && files.length === 0) return null;
  return (
    <section
      aria-label="Attachments"
      onDragOver={(event) => {
        if (!canEdit || !hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        if (!canEdit || !hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        void upload(event.dataTransfer.files);
      }}
      className={cx(
        "mt-6 rounded-lg",
        isOver && "outline-2 outline-accent outline-dashed outline-offset-4",
      )}
    >
      <div className="flex min-h-8 items-center gap-3">
        <h2 className="font-semibold text-sm">Attachments</h2>
        <span className="text-fg-3 text-xs">
          {files.length > 0 ? files.length : `Up to ${formatBytes(MAX_FILE_BYTES)} each`}
        </span>
        {canEdit && (
          <>
            <Button
              size="sm"
              variant="ghost"
              className="ml-auto"
              icon={<Plus size={14} aria-hidden="true" />}
              onPress={() => input.current?.click()}
            >
              Add file
            </Button>
            <input
              ref={input}
              type="file"
              multiple
              hidden
              onChange={(event) => {
                void upload(event.target.files).then(() => {
                  if (input.current) input.current.value = "";
                });
              }}
            />
          </>
        )}
      </div>
      {(files.length > 0 || uploading.length > 0) && (
        <ul className="overflow-hidden rounded-lg border border-line">
          {files.map((file) => (
            <li
              key={file.id}
              className="flex min-h-11 items-center gap-2.5 border-line border-b px-3 text-sm last:border-b-0"
            >
              <Paperclip size={15} aria-hidden="true" className="shrink-0 text-fg-3" />
              <a
                href={projectPath(slug, projectId, "work-items", itemId, "attachments", file.id)}
                download={file.attributes.name}
                className="min-w-0 flex-1 truncate underline-offset-2 hover:underline"
              >
                {file.attributes.name}
              </a>
              <span className="shrink-0 text-fg-3 text-xs tabular-nums">
                {formatBytes(file.attributes.size)} · {formatRelative(file.created_at)}
              </span>
              <Download size={14} aria-hidden="true" className="shrink-0 text-fg-3" />
              {canEdit && (
                <IconButton
                  size="sm"
                  label={`Delete ${file.attributes.name}`}
                  icon={<Trash2 size={14} aria-hidden="true" />}
                  onPress={() => setDeleting(file)}
                />
              )}
            </li>
          ))}
          {uploading.map((name) => (
            <li key={name} className="flex min-h-11 items-center gap-2.5 px-3 text-fg-3 text-sm">
              <Spinner label={`Uploading ${name}`} />
              <span className="truncate">{name}</span>
            </li>
          ))}
        </ul>
      )}
      <ConfirmDialog
        isOpen={deleting !== null}
        onClose={() => setDeleting(null)}
        title="Delete this attachment?"
        confirmLabel="Delete"
        onConfirm={async () => {
          if (!deleting) return;
          await api.del(
            projectPath(slug, projectId, "work-items", itemId, "attachments", deleting.id),
          );
          await refresh();
        }}
      >
        “{deleting?.attributes.name}” will be removed for everyone.
      </ConfirmDialog>
    </section>
  );
}
