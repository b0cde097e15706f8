import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import type { Action } from "@treasury-plane/kit/actions/types";
import { useActions } from "@treasury-plane/kit/actions/use-actions";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { Button } from "@treasury-plane/ui/Button";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { Popover } from "@treasury-plane/ui/Popover";
import { toast } from "@treasury-plane/ui/Toast";
import { Bell, BellOff, Users } from "lucide-react";
import { useMemo, useRef } from "react";
import { subscribePath, subscribersQuery, subscriptionQuery } from "../item-queries";
import type { ProjectSession } from "../project-session";

interface SubscriptionProps {
  readonly session: ProjectSession;
  readonly itemId: string;
}

/** Whether one is told of changes to the item, the switch for it, and who else is told. */
export function Subscription({ session, itemId }: SubscriptionProps) {
  const { slug, projectId } = session;
  const queries = useQueryClient();
  const query = subscriptionQuery(slug, projectId, itemId);
  const others = subscribersQuery(slug, projectId, itemId);
  const { data } = useQuery(query);
  const path = subscribePath(slug, projectId, itemId);
  const change = useMutation({
    mutationFn: (isOn: boolean) => (isOn ? api.post(path) : api.del(path)),
    onMutate: (isOn) => queries.setQueryData(query.queryKey, { subscribed: isOn }),
    onSuccess: (_, isOn) => announce(isOn ? "You are told of changes" : "You are told no more"),
    onError: (error) => toast.error(error.message),
    onSettled: () => {
      void queries.invalidateQueries({ queryKey: query.queryKey });
      void queries.invalidateQueries({ queryKey: others.queryKey });
    },
  });
  const isOn = data?.subscribed ?? false;
  const toggle = useRef(() => {});
  toggle.current = () => {
    if (data) change.mutate(!isOn);
  };
  const actions = useMemo<Action[]>(
    () => [
      {
        id: "work-item.subscribe",
        label: "Subscribe or unsubscribe",
        section: "Work item",
        icon: Bell,
        keys: ["Shift+S"],
        run: () => toggle.current(),
      },
    ],
    [],
  );
  useActions("subscription", actions);
  if (!data) return null;
  return (
    <>
      <IconButton
        label={isOn ? "Unsubscribe" : "Subscribe"}
        keys={["Shift+S"]}
        icon={isOn ? <Bell size={15} /> : <BellOff size={15} />}
        className={isOn ? "text-accent-fg" : ""}
        onPress={() => toggle.current()}
      />
      <Popover
        label="Subscribers"
        placement="bottom end"
        className="w-64"
        trigger={<IconButton label="Subscribers" icon={<Users size={15} />} />}
      >
        <Subscribers session={session} itemId={itemId} />
      </Popover>
    </>
  );
}

function Subscribers({ session, itemId }: SubscriptionProps) {
  const list = useQuery(subscribersQuery(session.slug, session.projectId, itemId));
  if (list.isError) {
    return (
      <div className="flex flex-col items-start gap-2 p-3 text-sm">
        <p>Who is told could not be loaded.</p>
        <Button size="sm" onPress={() => void list.refetch()}>
          Try again
        </Button>
      </div>
    );
  }
  if (!list.data) return <p className="p-3 text-fg-3 text-sm">Loading…</p>;
  if (list.data.length === 0) return <p className="p-3 text-fg-3 text-sm">Nobody is told yet.</p>;
  return (
    <div className="max-h-72 overflow-y-auto p-3">
      <h2 className="mb-2 font-medium text-fg-3 text-xs">Told of changes</h2>
      <ul className="flex flex-col gap-2">
        {list.data.map(({ subscriber }) => (
          <li key={subscriber.id} className="flex items-center gap-2 text-sm">
            <Avatar person={subscriber} size={20} />
            <span className="min-w-0 truncate">{subscriber.display_name}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
