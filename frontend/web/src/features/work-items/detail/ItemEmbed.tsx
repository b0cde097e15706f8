import { useQuery } from "@tanstack/react-query";
import { projectQuery } from "@treasury-plane/api/queries";
import type { Project } from "@treasury-plane/api/types";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { Maximize2 } from "lucide-react";
import type { ReactNode } from "react";
import { useNavigate } from "react-router";
import { QueryGate } from "../../../layouts/QueryGate";
import { itemCommands } from "../item-commands";
import { ItemPicker } from "../pickers/ItemPicker";
import type { ProjectSession } from "../project-session";
import { useProjectSession } from "../use-project-session";
import { useItem, useStoreStatus } from "../use-store";
import { ItemSheet } from "./ItemSheet";
import { Presence } from "./Presence";
import { Subscription } from "./Subscription";
import { useItemDetail } from "./use-item-detail";

interface ItemEmbedProps {
  readonly slug: string;
  readonly projectId: string;
  readonly itemId: string;
  /** At the left of the head: the way back, where there is one. */
  readonly lead?: ReactNode;
}

/** An item inside another screen. */
export function ItemEmbed({ slug, projectId, itemId, lead }: ItemEmbedProps) {
  const project = useQuery(projectQuery(slug, projectId));
  const session = useProjectSession(slug, projectId);
  const status = useStoreStatus(session.store);
  if (status === "error") {
    return (
      <ErrorState
        message="The project of this work item could not be loaded."
        onRetry={() => void session.load()}
      />
    );
  }
  return (
    <QueryGate query={project} what="project">
      {(loaded) =>
        status === "ready" ? (
          <Loaded key={itemId} session={session} project={loaded} itemId={itemId} lead={lead} />
        ) : (
          <SkeletonRows rows={8} label="Loading the work item" />
        )
      }
    </QueryGate>
  );
}

interface LoadedProps {
  readonly session: ProjectSession;
  readonly project: Project;
  readonly itemId: string;
  readonly lead: ReactNode;
}

function Loaded({ session, project, itemId, lead }: LoadedProps) {
  const item = useItem(session.store, itemId);
  const navigate = useNavigate();
  const detail = useItemDetail(session, itemId);
  if (!item) {
    return (
      <div className="flex flex-col">
        <header className="flex h-12 items-center px-3">{lead}</header>
        <EmptyState title="This work item is not here">
          It was archived or deleted, or you do not see it any more.
        </EmptyState>
      </div>
    );
  }
  const key = `${project.identifier}-${item.sequence_id}`;
  const commands = itemCommands(session, project.identifier, item);
  return (
    <section
      ref={detail.root}
      aria-label={`${key} ${item.name}`}
      className="flex min-h-0 flex-1 flex-col"
    >
      <header className="flex h-12 shrink-0 items-center gap-1 border-line border-b px-3">
        {lead}
        <span className="mr-auto truncate text-fg-3 text-sm tabular-nums">{key}</span>
        <Presence session={session} itemId={itemId} />
        <Subscription session={session} itemId={itemId} />
        <IconButton
          label="Open full page"
          icon={<Maximize2 size={15} />}
          onPress={() => void navigate(commands.path)}
        />
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 pt-3 sm:px-6">
        <ItemSheet session={session} identifier={project.identifier} item={item} detail={detail} />
      </div>
      <ItemPicker session={session} request={detail.picker} onClose={detail.closePicker} />
    </section>
  );
}
