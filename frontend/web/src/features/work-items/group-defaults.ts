import type { ProjectMeta } from "./model";
import { NONE } from "./model";
import type { NewItem } from "./mutations";
import type { GroupBy } from "./view-config";

/** The values that an item added inside a group starts with. */
export function groupDefaults(
  groupBy: GroupBy,
  key: string,
  meta: ProjectMeta,
): Omit<NewItem, "name"> {
  switch (groupBy) {
    case "none":
      return {};
    case "state":
      return { state: key };
    case "state_group": {
      const inGroup = meta.states.filter((state) => state.group === key);
      const state = inGroup.find((candidate) => candidate.default) ?? inGroup[0];
      return state ? { state: state.id } : {};
    }
    case "priority":
      return { priority: key as NonNullable<NewItem["priority"]> };
    case "assignee":
      return key === NONE ? {} : { assignees: [key] };
    case "label":
      return key === NONE ? {} : { labels: [key] };
  }
}
