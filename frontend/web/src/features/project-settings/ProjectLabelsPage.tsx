import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import { labelsQuery } from "@treasury-plane/api/queries";
import type { Label } from "@treasury-plane/api/types";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { ColorDot } from "@treasury-plane/ui/LabelChip";
import { SearchField } from "@treasury-plane/ui/SearchField";
import { Pencil, Plus, Tag, Trash2 } from "lucide-react";
import { useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsPage } from "../../layouts/SettingsPage";
import type { NamedColor } from "./StateForm";
import { StateForm } from "./StateForm";
import { useSettingsProject } from "./use-settings-project";

/** `/:ws/settings/projects/:projectId/labels` */
export default function ProjectLabelsPage() {
  const { slug, projectId, isAdmin, path } = useSettingsProject();
  const queries = useQueryClient();
  const query = labelsQuery(slug, projectId);
  const labels = useQuery(query);
  const [isAdding, setAdding] = useState(false);
  const [search, setSearch] = useState("");
  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });

  return (
    <SettingsPage
      title="Labels"
      description="Words to find and group work items by."
      action={
        isAdmin && (
          <Button
            variant="primary"
            icon={<Plus size={15} aria-hidden="true" />}
            onPress={() => setAdding(true)}
          >
            New label
          </Button>
        )
      }
    >
      {isAdding && (
        <div className="rounded-lg border border-line p-3">
          <StateForm
            hasDescription={false}
            submitLabel="Add"
            onCancel={() => setAdding(false)}
            onSubmit={async ({ name, color }) => {
              await send(() => api.post(path("labels"), { name, color }));
              await refresh();
              setAdding(false);
            }}
          />
        </div>
      )}
      <QueryGate query={labels} what="labels">
        {(list) =>
          list.length === 0 ? (
            <EmptyState
              icon={<Tag size={20} aria-hidden="true" />}
              title="No labels"
              className="rounded-lg border border-line border-dashed"
            >
              Labels can also be made where they are set.
            </EmptyState>
          ) : (
            <div className="flex flex-col gap-3">
              {list.length > 12 && (
                <SearchField label="Search labels" value={search} onChange={setSearch} />
              )}
              <ul className="overflow-hidden rounded-lg border border-line">
                {list
                  .filter(({ name }) => name.toLowerCase().includes(search.trim().toLowerCase()))
                  .sort((a, b) => a.name.localeCompare(b.name))
                  .map((label) => (
                    <LabelRow
                      key={label.id}
                      label={label}
                      isAdmin={isAdmin}
                      onSave={({ name, color }) =>
                        send(() => api.patch(path("labels", label.id), { name, color })).then(
                          refresh,
                        )
                      }
                      onDelete={() => api.del(path("labels", label.id)).then(refresh)}
                    />
                  ))}
              </ul>
            </div>
          )
        }
      </QueryGate>
    </SettingsPage>
  );
}

/** A name that exists already is said under the name. */
async function send<T>(request: () => Promise<T>): Promise<T> {
  try {
    return await request();
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 409) throw error;
    const fields = { name: ["There is a label with this name."] };
    throw new ApiError({ status: 409, message: error.message, fields });
  }
}

interface LabelRowProps {
  readonly label: Label;
  readonly isAdmin: boolean;
  readonly onSave: (values: NamedColor) => Promise<unknown>;
  readonly onDelete: () => Promise<unknown>;
}

function LabelRow({ label, isAdmin, onSave, onDelete }: LabelRowProps) {
  const [isEditing, setEditing] = useState(false);
  const [isDeleting, setDeleting] = useState(false);
  if (isEditing) {
    return (
      <li className="border-line border-b p-3 last:border-b-0">
        <StateForm
          initial={label}
          hasDescription={false}
          submitLabel="Save"
          onCancel={() => setEditing(false)}
          onSubmit={async (values) => {
            await onSave(values);
            setEditing(false);
          }}
        />
      </li>
    );
  }
  return (
    <li className="flex min-h-11 items-center gap-2.5 border-line border-b px-3 last:border-b-0">
      <ColorDot color={label.color} size={12} />
      <span className="min-w-0 flex-1 truncate text-sm">{label.name}</span>
      {isAdmin && (
        <>
          <IconButton
            size="sm"
            label={`Edit ${label.name}`}
            icon={<Pencil size={14} />}
            onPress={() => setEditing(true)}
          />
          <IconButton
            size="sm"
            label={`Delete ${label.name}`}
            icon={<Trash2 size={14} />}
            onPress={() => setDeleting(true)}
          />
        </>
      )}
      <ConfirmDialog
        isOpen={isDeleting}
        onClose={() => setDeleting(false)}
        title={`Delete ${label.name}?`}
        confirmLabel="Delete"
        onConfirm={onDelete}
      >
        It disappears from all work items that have it.
      </ConfirmDialog>
    </li>
  );
}
