import { useQueryClient } from "@tanstack/react-query";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { toast } from "@treasury-plane/ui/Toast";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Card } from "../../shell/Page";
import { AddAnchorDialog } from "./AddAnchorDialog";
import { EditAnchorDialog } from "./EditAnchorDialog";
import { Expiry, NameCell } from "./parts";
import { type Anchor, removeAnchor, trustQuery } from "./queries";

const REVOCATION = {
  hard: "Must be known",
  soft: "May be late",
  off: "Not checked",
} as const;

/** The roots: every accepted path ends at one of them. */
export function Anchors({ anchors }: { anchors: readonly Anchor[] }) {
  const client = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [edited, setEdited] = useState<Anchor | null>(null);
  const [removed, setRemoved] = useState<Anchor | null>(null);
  const remove = async (anchor: Anchor) => {
    await removeAnchor(anchor.id);
    await client.invalidateQueries({ queryKey: trustQuery.queryKey });
    toast.success("Anchor removed");
  };
  const columns: Column<Anchor>[] = [
    { id: "subject", header: "Anchor", cell: (anchor) => <NameCell {...anchor} /> },
    {
      id: "domain",
      header: "Trust domain",
      from: "sm",
      cell: (anchor) => (
        <span className="flex flex-wrap items-center gap-1.5">
          {anchor.trust_domain}
          {!anchor.enabled && <Badge tone="warning">Off</Badge>}
        </span>
      ),
    },
    {
      id: "revocation",
      header: "Revocation",
      from: "md",
      cell: (anchor) => (
        <Badge tone={anchor.revocation === "hard" ? "neutral" : "warning"}>
          {REVOCATION[anchor.revocation]}
        </Badge>
      ),
    },
    {
      id: "expiry",
      header: "Valid until",
      from: "md",
      cell: (anchor) => <Expiry notAfter={anchor.not_after} isSoon={anchor.expires_soon} />,
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (anchor) => (
        <span className="flex items-end justify-end gap-1 max-sm:flex-col">
          <Button size="sm" onPress={() => setEdited(anchor)} aria-label={`Edit ${anchor.subject}`}>
            Edit
          </Button>
          <Button
            size="sm"
            variant="ghost"
            onPress={() => setRemoved(anchor)}
            aria-label={`Remove ${anchor.subject}`}
          >
            Remove…
          </Button>
        </span>
      ),
    },
  ];
  return (
    <Card title="Anchors" description="Certificates that are trusted by themselves.">
      <div className="flex flex-col gap-4">
        {anchors.length === 0 ? (
          <p className="text-fg-3">
            No anchor yet: no card is accepted. Federal agencies add the Federal Common Policy CA
            G2, whose fingerprint is published by the Federal PKI.
          </p>
        ) : (
          <Table
            caption="Anchors"
            columns={columns}
            rows={anchors}
            rowKey={(anchor) => anchor.id}
            rowHeader="subject"
          />
        )}
        <Button
          className="self-start"
          icon={<Plus size={15} aria-hidden="true" />}
          onPress={() => setAdding(true)}
        >
          Add an anchor
        </Button>
      </div>
      <AddAnchorDialog isOpen={isAdding} onClose={() => setAdding(false)} />
      <EditAnchorDialog anchor={edited} onClose={() => setEdited(null)} />
      <ConfirmDialog
        isOpen={removed !== null}
        onClose={() => setRemoved(null)}
        title="Remove this anchor?"
        confirmLabel="Remove"
        onConfirm={() => (removed ? remove(removed) : undefined)}
      >
        Cards whose path ends at {removed?.subject} are refused from now on, and people signed in
        with one are signed out.
      </ConfirmDialog>
    </Card>
  );
}
