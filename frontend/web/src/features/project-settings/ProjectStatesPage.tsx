import { useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { statesQuery } from "@treasury-plane/api/queries";
import type { State, StateGroup } from "@treasury-plane/api/types";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { announce } from "@treasury-plane/ui/LiveAnnouncer";
import { StateIcon, stateGroupName } from "@treasury-plane/ui/StateIcon";
import { toast } from "@treasury-plane/ui/Toast";
import { Plus } from "lucide-react";
import { useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsPage } from "../../layouts/SettingsPage";
import { StateForm } from "./StateForm";
import { StateRow } from "./StateRow";
import { sequenceBetween } from "./sequence";
import { useSettingsProject } from "./use-settings-project";

const GROUPS: readonly StateGroup[] = ["backlog", "unstarted", "started", "completed", "cancelled"];

/** `/:ws/settings/projects/:projectId/states` */
export default function ProjectStatesPage() {
  const { slug, projectId, isAdmin, path } = useSettingsProject();
  const queries = useQueryClient();
  const query = statesQuery(slug, projectId);
  const states = useQuery(query);
  const [adding, setAdding] = useState<StateGroup | null>(null);
  const refresh = () => queries.invalidateQueries({ queryKey: query.queryKey });

  const act = async (send: () => Promise<unknown>) => {
    try {
      await send();
      await refresh();
      return true;
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "This did not work.");
      return false;
    }
  };
  const move = async (group: readonly State[], from: number, step: 1 | -1) => {
    const state = group[from];
    if (!state) return;
    const sequence = sequenceBetween(group, from, step);
    if (await act(() => api.patch(path("states", state.id), { sequence }))) {
      announce(`${state.name} moved to position ${from + step + 1} of ${group.length}`);
    }
  };

  return (
    <SettingsPage
      title="States"
      description="The steps a work item goes through. Reports and filters go by their group."
    >
      <QueryGate query={states} what="states">
        {(list) => (
          <>
            {GROUPS.map((group) => {
              const members = list
                .filter((state) => state.group === group)
                .sort((a, b) => a.sequence - b.sequence);
              return (
                <section key={group} aria-label={stateGroupName(group)}>
                  <div className="mb-1.5 flex min-h-8 items-center gap-2">
                    <StateIcon group={group} />
                    <h2 className="font-semibold text-sm">{stateGroupName(group)}</h2>
                    {isAdmin && (
                      <IconButton
                        size="sm"
                        className="ml-auto"
                        label={`Add a state to ${stateGroupName(group)}`}
                        icon={<Plus size={15} aria-hidden="true" />}
                        onPress={() => setAdding(group)}
                      />
                    )}
                  </div>
                  <ul className="overflow-hidden rounded-lg border border-line empty:hidden">
                    {members.map((state, at) => (
                      <StateRow
                        key={state.id}
                        state={state}
                        isAdmin={isAdmin}
                        onUp={at > 0 ? () => void move(members, at, -1) : undefined}
                        onDown={
                          at < members.length - 1 ? () => void move(members, at, 1) : undefined
                        }
                        onSave={(values) =>
                          api.patch(path("states", state.id), values).then(refresh)
                        }
                        onMakeDefault={() =>
                          void act(() => api.patch(path("states", state.id), { default: true }))
                        }
                        onDelete={() => api.del(path("states", state.id)).then(refresh)}
                      />
                    ))}
                  </ul>
                  {members.length === 0 && adding !== group && (
                    <p className="rounded-lg border border-line border-dashed px-4 py-3 text-fg-3 text-sm">
                      No state in this group.
                    </p>
                  )}
                  {adding === group && (
                    <div className="mt-2 rounded-lg border border-line p-3">
                      <StateForm
                        submitLabel="Add"
                        onCancel={() => setAdding(null)}
                        onSubmit={async (values) => {
                          await api.post(path("states"), { ...values, group });
                          await refresh();
                          setAdding(null);
                        }}
                      />
                    </div>
                  )}
                </section>
              );
            })}
          </>
        )}
      </QueryGate>
    </SettingsPage>
  );
}
