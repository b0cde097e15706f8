import { useMutation, useQueryClient } from "@tanstack/react-query";
import {
  formatBytes,
  formatDateTime,
  formatNumber,
  formatRelative,
} from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { toast } from "@treasury-plane/ui/Toast";
import { Upload } from "lucide-react";
import { useRef, useState } from "react";
import { Card } from "../../shell/Page";
import { type Crl, removeCrl, trustQuery, uploadCrl } from "./queries";

/** Revocation lists at hand, with their age; uploads for hosts without a network. */
export function Crls({ crls }: { crls: readonly Crl[] }) {
  const client = useQueryClient();
  const input = useRef<HTMLInputElement>(null);
  const [removed, setRemoved] = useState<Crl | null>(null);
  const reload = () => client.invalidateQueries({ queryKey: trustQuery.queryKey });
  const upload = useMutation({
    mutationFn: uploadCrl,
    onSuccess: async () => {
      await reload();
      toast.success("Revocation list added");
    },
  });
  const remove = async (crl: Crl) => {
    await removeCrl(crl.id);
    await reload();
    toast.success("Revocation list removed");
  };
  const columns: Column<Crl>[] = [
    {
      id: "issuer",
      header: "Issuer",
      cell: (crl) => (
        <div className="min-w-0 max-w-md">
          <p className="break-words font-medium">{crl.issuer}</p>
          <p className="break-all text-fg-3 text-xs">
            {formatNumber(crl.entries)} entries, {formatBytes(crl.size_bytes)}, {crl.source}
          </p>
        </div>
      ),
    },
    {
      id: "age",
      header: "Made",
      from: "sm",
      cell: (crl) => <span className="whitespace-nowrap">{formatRelative(crl.this_update)}</span>,
    },
    {
      id: "until",
      header: "Counts until",
      cell: (crl) => (
        <span className="flex flex-wrap items-center gap-1.5">
          {crl.next_update ? formatDateTime(crl.next_update) : "Not said"}
          {!crl.is_current && <Badge tone="danger">Out of date</Badge>}
        </span>
      ),
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (crl) => (
        <Button
          size="sm"
          variant="ghost"
          onPress={() => setRemoved(crl)}
          aria-label={`Remove the list of ${crl.issuer}`}
        >
          Remove…
        </Button>
      ),
    },
  ];
  return (
    <Card
      title="Revocation lists"
      description="Without a current list of its issuer a card is refused, unless its anchor says otherwise."
    >
      <div className="flex flex-col gap-4">
        {upload.isError && <Banner tone="danger">{upload.error.message}</Banner>}
        {crls.length === 0 ? (
          <p className="text-fg-3">None yet.</p>
        ) : (
          <Table
            caption="Revocation lists"
            columns={columns}
            rows={crls}
            rowKey={(crl) => crl.id}
            rowHeader="issuer"
          />
        )}
        <input
          ref={input}
          type="file"
          hidden
          accept=".crl,.der,.pem"
          onChange={(event) => {
            const file = event.target.files?.[0];
            if (file) upload.mutate(file);
            event.target.value = "";
          }}
        />
        <Button
          className="self-start"
          icon={<Upload size={15} aria-hidden="true" />}
          isPending={upload.isPending}
          onPress={() => input.current?.click()}
        >
          Upload a list
        </Button>
      </div>
      <ConfirmDialog
        isOpen={removed !== null}
        onClose={() => setRemoved(null)}
        title="Remove this revocation list?"
        confirmLabel="Remove"
        onConfirm={() => (removed ? remove(removed) : undefined)}
      >
        Cards of {removed?.issuer} are refused until another list is at hand.
      </ConfirmDialog>
    </Card>
  );
}
