import { cx } from "@treasury-plane/ui/cx";
import { Logo } from "@treasury-plane/ui/Logo";
import {
  ArrowLeft,
  BadgeCheck,
  Building2,
  KeyRound,
  ListChecks,
  Mail,
  ScrollText,
  SlidersHorizontal,
  Users,
} from "lucide-react";
import { NavLink } from "react-router";

const LINKS = [
  { to: "/general", label: "General", icon: SlidersHorizontal },
  { to: "/authentication", label: "Authentication", icon: KeyRound },
  { to: "/trust", label: "Trust store", icon: BadgeCheck },
  { to: "/users", label: "Users", icon: Users },
  { to: "/workspaces", label: "Workspaces", icon: Building2 },
  { to: "/email", label: "E-mail", icon: Mail },
  { to: "/jobs", label: "Jobs", icon: ListChecks },
  { to: "/audit", label: "Audit log", icon: ScrollText },
];

const ITEM =
  "flex min-h-9 items-center gap-2.5 rounded-md px-2.5 text-base pointer-coarse:min-h-11";

interface SidebarProps {
  instanceName: string;
  id?: string;
  /** A link was chosen, even if the page then asks before it is left. */
  onChoose?: () => void;
}

export function Sidebar({ instanceName, id, onChoose }: SidebarProps) {
  return (
    <nav
      id={id}
      tabIndex={-1}
      aria-label="Administration"
      className="flex h-full flex-col outline-none"
    >
      <div className="flex items-center gap-2.5 px-4 pt-4 pb-5">
        <Logo size={28} />
        <div className="min-w-0 leading-tight">
          <p className="truncate font-semibold">{instanceName || "Treasury Plane"}</p>
          <p className="text-fg-3 text-xs">Administration</p>
        </div>
      </div>
      <ul className="flex flex-1 flex-col gap-0.5 px-2">
        {LINKS.map(({ to, label, icon: Icon }) => (
          <li key={to}>
            <NavLink
              to={to}
              onClick={onChoose}
              className={({ isActive }) =>
                cx(
                  ITEM,
                  isActive
                    ? "bg-selected font-medium text-accent-fg"
                    : "text-fg-2 hover:bg-hover hover:text-fg",
                )
              }
            >
              <Icon size={17} aria-hidden="true" className="shrink-0" />
              {label}
            </NavLink>
          </li>
        ))}
      </ul>
      <div className="border-line border-t p-2">
        <a href="/" className={cx(ITEM, "text-fg-2 hover:bg-hover hover:text-fg")}>
          <ArrowLeft size={17} aria-hidden="true" className="shrink-0" />
          Back to work items
        </a>
      </div>
    </nav>
  );
}
