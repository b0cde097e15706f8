import type { InstanceUser, OneTimeLink, Page } from "@treasury-plane/api/types";
import { formatDate, formatRelative } from "@treasury-plane/kit/dates/format";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { Badge } from "@treasury-plane/ui/Badge";
import { Pager } from "@treasury-plane/ui/Pager";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { UserActions } from "./UserActions";

interface UsersTableProps {
  page: Page<InstanceUser>;
  isBusy: boolean;
  onPage: (cursor: string) => void;
  onIdentities: (user: InstanceUser) => void;
  onLink: (user: InstanceUser, link: OneTimeLink) => void;
}

export function UsersTable({ page, isBusy, onPage, onIdentities, onLink }: UsersTableProps) {
  const columns: Column<InstanceUser>[] = [
    {
      id: "user",
      header: "User",
      className: "max-sm:w-full max-sm:max-w-0",
      cell: (user) => <UserCell user={user} />,
    },
    { id: "role", header: "Access", from: "sm", cell: (user) => <AccessBadges user={user} /> },
    {
      id: "workspaces",
      header: "Workspaces",
      align: "end",
      from: "lg",
      className: "tabular-nums",
      cell: (user) => user.workspace_count,
    },
    {
      id: "last-login",
      header: "Last sign-in",
      from: "md",
      className: "whitespace-nowrap text-fg-2",
      cell: (user) => (user.last_login_at ? formatRelative(user.last_login_at) : "Never"),
    },
    {
      id: "created",
      header: "Created",
      from: "lg",
      className: "whitespace-nowrap text-fg-2",
      cell: (user) => formatDate(user.created_at),
    },
    {
      id: "actions",
      header: "Actions",
      isHeaderHidden: true,
      align: "end",
      className: "w-10",
      cell: (user) => (
        <UserActions
          user={user}
          onIdentities={() => onIdentities(user)}
          onLink={(link) => onLink(user, link)}
        />
      ),
    },
  ];
  return (
    <div className="flex flex-col gap-3">
      <Table
        caption="Users"
        columns={columns}
        rows={page.results}
        rowKey={(user) => user.id}
        rowHeader="user"
        isBusy={isBusy}
      />
      <Pager
        noun="users"
        shown={page.results.length}
        total={page.total_count}
        onPrevious={page.prev_page_results ? () => onPage(page.prev_cursor) : undefined}
        onNext={page.next_page_results ? () => onPage(page.next_cursor) : undefined}
      />
    </div>
  );
}

function UserCell({ user }: { user: InstanceUser }) {
  const name = [user.first_name, user.last_name].filter(Boolean).join(" ") || user.display_name;
  return (
    <div className="flex min-w-0 items-center gap-3">
      <Avatar person={user} size={32} className={user.is_active ? "" : "opacity-50 grayscale"} />
      <div className="min-w-0">
        <p className="truncate font-medium">{name}</p>
        <p className="truncate text-fg-3 text-xs">
          {user.email_is_placeholder ? "No e-mail address" : user.email}
        </p>
        <div className="mt-1 sm:hidden">
          <AccessBadges user={user} />
        </div>
      </div>
    </div>
  );
}

function AccessBadges({ user }: { user: InstanceUser }) {
  return (
    <span className="flex flex-wrap gap-1">
      {user.is_instance_admin && <Badge tone="accent">Administrator</Badge>}
      {user.is_pending ? (
        <Badge tone="warning">Waiting for approval</Badge>
      ) : user.is_active ? (
        !user.is_instance_admin && <Badge>User</Badge>
      ) : (
        <Badge tone="danger">Disabled</Badge>
      )}
    </span>
  );
}
