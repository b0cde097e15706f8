import type { Project } from "@treasury-plane/api/types";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import { paths } from "../../paths";
import { BoardLayout } from "./board/BoardLayout";
import { DeleteItemDialog } from "./DeleteItemDialog";
import { withoutEmpty } from "./derive";
import { DisplayMenu } from "./filters/DisplayMenu";
import { FilterBar } from "./filters/FilterBar";
import { LayoutSwitch } from "./filters/LayoutSwitch";
import { groupDefaults } from "./group-defaults";
import { groupTitles } from "./group-names";
import { ItemMenu } from "./ItemMenu";
import { ItemsEmpty } from "./ItemsEmpty";
import { JoinProject } from "./JoinProject";
import type { LayoutProps, Step } from "./layout-props";
import { ListLayout } from "./list/ListLayout";
import { endMarkAfterPaint } from "./marks";
import { ItemPicker } from "./pickers/ItemPicker";
import type { ProjectSession } from "./project-session";
import { useDerivedView } from "./use-derived-view";
import { useItemActions } from "./use-item-actions";
import { useItemSurface } from "./use-item-surface";
import { useProjectSession } from "./use-project-session";
import { useMetaIndex, useProjectMeta, useStoreStatus } from "./use-store";
import { usePeek, useViewConfig } from "./use-view-config";
import { isFiltered, showsEmptyGroups } from "./view-config";

const loadPeek = () => import("./detail/ItemPeek");
const ItemPeek = lazy(() => loadPeek().then((module) => ({ default: module.ItemPeek })));

interface ItemsScreenProps {
  readonly slug: string;
  readonly project: Project;
}

/** The work items of a project in either layout, with the peek panel beside them. */
export function ItemsScreen({ slug, project }: ItemsScreenProps) {
  const session = useProjectSession(slug, project.id);
  const status = useStoreStatus(session.store);
  if (status === "error") {
    const { error } = session.store;
    if (!project.is_member) return <JoinProject slug={slug} project={project} />;
    return (
      <ErrorState
        message={error instanceof Error ? error.message : "Try again."}
        onRetry={() => void session.load()}
      />
    );
  }
  if (status !== "ready") return <SkeletonRows rows={12} label="Loading work items" />;
  return <LoadedItems session={session} project={project} />;
}

function LoadedItems({ session, project }: { session: ProjectSession; project: Project }) {
  const { slug, store } = session;
  const { identifier } = project;
  const navigate = useNavigate();
  const [config, change] = useViewConfig();
  const [peekId, setPeek] = usePeek();
  const [isFilterOpen, setFilterOpen] = useState(false);
  const [deleting, setDeleting] = useState<string | null>(null);
  const searchInput = useRef<HTMLInputElement>(null);
  const stepper = useRef<Step | null>(null);
  const { view, latest } = useDerivedView(store, config);
  const meta = useProjectMeta(store);
  const index = useMetaIndex(store);
  const showEmpty = showsEmptyGroups(config);
  const groups = useMemo(
    () => (showEmpty ? view.groups : withoutEmpty(view.groups)),
    [view, showEmpty],
  );
  const titleOf = useMemo(() => groupTitles(config.groupBy, index), [config.groupBy, index]);
  const surface = useItemSurface({ session, groups, config, index, latest, onPeek: setPeek });
  useItemActions({
    session,
    identifier,
    config,
    change,
    stepper,
    focusSearch: () => searchInput.current?.focus(),
    openFilter: () => setFilterOpen(true),
    onDelete: setDeleting,
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: the new layout is on the screen now.
  useEffect(() => endMarkAfterPaint("layout-switch"), [config.layout]);
  // The panel is a click away: its chunk comes while nobody waits for it.
  useEffect(() => void loadPeek(), []);

  const open = (id: string) => {
    const item = store.get(id);
    if (item) void navigate(paths.item(slug, identifier, item.sequence_id));
  };
  const latestDefaults = useRef(config.groupBy);
  latestDefaults.current = config.groupBy;
  const [onAdd] = useState(() => (group: string, name: string) => {
    const defaults = groupDefaults(latestDefaults.current, group, store.meta);
    void session.mutations.create({ ...defaults, name });
  });
  const closePeek = () => {
    setPeek(null);
    if (surface.active) surface.setActive(surface.active, true);
  };
  const layoutProps: LayoutProps = {
    session,
    identifier,
    groups,
    config,
    index,
    titleOf,
    surface,
    peekId,
    onPeek: setPeek,
    onOpen: open,
    onAdd,
    stepper,
  };
  const isEmpty = view.total === 0 && (isFiltered(config) || store.items.size === 0);

  return (
    <div className="relative flex min-h-0 flex-1">
      <div className="flex min-w-0 flex-1 flex-col">
        <div className="flex flex-wrap items-start justify-between gap-x-3 gap-y-1.5 border-line border-b bg-surface px-3 py-2 sm:px-4">
          <FilterBar
            config={config}
            onChange={change}
            meta={meta}
            total={view.total}
            isMenuOpen={isFilterOpen}
            onMenuOpenChange={setFilterOpen}
            searchInput={searchInput}
          />
          <div className="flex items-center gap-1.5">
            <span className="hidden text-fg-3 text-xs tabular-nums md:inline">
              {view.total.toLocaleString()} {view.total === 1 ? "item" : "items"}
            </span>
            <DisplayMenu config={config} onChange={change} />
            <LayoutSwitch layout={config.layout} onChange={(layout) => change({ layout })} />
          </div>
        </div>
        {isEmpty ? (
          <ItemsEmpty
            isFiltered={isFiltered(config)}
            canEdit={store.canEdit}
            projectId={project.id}
            onClear={() => change({ filters: [], text: "" })}
          />
        ) : config.layout === "list" ? (
          <ListLayout {...layoutProps} />
        ) : (
          <BoardLayout {...layoutProps} />
        )}
      </div>
      {peekId && (
        <Suspense>
          <ItemPeek
            session={session}
            project={project}
            itemId={peekId}
            onClose={closePeek}
            onWalk={(delta) => {
              const next = stepper.current?.(delta, false);
              if (next) setPeek(next.id);
            }}
            onDelete={setDeleting}
          />
        </Suspense>
      )}
      <ItemPicker
        session={session}
        request={surface.picker}
        onClose={surface.closePicker}
        groups={groups.map((group) => {
          const title = titleOf(group.key);
          return { id: group.key, label: title.name, icon: title.icon };
        })}
        onMoveTo={surface.moveTo}
      />
      <ItemMenu
        session={session}
        identifier={identifier}
        surface={surface}
        onPeek={setPeek}
        onDelete={setDeleting}
      />
      <DeleteItemDialog
        session={session}
        identifier={identifier}
        itemId={deleting}
        onClose={() => setDeleting(null)}
        onDeleted={(id) => {
          if (id === peekId) setPeek(null);
          if (surface.active?.id !== id) return;
          // The neighbour takes the focus before the row is gone.
          if (!stepper.current?.(1, true)) stepper.current?.(-1, true);
        }}
      />
    </div>
  );
}
