import type { UserLite } from "@treasury-plane/api/types";
import { Avatar } from "@treasury-plane/ui/Avatar";

export function PersonCell({ person }: { person: UserLite }) {
  return (
    <span className="flex min-w-0 items-center gap-2.5">
      <Avatar person={person} size={24} />
      <span className="min-w-0">
        <span className="block truncate font-medium">{person.display_name}</span>
        <span className="block truncate text-fg-3 text-xs">{person.email}</span>
      </span>
    </span>
  );
}
