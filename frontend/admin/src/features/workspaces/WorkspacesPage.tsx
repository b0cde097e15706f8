import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { InstanceWorkspace, Page as PageOf } from "@treasury-plane/api/types";
import { formatDate } from "@treasury-plane/kit/dates/format";
import { Avatar } from "@treasury-plane/ui/Avatar";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { Pager } from "@treasury-plane/ui/Pager";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { type Column, Table } from "@treasury-plane/ui/Table";
import { Building2, Plus } from "lucide-react";
import { useState } from "react";
import { Page } from "../../shell/Page";
import { SearchParamField } from "../../shell/SearchParamField";
import { useListParams } from "../../shell/use-list-params";
import { CreateWorkspaceDialog } from "./CreateWorkspaceDialog";
import { workspacesQuery } from "./queries";

const COLUMNS: Column<InstanceWorkspace>[] = [
  {
    id: "name",
    header: "Workspace",
    className: "max-sm:w-full max-sm:max-w-0",
    cell: (workspace) => <NameCell workspace={workspace} />,
  },
  {
    id: "owner",
    header: "Owner",
    from: "sm",
    cell: ({ owner }) => (
      <span className="flex min-w-0 items-center gap-2">
        <Avatar person={owner} size={20} />
        <span className="truncate">{owner?.display_name ?? "Nobody"}</span>
      </span>
    ),
  },
  {
    id: "members",
    header: "Members",
    align: "end",
    className: "tabular-nums",
    cell: (workspace) => workspace.member_count,
  },
  {
    id: "projects",
    header: "Projects",
    align: "end",
    from: "sm",
    className: "tabular-nums",
    cell: (workspace) => workspace.project_count,
  },
  {
    id: "created",
    header: "Created",
    from: "md",
    className: "whitespace-nowrap text-fg-2",
    cell: (workspace) => formatDate(workspace.created_at),
  },
];

export default function WorkspacesPage() {
  const list = useListParams();
  const search = list.get("search");
  const [isCreating, setCreating] = useState(false);
  const workspaces = useQuery({
    ...workspacesQuery({ search, cursor: list.get("cursor") }),
    placeholderData: keepPreviousData,
  });
  const create = (
    <Button
      variant="primary"
      icon={<Plus size={15} aria-hidden="true" />}
      onPress={() => setCreating(true)}
    >
      Create workspace
    </Button>
  );

  return (
    <Page
      title="Workspaces"
      description="Each workspace has its own members and projects."
      action={create}
    >
      <SearchParamField
        label="Search by name or address"
        list={list}
        className="mb-4 w-full sm:w-72"
      />
      {workspaces.isPending ? (
        <SkeletonRows rows={6} label="Loading workspaces" />
      ) : workspaces.isError ? (
        <ErrorState
          message={workspaces.error.message}
          onRetry={() => void workspaces.refetch()}
          isRetrying={workspaces.isFetching}
        />
      ) : workspaces.data.results.length === 0 ? (
        <EmptyState
          icon={<Building2 size={20} aria-hidden="true" />}
          title={search === "" ? "No workspaces yet" : `No workspace matches “${search}”`}
          action={
            search === "" ? (
              create
            ) : (
              <Button onPress={() => list.set({ search: null })}>Show all</Button>
            )
          }
        >
          A workspace holds the projects and the people of one office or programme.
        </EmptyState>
      ) : (
        <WorkspacesTable
          page={workspaces.data}
          isBusy={workspaces.isPlaceholderData}
          onPage={(cursor) => list.set({ cursor })}
        />
      )}
      <CreateWorkspaceDialog isOpen={isCreating} onClose={() => setCreating(false)} />
    </Page>
  );
}

interface WorkspacesTableProps {
  page: PageOf<InstanceWorkspace>;
  isBusy: boolean;
  onPage: (cursor: string) => void;
}

function WorkspacesTable({ page, isBusy, onPage }: WorkspacesTableProps) {
  return (
    <div className="flex flex-col gap-3">
      <Table
        caption="Workspaces"
        columns={COLUMNS}
        rows={page.results}
        rowKey={(workspace) => workspace.id}
        rowHeader="name"
        isBusy={isBusy}
      />
      <Pager
        noun="workspaces"
        shown={page.results.length}
        total={page.total_count}
        onPrevious={page.prev_page_results ? () => onPage(page.prev_cursor) : undefined}
        onNext={page.next_page_results ? () => onPage(page.next_cursor) : undefined}
      />
    </div>
  );
}

function NameCell({ workspace }: { workspace: InstanceWorkspace }) {
  return (
    <div className="min-w-0">
      <p className="truncate font-medium">{workspace.name}</p>
      <p className="truncate text-fg-3 text-xs">/{workspace.slug}</p>
    </div>
  );
}
