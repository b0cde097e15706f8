import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { InstanceUser } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SegmentedControl } from "@treasury-plane/ui/SegmentedControl";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { UserPlus, UserSearch } from "lucide-react";
import { useState } from "react";
import { Page } from "../../shell/Page";
import { SearchParamField } from "../../shell/SearchParamField";
import { useListParams } from "../../shell/use-list-params";
import { CreateUserDialog } from "./CreateUserDialog";
import { IdentitiesDialog } from "./IdentitiesDialog";
import { type IssuedLink, LinkDialog } from "./LinkDialog";
import { usersQuery } from "./queries";
import { UsersTable } from "./UsersTable";

const STATUSES = [
  { id: "active", label: "Active" },
  { id: "pending", label: "Waiting" },
  { id: "inactive", label: "Disabled" },
  { id: "all", label: "All" },
] as const;

export default function UsersPage() {
  const list = useListParams();
  const status = STATUSES.find(({ id }) => id === list.get("status"))?.id ?? "active";
  const search = list.get("search");
  const [isCreating, setCreating] = useState(false);
  const [link, setLink] = useState<IssuedLink | null>(null);
  const [shown, setShown] = useState<InstanceUser | null>(null);
  const users = useQuery({
    ...usersQuery({ search, status, cursor: list.get("cursor") }),
    placeholderData: keepPreviousData,
  });

  return (
    <Page
      title="Users"
      description="Everyone who can sign in to this installation."
      action={
        <Button
          variant="primary"
          icon={<UserPlus size={15} aria-hidden="true" />}
          onPress={() => setCreating(true)}
        >
          Create user
        </Button>
      }
    >
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <SearchParamField label="Search by name or e-mail" list={list} className="w-full sm:w-72" />
        <SegmentedControl
          label="Status"
          segments={STATUSES}
          value={status}
          onChange={(next) => list.set({ status: next === "active" ? null : next })}
        />
      </div>
      {users.isPending ? (
        <SkeletonRows rows={8} label="Loading users" />
      ) : users.isError ? (
        <ErrorState
          message={users.error.message}
          onRetry={() => void users.refetch()}
          isRetrying={users.isFetching}
        />
      ) : users.data.results.length === 0 ? (
        <NoUsers search={search} onClear={() => list.set({ search: null, status: "all" })} />
      ) : (
        <UsersTable
          page={users.data}
          isBusy={users.isPlaceholderData}
          onPage={(cursor) => list.set({ cursor })}
          onIdentities={setShown}
          onLink={(user: InstanceUser, issued) => setLink({ email: user.email, ...issued })}
        />
      )}
      <CreateUserDialog
        isOpen={isCreating}
        onClose={() => setCreating(false)}
        onCreated={(created) => {
          setCreating(false);
          setLink({ email: created.user.email, isNew: true, ...created.link });
        }}
      />
      <LinkDialog link={link} onClose={() => setLink(null)} />
      <IdentitiesDialog user={shown} onClose={() => setShown(null)} />
    </Page>
  );
}

function NoUsers({ search, onClear }: { search: string; onClear: () => void }) {
  return (
    <EmptyState
      icon={<UserSearch size={20} aria-hidden="true" />}
      title={search === "" ? "No users here" : `No user matches “${search}”`}
      action={<Button onPress={onClear}>Show all users</Button>}
    >
      People whose first sign-in waits for approval are listed under Waiting, disabled ones under
      Disabled.
    </EmptyState>
  );
}
