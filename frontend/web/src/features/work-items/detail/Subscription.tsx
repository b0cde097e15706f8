import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { toast } from "@treasury-plane/ui/Toast";
import { Bell, BellOff } from "lucide-react";
import { subscribePath, subscriptionQuery } from "../item-queries";
import type { ProjectSession } from "../project-session";

interface SubscriptionProps {
  readonly session: ProjectSession;
  readonly itemId: string;
}

/** Whether one is told of changes to the item, and the switch for it. */
export function Subscription({ session, itemId }: SubscriptionProps) {
  const { slug, projectId } = session;
  const queries = useQueryClient();
  const query = subscriptionQuery(slug, projectId, itemId);
  const { data } = useQuery(query);
  const path = subscribePath(slug, projectId, itemId);
  const change = useMutation({
    mutationFn: (isOn: boolean) => (isOn ? api.post(path) : api.del(path)),
    onMutate: (isOn) => queries.setQueryData(query.queryKey, { subscribed: isOn }),
    onSuccess: (_, isOn) => announce(isOn ? "You are told of changes" : "You are told no more"),
    onError: (error) => toast.error(error.message),
    onSettled: () => queries.invalidateQueries({ queryKey: query.queryKey }),
  });
  if (!data) return null;
  const isOn = data.subscribed;
  return (
    <IconButton
      label={isOn ? "Unsubscribe" : "Subscribe"}
      icon={isOn ? <Bell size={15} /> : <BellOff size={15} />}
      isActive={isOn}
      onPress={() => change.mutate(!isOn)}
    />
  );
}
