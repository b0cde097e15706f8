import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { Identity } from "@treasury-plane/api/identities";
import type { InstanceUser } from "@treasury-plane/api/types";
import { formatRelative } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { KINDS } from "../authentication/public";
import { Cards } from "./Cards";
import { identitiesQuery, removeIdentity } from "./queries";

interface IdentitiesDialogProps {
  user: InstanceUser | null;
  onClose: () => void;
}

/** The cards and provider accounts by which one person signs in. */
export function IdentitiesDialog({ user, onClose }: IdentitiesDialogProps) {
  return (
    <Dialog
      isOpen={user !== null}
      onClose={onClose}
      title={`Ways in for ${user?.display_name ?? ""}`}
      size="lg"
    >
      {user && <Identities user={user} />}
    </Dialog>
  );
}

function Identities({ user }: { user: InstanceUser }) {
  const client = useQueryClient();
  const found = useQuery(identitiesQuery(user.id));
  const [removed, setRemoved] = useState<Identity | null>(null);
  const remove = async (identity: Identity) => {
    await removeIdentity(user.id, identity.id);
    await client.invalidateQueries({ queryKey: identitiesQuery(user.id).queryKey });
    toast.success("Removed");
  };
  if (found.isPending) return <SkeletonRows rows={3} label="Loading" />;
  if (found.isError) {
    return <ErrorState message={found.error.message} onRetry={() => void found.refetch()} />;
  }
  const { identities, cards } = found.data;
  return (
    <div className="flex flex-col gap-4">
      {identities.length === 0 && <p className="text-fg-3">Password only.</p>}
      <ul aria-label="Identities" className="flex flex-col divide-y divide-line">
        {identities.map((identity) => (
          <li key={identity.id} className="flex flex-wrap items-center gap-3 py-2.5">
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {identity.provider_name ?? KINDS[identity.kind] ?? identity.kind}
              </p>
              <p className="break-all text-fg-3 text-sm">
                {identity.label} ({identity.trust_domain})
              </p>
              <p className="text-fg-3 text-xs">
                {identity.last_used_at
                  ? `Used ${formatRelative(identity.last_used_at)}`
                  : "Never used"}
              </p>
            </div>
            <Button size="sm" variant="ghost" onPress={() => setRemoved(identity)}>
              Remove…
            </Button>
          </li>
        ))}
      </ul>
      {cards.length > 0 && <Cards user={user} cards={cards} />}
      <ConfirmDialog
        isOpen={removed !== null}
        onClose={() => setRemoved(null)}
        title="Remove this way in?"
        confirmLabel="Remove"
        onConfirm={() => (removed ? remove(removed) : undefined)}
      >
        {user.display_name} can no longer sign in with it and is signed out where it was used.
      </ConfirmDialog>
    </div>
  );
}
