import { useCallback, useMemo } from "react";
import type { MentionPerson } from "../editor/public";
import { memberName } from "./model";
import type { ProjectSession } from "./project-session";
import { useMetaIndex } from "./use-store";

/** Whom a text of this project can mention, and how those it mentions are called. */
export function usePeople(session: ProjectSession) {
  const { members } = useMetaIndex(session.store);
  const people = useMemo(
    () =>
      [...members.values()]
        .filter((member) => member.is_active)
        .map(
          (member): MentionPerson => ({
            id: member.id,
            name: memberName(member),
            avatar_url: member.avatar_url,
          }),
        )
        .sort((a, b) => a.name.localeCompare(b.name)),
    [members],
  );
  const nameOf = useCallback(
    (id: string) => {
      const member = members.get(id);
      return member && memberName(member);
    },
    [members],
  );
  return { people, nameOf };
}
