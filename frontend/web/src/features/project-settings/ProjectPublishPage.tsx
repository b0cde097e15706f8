import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import type { Publish, PublishViews } from "@treasury-plane/api/types";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button, buttonClass } from "@treasury-plane/ui/Button";
import { Checkbox } from "@treasury-plane/ui/Checkbox";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { toast } from "@treasury-plane/ui/Toast";
import { ExternalLink, Globe } from "lucide-react";
import { useState } from "react";
import { CopyField } from "../../app/CopyField";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard, SettingsPage } from "../../layouts/SettingsPage";
import { useSettingsProject } from "./use-settings-project";

const publishQuery = (path: string) =>
  queryOptions({
    queryKey: ["publish", path],
    queryFn: async ({ signal }): Promise<Publish | null> => {
      try {
        return await api.get<Publish>(path, { signal });
      } catch (error) {
        if (error instanceof ApiError && error.isNotFound) return null;
        throw error;
      }
    },
  });

/** `/:ws/settings/projects/:projectId/publish` */
export default function ProjectPublishPage() {
  const { slug, isAdmin, path } = useSettingsProject();
  const queries = useQueryClient();
  const query = publishQuery(path("publish"));
  const published = useQuery(query);
  const [isPending, setPending] = useState(false);
  const [isStopping, setStopping] = useState(false);

  const set = (value: Publish | null) => {
    queries.setQueryData(query.queryKey, value);
    void queries.invalidateQueries({ queryKey: ["workspaces", slug, "projects"] });
  };
  const act = async (send: () => Promise<Publish | null>, done: string) => {
    setPending(true);
    try {
      set(await send());
      toast.success(done);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "This did not work.");
    } finally {
      setPending(false);
    }
  };
  const setViews = (view_props: PublishViews) =>
    act(() => api.patch<Publish>(path("publish"), { view_props }), "Layouts saved");

  return (
    <SettingsPage
      title="Publish"
      description="A read-only page of this project's work items for people without an account."
    >
      {!isAdmin && <Banner>Only admins of the project can publish it.</Banner>}
      <QueryGate query={published} what="publication">
        {(state) =>
          state === null ? (
            <SettingsCard
              title="Not published"
              description="Whoever has the link will see titles, descriptions, states, labels and names of assignees. Comments and files stay here."
            >
              <Button
                variant="primary"
                icon={<Globe size={15} aria-hidden="true" />}
                isDisabled={!isAdmin}
                isPending={isPending}
                onPress={() =>
                  void act(
                    () =>
                      api.post<Publish>(path("publish"), {
                        view_props: { list: true, kanban: true },
                      }),
                    "Project published",
                  )
                }
              >
                Publish this project
              </Button>
            </SettingsCard>
          ) : (
            <SettingsCard title="Published" description="Anyone with this link can read it.">
              <div className="flex flex-col gap-5">
                <CopyField label="Link" value={new URL(state.url, location.origin).href} />
                {/* biome-ignore lint/a11y/useSemanticElements: a fieldset brings its own border. */}
                <div role="group" aria-label="Layouts" className="flex flex-col gap-1">
                  <p className="font-medium text-fg-2 text-sm">Layouts</p>
                  {LAYOUTS.map(({ id, name }) => (
                    <Checkbox
                      key={id}
                      isSelected={state.view_props[id] === true}
                      isDisabled={!isAdmin || isPending}
                      onChange={(isOn) =>
                        void setViews({ ...state.view_props, [id]: isOn } as PublishViews)
                      }
                    >
                      {name}
                    </Checkbox>
                  ))}
                </div>
                <div className="flex flex-wrap gap-2">
                  <a
                    href={state.url}
                    target="_blank"
                    rel="noreferrer"
                    className={buttonClass("secondary")}
                  >
                    <ExternalLink size={15} aria-hidden="true" />
                    Open
                    <span className="sr-only">the published page in a new tab</span>
                  </a>
                  {isAdmin && (
                    <Button variant="danger" onPress={() => setStopping(true)}>
                      Stop publishing…
                    </Button>
                  )}
                </div>
              </div>
            </SettingsCard>
          )
        }
      </QueryGate>
      <ConfirmDialog
        isOpen={isStopping}
        onClose={() => setStopping(false)}
        title="Stop publishing?"
        confirmLabel="Stop publishing"
        onConfirm={async () => {
          await api.del(path("publish"));
          set(null);
        }}
      >
        The link stops working. Publishing again makes a new one.
      </ConfirmDialog>
    </SettingsPage>
  );
}

const LAYOUTS = [
  { id: "list", name: "List" },
  { id: "kanban", name: "Board" },
] as const;
