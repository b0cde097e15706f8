import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import type { ApiToken } from "@treasury-plane/api/types";
import { formatDate, formatRelative } from "@treasury-plane/kit/dates/format";
import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import type { Column } from "@treasury-plane/ui/Table";
import { Table } from "@treasury-plane/ui/Table";
import { KeyRound, Plus } from "lucide-react";
import { useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsPage } from "../../layouts/SettingsPage";
import { apiTokensQuery } from "./api-tokens-query";
import { CreateTokenDialog } from "./CreateTokenDialog";

/** `/settings/api-tokens` */
export default function ApiTokensPage() {
  const queries = useQueryClient();
  const tokens = useQuery(apiTokensQuery);
  const [isCreating, setCreating] = useState(false);
  const [revoking, setRevoking] = useState<ApiToken | null>(null);
  const create = (
    <Button
      variant="primary"
      icon={<Plus size={15} aria-hidden="true" />}
      onPress={() => setCreating(true)}
    >
      New token
    </Button>
  );
  const columns: Column<ApiToken>[] = [
    {
      id: "label",
      header: "Name",
      cell: (token) => (
        <span className="block min-w-0">
          <span className="block truncate font-medium">{token.label}</span>
          <span className="block truncate text-fg-3 text-xs">{token.description}</span>
        </span>
      ),
    },
    {
      id: "used",
      header: "Last used",
      from: "sm",
      cell: ({ last_used }) => (last_used ? formatRelative(last_used) : "Never"),
    },
    { id: "expires", header: "Expires", cell: (token) => <Expiry token={token} /> },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (token) => (
        <Button size="sm" variant="ghost" onPress={() => setRevoking(token)}>
          Revoke <span className="sr-only">{token.label}</span>
        </Button>
      ),
    },
  ];

  return (
    <SettingsPage
      title="API tokens"
      description="For scripts that work in your name. A token can do what you can do."
      action={tokens.data && tokens.data.length > 0 && create}
    >
      <QueryGate query={tokens} what="tokens">
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<KeyRound size={20} aria-hidden="true" />}
              title="No tokens"
              action={create}
              className="rounded-lg border border-line border-dashed"
            >
              Send one as the X-Api-Key header of a request.
            </EmptyState>
          ) : (
            <Table
              caption="API tokens"
              columns={columns}
              rows={list}
              rowKey={(token) => token.id}
              rowHeader="label"
            />
          )
        }
      </QueryGate>
      {isCreating && <CreateTokenDialog onClose={() => setCreating(false)} />}
      <ConfirmDialog
        isOpen={revoking !== null}
        onClose={() => setRevoking(null)}
        title={`Revoke “${revoking?.label}”?`}
        confirmLabel="Revoke"
        onConfirm={async () => {
          if (!revoking) return;
          await api.del(apiPath("users", "me", "api-tokens", revoking.id));
          await queries.invalidateQueries({ queryKey: apiTokensQuery.queryKey });
        }}
      >
        What uses it stops working at once.
      </ConfirmDialog>
    </SettingsPage>
  );
}

function Expiry({ token }: { token: ApiToken }) {
  if (!token.expired_at) return <span className="text-fg-3">Never</span>;
  if (Date.parse(token.expired_at) < Date.now()) return <Badge tone="danger">Expired</Badge>;
  return <>{formatDate(token.expired_at)}</>;
}
