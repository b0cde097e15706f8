import { useQuery } from "@tanstack/react-query";
import { Button } from "@treasury-plane/ui/Button";
import { Skeleton } from "@treasury-plane/ui/Skeleton";
import type { RefObject } from "react";
import type { MetaIndex } from "../ItemPieces";
import { itemQuery } from "../item-queries";
import type { WorkItem } from "../model";
import type { ProjectSession } from "../project-session";
import { ActivityFeed } from "./ActivityFeed";
import { Attachments } from "./Attachments";
import { Description } from "./Description";
import { ItemTitle } from "./ItemTitle";
import { SubItems } from "./SubItems";

interface ItemBodyProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly item: WorkItem;
  readonly index: MetaIndex;
  readonly size: "peek" | "page";
  readonly titleRef: RefObject<{ focus: () => void } | null>;
  /** Where the properties go when there is no rail beside. */
  readonly children?: React.ReactNode;
}

/** Title, text, sub-items, files and history of an item: the same in the peek and on its page. */
export function ItemBody(props: ItemBodyProps) {
  const { session, identifier, item, index, size, titleRef, children } = props;
  const detail = useQuery(itemQuery(session.slug, session.projectId, item.id));
  return (
    <>
      <ItemTitle ref={titleRef} session={session} item={item} size={size} />
      {children}
      {detail.isError ? (
        <p className="mt-4 flex items-center gap-2 text-danger-fg text-sm">
          The description could not be loaded.
          <Button size="sm" onPress={() => void detail.refetch()}>
            Try again
          </Button>
        </p>
      ) : detail.data ? (
        <Description session={session} itemId={item.id} html={detail.data.description_html} />
      ) : (
        <div className="mt-6 flex flex-col gap-2" aria-hidden="true">
          <Skeleton className="h-3 w-4/5" />
          <Skeleton className="h-3 w-3/5" />
        </div>
      )}
      <SubItems session={session} identifier={identifier} item={item} index={index} />
      <Attachments session={session} itemId={item.id} />
      <ActivityFeed session={session} itemId={item.id} index={index} />
    </>
  );
}
