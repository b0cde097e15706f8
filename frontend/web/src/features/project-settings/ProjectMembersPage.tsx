import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { projectMembersQuery, workspaceMembersQuery } from "@treasury-plane/api/queries";
import type { ProjectMember } from "@treasury-plane/api/types";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { Picker } from "@treasury-plane/ui/Picker";
import type { Column } from "@treasury-plane/ui/Table";
import { Table } from "@treasury-plane/ui/Table";
import { toast } from "@treasury-plane/ui/Toast";
import { UserPlus } from "lucide-react";
import { useState } from "react";
import { useNavigate } from "react-router";
import { PersonCell } from "../../app/PersonCell";
import { RoleSelect } from "../../app/RoleSelect";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsPage } from "../../layouts/SettingsPage";
import { useMe } from "../../layouts/use-me";
import { paths } from "../../paths";
import { useSettingsProject } from "./use-settings-project";

/** `/:ws/settings/projects/:projectId/members` */
export default function ProjectMembersPage() {
  const { slug, projectId, isAdmin, path } = useSettingsProject();
  const me = useMe();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const query = projectMembersQuery(slug, projectId);
  const members = useQuery(query);
  const { data: everyone = [] } = useQuery(workspaceMembersQuery(slug));
  const [removing, setRemoving] = useState<ProjectMember | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });
  const isLeaving = removing?.id === me.id;
  const known = new Set(members.data?.map(({ id }) => id));
  const candidates = everyone.filter((person) => person.is_active && !known.has(person.id));

  const add = async (id: string) => {
    const person = candidates.find((candidate) => candidate.id === id);
    try {
      await api.post(path("members"), { member: id, role: person?.role === 5 ? 5 : 15 });
      await refresh();
      toast.success(`${person?.display_name ?? "The person"} added`);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The person was not added.");
    }
  };
  const columns: Column<ProjectMember>[] = [
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
            await api.patch(path("members", member.membership_id), { role });
            await refresh();
          }}
        />
      ),
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      cell: (member) =>
        (isAdmin || member.id === me.id) && (
          <Button size="sm" variant="ghost" onPress={() => setRemoving(member)}>
            {member.id === me.id ? "Leave" : "Remove"}
            <span className="sr-only">{member.id === me.id ? "" : ` ${member.display_name}`}</span>
          </Button>
        ),
    },
  ];

  return (
    <SettingsPage
      title="Project members"
      description="People who work in this project."
      action={
        isAdmin && (
          <Picker
            label="Add a member"
            items={candidates.map((person) => ({
              id: person.id,
              label: person.display_name,
              description: person.email ?? undefined,
              icon: <Avatar person={person} size={20} />,
            }))}
            selected={[]}
            emptyText="Everyone in the workspace is a member already."
            onChange={([id]) => id && void add(id)}
            trigger={
              <Button variant="primary" icon={<UserPlus size={15} aria-hidden="true" />}>
                Add member
              </Button>
            }
          />
        )
      }
    >
      <QueryGate query={members} what="members">
        {(list) => (
          <Table
            caption="Members of the project"
            columns={columns}
            rows={list}
            rowKey={(member) => member.membership_id}
            rowHeader="name"
          />
        )}
      </QueryGate>
      <ConfirmDialog
        isOpen={removing !== null}
        onClose={() => setRemoving(null)}
        title={isLeaving ? "Leave this project?" : `Remove ${removing?.display_name}?`}
        confirmLabel={isLeaving ? "Leave" : "Remove"}
        onConfirm={async () => {
          if (!removing) return;
          if (isLeaving) {
            await api.post(path("members", "leave"));
            await queries.invalidateQueries({ queryKey: ["workspaces", slug] });
            void navigate(paths.workspace(slug), { replace: true });
          } else {
            await api.del(path("members", removing.membership_id));
            await refresh();
          }
        }}
      >
        {isLeaving ? "You can join again if it is public." : "Their work items stay assigned."}
      </ConfirmDialog>
    </SettingsPage>
  );
}
