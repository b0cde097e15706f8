import { useQuery } from "@tanstack/react-query";
import { ApiError } from "@treasury-plane/api/errors";
import { Drawer } from "@treasury-plane/ui/Drawer";
import { ErrorState } from "@treasury-plane/ui/ErrorState";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Skeleton } from "@treasury-plane/ui/Skeleton";
import { toast } from "@treasury-plane/ui/Toast";
import { Link2, X } from "lucide-react";
import { useState } from "react";
import { PeekContent } from "./PeekContent";
import { type BoardInfo, itemQuery } from "./queries";

interface PeekDrawerProps {
  anchor: string;
  info: BoardInfo;
  itemId: string | null;
  onClose: () => void;
}

/** One item in full, over the board. The address names it, so the link can be shared. */
export function PeekDrawer({ itemId, onClose, ...rest }: PeekDrawerProps) {
  // The panel keeps its content while it slides away.
  const [shownId, setShownId] = useState(itemId);
  if (itemId !== null && itemId !== shownId) setShownId(itemId);
  return (
    <Drawer isOpen={itemId !== null} onClose={onClose} label="Work item" width="lg">
      {shownId !== null && <Peek itemId={shownId} onClose={onClose} {...rest} />}
    </Drawer>
  );
}

interface PeekProps extends Omit<PeekDrawerProps, "itemId"> {
  itemId: string;
}

function Peek({ anchor, info, itemId, onClose }: PeekProps) {
  const item = useQuery(itemQuery(anchor, itemId));
  const copyLink = async () => {
    try {
      await navigator.clipboard.writeText(window.location.href);
      toast.success("Link copied");
    } catch {
      toast.error("The browser did not allow copying. The address bar has the link.");
    }
  };
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-1 border-line border-b pr-2 pl-5">
        <span className="flex-1 font-medium text-fg-3 text-sm tabular-nums">
          {item.data ? `${info.meta.identifier}-${item.data.sequence_id}` : ""}
        </span>
        <IconButton
          label="Copy link"
          icon={<Link2 size={16} aria-hidden="true" />}
          onPress={() => void copyLink()}
        />
        <IconButton label="Close" icon={<X size={16} aria-hidden="true" />} onPress={onClose} />
      </div>
      <div className="min-h-0 flex-1 overflow-y-auto">
        {item.isPending ? (
          <div role="status" className="flex flex-col gap-4 p-5">
            <span className="sr-only">Loading</span>
            <Skeleton className="h-6 w-3/4" />
            <Skeleton className="h-24 w-full" />
            <Skeleton className="h-4 w-2/3" />
          </div>
        ) : item.isError ? (
          <PeekError error={item.error} onRetry={() => void item.refetch()} />
        ) : (
          <PeekContent item={item.data} info={info} />
        )}
      </div>
    </>
  );
}

function PeekError({ error, onRetry }: { error: Error; onRetry: () => void }) {
  if (error instanceof ApiError && error.isNotFound) {
    return <ErrorState title="Not on this board" message="It was removed or is not published." />;
  }
  return <ErrorState message={error.message} onRetry={onRetry} />;
}
