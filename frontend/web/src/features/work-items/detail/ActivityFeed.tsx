import { useQuery } from "@tanstack/react-query";
import { meQuery } from "@treasury-plane/api/queries";
import type { Activity, Comment } from "@treasury-plane/api/types";
import { formatDateTime, formatRelative } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { Skeleton } from "@treasury-plane/ui/Skeleton";
import { ArrowDownUp, History } from "lucide-react";
import { useState } from "react";
import { activitySentence, isShown } from "../activity-sentence";
import { longDay } from "../days";
import type { MetaIndex } from "../ItemPieces";
import { activitiesQuery, commentsQuery } from "../item-queries";
import { memberName } from "../model";
import type { ProjectSession } from "../project-session";
import { CommentComposer } from "./CommentComposer";
import { CommentEntry } from "./CommentEntry";

interface ActivityFeedProps {
  readonly session: ProjectSession;
  readonly itemId: string;
  readonly index: MetaIndex;
}

type Entry =
  | { readonly kind: "comment"; readonly at: string; readonly comment: Comment }
  | { readonly kind: "activity"; readonly at: string; readonly activity: Activity };

/** Comments and changes in one line of time, read from either end. */
export function ActivityFeed({ session, itemId, index }: ActivityFeedProps) {
  const { slug, projectId } = session;
  const comments = useQuery(commentsQuery(slug, projectId, itemId));
  const activities = useQuery(activitiesQuery(slug, projectId, itemId));
  const { data: me } = useQuery(meQuery);
  const [isNewestFirst, setNewestFirst] = useState(false);
  const entries = interleave(comments.data ?? [], activities.data ?? [], isNewestFirst);
  const composer = <CommentComposer session={session} itemId={itemId} />;

  return (
    <section aria-label="Activity" className="mt-8 pb-8">
      <div className="mb-2 flex min-h-8 items-center gap-3">
        <h2 className="font-semibold text-sm">Activity</h2>
        <Button
          size="sm"
          variant="ghost"
          className="ml-auto"
          icon={<ArrowDownUp size={13} aria-hidden="true" />}
          onPress={() => setNewestFirst(!isNewestFirst)}
        >
          {isNewestFirst ? "Newest first" : "Oldest first"}
        </Button>
      </div>
      {isNewestFirst && <div className="mb-3">{composer}</div>}
      {comments.isPending && <Skeleton className="mb-3 h-16 w-full rounded-lg" />}
      <ol className="flex flex-col gap-2">
        {entries.map((entry) => (
          <li key={entry.kind === "comment" ? entry.comment.id : entry.activity.id}>
            {entry.kind === "comment" ? (
              <CommentEntry
                session={session}
                itemId={itemId}
                comment={entry.comment}
                author={index.members.get(entry.comment.actor ?? "")}
                isMine={entry.comment.actor === me?.id}
              />
            ) : (
              <ActivityLine activity={entry.activity} index={index} />
            )}
          </li>
        ))}
      </ol>
      {!isNewestFirst && <div className="mt-3">{composer}</div>}
    </section>
  );
}

function ActivityLine({ activity, index }: { activity: Activity; index: MetaIndex }) {
  const actor = index.members.get(activity.actor ?? "");
  return (
    <p className="flex items-start gap-2 px-3 py-0.5 text-fg-2 text-sm">
      <History size={14} aria-hidden="true" className="mt-[3px] shrink-0 text-fg-3" />
      <span className="min-w-0 [overflow-wrap:anywhere]">
        <span className="font-medium text-fg">{actor ? memberName(actor) : "Someone"}</span>{" "}
        {activitySentence(activity, longDay)}{" "}
        <time
          dateTime={activity.created_at}
          title={formatDateTime(activity.created_at)}
          className="whitespace-nowrap text-fg-3 text-xs"
        >
          {formatRelative(activity.created_at)}
        </time>
      </span>
    </p>
  );
}

function interleave(
  comments: readonly Comment[],
  activities: readonly Activity[],
  isNewestFirst: boolean,
): Entry[] {
  const entries: Entry[] = [
    ...comments.map((comment) => ({ kind: "comment" as const, at: comment.created_at, comment })),
    ...activities
      .filter(isShown)
      .map((activity) => ({ kind: "activity" as const, at: activity.created_at, activity })),
  ];
  entries.sort((a, b) => a.at.localeCompare(b.at));
  return isNewestFirst ? entries.reverse() : entries;
}
