import type { Role } from "@treasury-plane/api/types";
import { Select } from "@treasury-plane/ui/Select";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { ROLE_OPTIONS, roleFromId, roleName } from "./roles";

interface RoleSelectProps {
  /** Whose role it is. */
  readonly name: string;
  readonly role: Role;
  readonly isDisabled: boolean;
  readonly onChange: (role: Role) => Promise<unknown>;
}

/** Changes a role at once; a refused change returns to what it was. */
export function RoleSelect({ name, role, isDisabled, onChange }: RoleSelectProps) {
  const [pending, setPending] = useState<Role | null>(null);
  if (isDisabled) return <span className="text-fg-2">{roleName(role)}</span>;
  const change = async (next: Role) => {
    if (next === role) return;
    setPending(next);
    try {
      await onChange(next);
      toast.success(`${name} is now ${roleName(next).toLowerCase()}`);
    } catch (error) {
      toast.error(error instanceof Error ? error.message : "The role could not be changed.");
    } finally {
      setPending(null);
    }
  };
  return (
    <Select
      label={`Role of ${name}`}
      isLabelHidden
      options={ROLE_OPTIONS}
      value={String(pending ?? role)}
      onChange={(id) => void change(roleFromId(id))}
    />
  );
}
