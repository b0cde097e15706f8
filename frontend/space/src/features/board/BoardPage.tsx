import { useQuery } from "@tanstack/react-query";
import { ApiError } from "@treasury-plane/api/errors";
import type { Theme } from "@treasury-plane/api/types";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Button } from "@treasury-plane/ui/Button";
import { EmptyState } from "@treasury-plane/ui/EmptyState";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { SkeletonRows } from "@treasury-plane/ui/Skeleton";
import { SkipLinks } from "@treasury-plane/ui/SkipLinks";
import { Inbox, SearchX } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useParams } from "react-router";
import { FilterBar } from "./FilterBar";
import { KanbanView } from "./KanbanView";
import { ListView } from "./ListView";
import { NotPublished } from "./NotPublished";
import { type BoardInfo, boardQuery } from "./queries";
import { TopBar } from "./TopBar";
import { type Board, useBoard } from "./use-board";

// Most visits read the board; the panel and the sanitiser come with the first item opened.
const PeekDrawer = lazy(() =>
  import("./PeekDrawer").then((module) => ({ default: module.PeekDrawer })),
);

const SKIP_LINKS = [
  { target: "main", label: "Skip to work items" },
  { target: "filters", label: "Skip to filters" },
];

interface BoardPageProps {
  theme: Theme;
  onThemeChange: (theme: Theme) => void;
}

export default function BoardPage(props: BoardPageProps) {
  const { anchor = "" } = useParams();
  const board = useQuery(boardQuery(anchor));
  if (board.error instanceof ApiError && board.error.isNotFound) return <NotPublished />;
  if (board.isError) {
    return (
      <main className="flex min-h-dvh items-center justify-center">
        <ErrorState
          message={board.error.message}
          onRetry={() => void board.refetch()}
          isRetrying={board.isFetching}
        />
      </main>
    );
  }
  if (board.isPending) {
    return (
      <main className="pt-14">
        <SkeletonRows rows={12} label="Loading the board" />
      </main>
    );
  }
  return <LoadedBoard key={anchor} anchor={anchor} info={board.data} {...props} />;
}

interface LoadedBoardProps extends BoardPageProps {
  anchor: string;
  info: BoardInfo;
}

function LoadedBoard({ anchor, info, theme, onThemeChange }: LoadedBoardProps) {
  const heading = usePageTitle(info.meta.name);
  const board = useBoard(anchor, info);
  // Stays once opened: the closing panel gives focus back to the row it came from.
  const [wasPeekOpened, setPeekOpened] = useState(board.peekId !== null);
  if (board.peekId !== null && !wasPeekOpened) setPeekOpened(true);
  return (
    <div className="flex h-dvh flex-col">
      <SkipLinks links={SKIP_LINKS} />
      <TopBar
        headingRef={heading}
        info={info}
        board={board}
        theme={theme}
        onThemeChange={onThemeChange}
      />
      <FilterBar info={info} board={board} />
      <main id="main" tabIndex={-1} className="min-h-0 flex-1">
        <BoardContent info={info} board={board} />
      </main>
      {wasPeekOpened && (
        <Suspense>
          <PeekDrawer
            anchor={anchor}
            info={info}
            itemId={board.peekId}
            onClose={() => board.change({ peekId: null })}
          />
        </Suspense>
      )}
    </div>
  );
}

function BoardContent({ info, board }: { info: BoardInfo; board: Board }) {
  const { items } = board;
  if (items.isPending) return <SkeletonRows rows={12} label="Loading work items" />;
  if (items.isError && !items.data) {
    return (
      <ErrorState
        message={items.error.message}
        onRetry={() => void items.refetch()}
        isRetrying={items.isFetching}
      />
    );
  }
  if (board.totalCount === 0) {
    return (
      <EmptyState icon={<Inbox size={20} aria-hidden="true" />} title="Nothing here yet">
        This project is published, but it has no work items so far.
      </EmptyState>
    );
  }
  if (board.shownCount === 0 && !items.hasNextPage) {
    return (
      <EmptyState
        icon={<SearchX size={20} aria-hidden="true" />}
        title="No work item matches"
        action={
          <Button
            onPress={() =>
              board.change({ states: null, priorities: null, labels: null, search: null })
            }
          >
            Clear filters
          </Button>
        }
      >
        Remove a filter or search for something else.
      </EmptyState>
    );
  }
  const open = (id: string) => board.change({ peekId: id }, true);
  return board.layout === "kanban" ? (
    <KanbanView info={info} groups={board.groups} onOpen={open} />
  ) : (
    <ListView info={info} groups={board.groups} onOpen={open} />
  );
}
