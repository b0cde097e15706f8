import type { WorkItem } from "../model";
import type { ProjectSession } from "../project-session";
import { useMetaIndex } from "../use-store";
import { ItemBody } from "./ItemBody";
import { ItemRail } from "./ItemRail";
import type { useItemDetail } from "./use-item-detail";

interface ItemSheetProps {
  readonly session: ProjectSession;
  readonly identifier: string;
  readonly item: WorkItem;
  readonly detail: ReturnType<typeof useItemDetail>;
}

/** An item in one column, its properties below the title: beside a list, in the inbox. */
export function ItemSheet({ session, identifier, item, detail }: ItemSheetProps) {
  const index = useMetaIndex(session.store);
  const shared = { session, identifier, item, index };
  return (
    <ItemBody key={item.id} {...shared} size="peek" titleRef={detail.title}>
      <ItemRail {...shared} onPick={detail.pick} className="mt-3" />
    </ItemBody>
  );
}
