import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { formatDate } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { Table } from "@treasury-plane/ui/Table";
import { toast } from "@treasury-plane/ui/Toast";
import { roleName } from "../../app/roles";
import { invitationsQuery } from "./invitation-queries";

/** Who was invited and has not come yet. */
export function Invitations({ slug }: { slug: string }) {
  const queries = useQueryClient();
  const query = invitationsQuery(slug);
  const { data = [] } = useQuery(query);
  const open = data.filter((invite) => !invite.accepted);
  if (open.length === 0) return null;
  const withdraw = async (id: string) => {
    try {
      await api.del(apiPath("workspaces", slug, "invitations", id));
      await queries.invalidateQueries({ queryKey: query.queryKey });
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The invitation was not withdrawn.");
    }
  };
  return (
    <section aria-label="Open invitations">
      <h2 className="mb-2 font-semibold text-base">Open invitations</h2>
      <Table
        caption="Open invitations"
        rows={open}
        rowKey={(invite) => invite.id}
        rowHeader="email"
        columns={[
          { id: "email", header: "E-mail", cell: ({ email }) => email },
          { id: "role", header: "Role", cell: ({ role }) => roleName(role) },
          {
            id: "expires",
            header: "Valid until",
            from: "sm",
            cell: ({ expires_at }) => formatDate(expires_at),
          },
          {
            id: "actions",
            header: "Actions",
            isHeaderHidden: true,
            align: "end",
            cell: ({ id, email }) => (
              <Button size="sm" variant="ghost" onPress={() => void withdraw(id)}>
                Withdraw <span className="sr-only">the invitation of {email}</span>
              </Button>
            ),
          },
        ]}
      />
    </section>
  );
}
