import { useQuery } from "@tanstack/react-query";
import { projectQuery } from "@treasury-plane/api/queries";
import type { WorkItem as ApiWorkItem, Project } from "@treasury-plane/api/types";
import { useActions } from "@treasury-plane/kit/actions/use-actions";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Banner } from "@treasury-plane/ui/Banner";
import { buttonClass } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { FileQuestion, Link as LinkIcon, Trash2 } from "lucide-react";
import { useMemo, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";
import { PageHeader } from "../../../layouts/PageHeader";
import { QueryGate } from "../../../layouts/QueryGate";
import { paths } from "../../../paths";
import { DeleteItemDialog } from "../DeleteItemDialog";
import { itemActions } from "../item-actions";
import { itemCommands } from "../item-commands";
import { itemByKeyQuery } from "../item-queries";
import { ItemPicker } from "../pickers/ItemPicker";
import type { ProjectSession } from "../project-session";
import { useNarrow } from "../use-narrow";
import { useProjectSession } from "../use-project-session";
import { useItem, useMetaIndex, useStoreStatus } from "../use-store";
import { ItemBody } from "./ItemBody";
import { ItemRail } from "./ItemRail";
import { Presence } from "./Presence";
import { Subscription } from "./Subscription";
import { useItemDetail } from "./use-item-detail";

/** `/:ws/browse/:key` */
export default function ItemPage() {
  const { ws = "", key = "" } = useParams();
  const found = useQuery(itemByKeyQuery(ws, key));
  return (
    <QueryGate query={found} what="work item" isPage>
      {(item) => <WithProject slug={ws} found={item} />}
    </QueryGate>
  );
}

function WithProject({ slug, found }: { slug: string; found: ApiWorkItem }) {
  const project = useQuery(projectQuery(slug, found.project));
  const session = useProjectSession(slug, found.project);
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
    <QueryGate query={project} what="project" isPage>
      {(loaded) =>
        status === "ready" ? (
          <FullItem key={found.id} session={session} project={loaded} found={found} />
        ) : (
          <SkeletonRows rows={8} label="Loading the work item" />
        )
      }
    </QueryGate>
  );
}

interface FullItemProps {
  readonly session: ProjectSession;
  readonly project: Project;
  readonly found: ApiWorkItem;
}

function FullItem({ session, project, found }: FullItemProps) {
  const { identifier } = project;
  const { slug } = session;
  const item = useItem(session.store, found.id);
  const index = useMetaIndex(session.store);
  const navigate = useNavigate();
  const detail = useItemDetail(session, found.id);
  const [isDeleting, setDeleting] = useState(false);
  const key = `${identifier}-${found.sequence_id}`;
  const isNarrow = useNarrow(1023);
  const heading = usePageTitle(`${key} ${item?.name ?? found.name}`);
  const actions = useMemo(
    () =>
      itemActions({
        identifier: () => identifier,
        readOnly: () => (session.store.canEdit ? null : "You may only read this project."),
        onDelete: () => setDeleting(true),
      }),
    [session, identifier],
  );
  useActions("work-item", actions);
  const list = paths.items(slug, project.id);

  if (!item) {
    return (
      <EmptyState
        icon={<FileQuestion size={20} aria-hidden="true" />}
        title={found.archived_at ? `${key} is archived` : `${key} is not in this project any more`}
        action={
          <Link to={list} className={buttonClass()}>
            Go to the work items
          </Link>
        }
      >
        “{found.name}”
      </EmptyState>
    );
  }
  const commands = itemCommands(session, identifier, item);
  const rail = (
    <ItemRail
      session={session}
      identifier={identifier}
      item={item}
      index={index}
      onPick={detail.pick}
    />
  );
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        headingRef={heading}
        crumbs={[{ label: project.name, path: list }]}
        title={key}
        isTitleQuiet
        actions={
          <>
            <Presence session={session} itemId={item.id} />
            <Subscription session={session} itemId={item.id} />
            <IconButton
              label="Copy link"
              icon={<LinkIcon size={15} />}
              onPress={() => void commands.copyLink()}
            />
            {session.store.canEdit && (
              <IconButton
                label="Delete"
                icon={<Trash2 size={15} />}
                onPress={() => setDeleting(true)}
              />
            )}
          </>
        }
      />
      <div
        ref={detail.root as React.RefObject<HTMLDivElement>}
        className="flex min-h-0 flex-1 bg-surface"
      >
        <div className="min-w-0 flex-1 overflow-y-auto">
          <div className="mx-auto w-full max-w-3xl px-4 pt-5 sm:px-8">
            {!session.store.canEdit && (
              <Banner className="mb-3">You may read this work item but not change it.</Banner>
            )}
            <ItemBody
              session={session}
              identifier={identifier}
              item={item}
              index={index}
              size="page"
              titleRef={detail.title}
            >
              {isNarrow && <div className="my-3 border-line border-y py-2">{rail}</div>}
            </ItemBody>
          </div>
        </div>
        {!isNarrow && (
          <aside
            aria-label="Properties"
            className="w-80 shrink-0 overflow-y-auto border-line border-l p-4"
          >
            {rail}
          </aside>
        )}
      </div>
      <ItemPicker session={session} request={detail.picker} onClose={detail.closePicker} />
      <DeleteItemDialog
        session={session}
        identifier={identifier}
        itemId={isDeleting ? item.id : null}
        onClose={() => setDeleting(false)}
        onDeleted={() => void navigate(list)}
      />
    </div>
  );
}
