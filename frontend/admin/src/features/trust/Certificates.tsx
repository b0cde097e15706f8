import { useQueryClient } from "@tanstack/react-query";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { toast } from "@treasury-plane/ui/Toast";
import { Plus } from "lucide-react";
import { useState } from "react";
import { Card } from "../../shell/Page";
import { AddCertificatesDialog } from "./AddCertificatesDialog";
import { Expiry, NameCell } from "./parts";
import { type Anchor, removeCertificate, type TrustCertificate, trustQuery } from "./queries";

interface CertificatesProps {
  certificates: readonly TrustCertificate[];
  anchors: readonly Anchor[];
}

/** Intermediate authorities: candidates for paths, never trusted by themselves. */
export function Certificates({ certificates, anchors }: CertificatesProps) {
  const client = useQueryClient();
  const [isAdding, setAdding] = useState(false);
  const [removed, setRemoved] = useState<TrustCertificate | null>(null);
  const domains = new Map(anchors.map((anchor) => [anchor.id, anchor.trust_domain]));
  const remove = async (certificate: TrustCertificate) => {
    await removeCertificate(certificate.id);
    await client.invalidateQueries({ queryKey: trustQuery.queryKey });
    toast.success("Certificate removed");
  };
  const columns: Column<TrustCertificate>[] = [
    { id: "subject", header: "Certificate", cell: (row) => <NameCell {...row} /> },
    {
      id: "reaches",
      header: "Reaches",
      from: "sm",
      cell: ({ reaches }) =>
        reaches.length === 0 ? (
          <Badge tone="warning">No anchor</Badge>
        ) : (
          reaches.map((id) => domains.get(id)).join(", ")
        ),
    },
    {
      id: "expiry",
      header: "Valid until",
      from: "md",
      cell: (row) => <Expiry notAfter={row.not_after} isSoon={row.expires_soon} />,
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (row) => (
        <Button
          size="sm"
          variant="ghost"
          onPress={() => setRemoved(row)}
          aria-label={`Remove ${row.subject}`}
        >
          Remove…
        </Button>
      ),
    },
  ];
  return (
    <Card
      title="Intermediate certificates"
      description="Authorities between an anchor and the cards. Browsers seldom send them."
    >
      <div className="flex flex-col gap-4">
        {certificates.length === 0 ? (
          <p className="text-fg-3">None yet.</p>
        ) : (
          <Table
            caption="Intermediate certificates"
            columns={columns}
            rows={certificates}
            rowKey={(row) => row.id}
            rowHeader="subject"
          />
        )}
        <Button
          className="self-start"
          icon={<Plus size={15} aria-hidden="true" />}
          onPress={() => setAdding(true)}
        >
          Add certificates
        </Button>
      </div>
      <AddCertificatesDialog isOpen={isAdding} onClose={() => setAdding(false)} anchors={anchors} />
      <ConfirmDialog
        isOpen={removed !== null}
        onClose={() => setRemoved(null)}
        title="Remove this certificate?"
        confirmLabel="Remove"
        onConfirm={() => (removed ? remove(removed) : undefined)}
      >
        Cards issued below {removed?.subject} may no longer reach an anchor.
      </ConfirmDialog>
    </Card>
  );
}
