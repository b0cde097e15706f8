import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api, apiPath } from "@treasury-plane/api/client";
import { workspaceMembersQuery, workspaceQuery } from "@treasury-plane/api/queries";
import type { WorkspaceMember } from "@treasury-plane/api/types";
import { formatDate } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { SearchField } from "@treasury-plane/ui/SearchField";
import type { Column } from "@treasury-plane/ui/Table";
import { Table } from "@treasury-plane/ui/Table";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";
import { PersonCell } from "../../app/PersonCell";
import { RoleSelect } from "../../app/RoleSelect";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsPage } from "../../layouts/SettingsPage";
import { useMe } from "../../layouts/use-me";
import { paths } from "../../paths";
import { Invitations } from "./Invitations";
import { InviteDialog } from "./InviteDialog";

/** `/:ws/settings/members` */
export default function WorkspaceMembersPage() {
  const { ws = "" } = useParams();
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { data: workspace } = useQuery(workspaceQuery(ws));
  const members = useQuery(workspaceMembersQuery(ws));
  const [search, setSearch] = useState("");
  const [removing, setRemoving] = useState<WorkspaceMember | null>(null);
  const [isInviting, setInviting] = useState(false);
  const isAdmin = (workspace?.role ?? 0) >= 20;
  const refresh = () => queries.invalidateQueries({ queryKey: ["workspaces", ws, "members"] });
  const path = (member: WorkspaceMember) =>
    apiPath("workspaces", ws, "members", member.membership_id);

  const columns: Column<WorkspaceMember>[] = [
    { id: "name", header: "Name", cell: (member) => <PersonCell person={member} /> },
    {
      id: "role",
      header: "Role",
      className: "w-36",
      cell: (member) => (
        <RoleSelect
          name={member.display_name}
          role={member.role}
          isDisabled={!isAdmin || member.id === me.id}
          onChange={async (role) => {
            await api.patch(path(member), { role });
            await refresh();
          }}
        />
      ),
    },
    { id: "joined", header: "Joined", from: "md", cell: ({ joined_at }) => formatDate(joined_at) },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (member) =>
        member.id === me.id ? (
          <Button size="sm" variant="ghost" onPress={() => setRemoving(member)}>
            Leave
          </Button>
        ) : (
          isAdmin && (
            <Button size="sm" variant="ghost" onPress={() => setRemoving(member)}>
              Remove <span className="sr-only">{member.display_name}</span>
            </Button>
          )
        ),
    },
  ];
  const isLeaving = removing?.id === me.id;

  return (
    <SettingsPage
      title="Members"
      description="People who can open this workspace."
      action={
        isAdmin && (
          <Button
            variant="primary"
            icon={<UserPlus size={15} aria-hidden="true" />}
            onPress={() => setInviting(true)}
          >
            Invite
          </Button>
        )
      }
    >
      <QueryGate query={members} what="members">
        {(list) => (
          <div className="flex flex-col gap-3">
            {list.length > 8 && (
              <SearchField label="Search members" value={search} onChange={setSearch} />
            )}
            <Table
              caption="Members of the workspace"
              columns={columns}
              rows={list.filter((member) =>
                `${member.display_name} ${member.email}`
                  .toLowerCase()
                  .includes(search.trim().toLowerCase()),
              )}
              rowKey={(member) => member.membership_id}
              rowHeader="name"
            />
          </div>
        )}
      </QueryGate>
      {isAdmin && <Invitations slug={ws} />}
      {isInviting && <InviteDialog slug={ws} onClose={() => setInviting(false)} />}
      <ConfirmDialog
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        title={isLeaving ? "Leave this workspace?" : `Remove ${removing?.display_name}?`}
        confirmLabel={isLeaving ? "Leave" : "Remove"}
        onConfirm={async () => {
          if (!removing) return;
          if (isLeaving) {
            await api.post(apiPath("workspaces", ws, "members", "leave"));
            await queries.invalidateQueries({ queryKey: ["workspaces"] });
            void navigate(paths.home(), { replace: true });
          } else {
            await api.del(path(removing));
            await refresh();
          }
        }}
      >
        {isLeaving
          ? "You lose access to all its projects. An admin can invite you again."
          : "They lose access to all projects of the workspace. Their work stays."}
      </ConfirmDialog>
    </SettingsPage>
  );
}
