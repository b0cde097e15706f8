import { AvatarGroup } from "@treasury-plane/ui/AvatarGroup";
import { useEffect, useState } from "react";
import { realtime } from "../../../app/realtime";
import { useMe } from "../../../layouts/use-me";
import type { Member } from "../model";
import type { ProjectSession } from "../project-session";
import { useProjectMeta } from "../use-store";

interface PresenceProps {
  readonly session: ProjectSession;
  readonly itemId: string;
}

/** Who else looks at the item now. Not announced: people come and go. */
export function Presence({ session, itemId }: PresenceProps) {
  const me = useMe();
  const { members } = useProjectMeta(session.store);
  const [people, setPeople] = useState<readonly string[]>([]);
  useEffect(() => {
    setPeople([]);
    return realtime.present(session.projectId, itemId, setPeople);
  }, [session, itemId]);
  const others = members.filter((member) => member.id !== me.id && people.includes(member.id));
  if (others.length === 0) return null;
  return (
    <span className="flex items-center">
      <span aria-hidden="true">
        <AvatarGroup people={others} size={24} />
      </span>
      <span className="sr-only">{hereToo(others)}</span>
    </span>
  );
}

/** "Ana is here too", "Ana and Ben are here too". */
export function hereToo(others: readonly Pick<Member, "display_name">[]): string {
  const names = new Intl.ListFormat("en").format(others.map((other) => other.display_name));
  return `${names} ${others.length === 1 ? "is" : "are"} here too`;
}
