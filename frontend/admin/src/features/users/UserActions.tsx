import { useQueryClient } from "@tanstack/react-query";
import { meQuery } from "@treasury-plane/api/queries";
import type { InstanceUser, OneTimeLink } from "@treasury-plane/api/types";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { IconButton } from "@treasury-plane/ui/IconButton";
import { Menu, MenuItem, MenuTrigger } from "@treasury-plane/ui/Menu";
import { toast } from "@treasury-plane/ui/Toast";
import {
  Ellipsis,
  IdCard,
  KeyRound,
  LogOut,
  ShieldMinus,
  ShieldPlus,
  UserCheck,
  UserX,
} from "lucide-react";
import { useState } from "react";
import { approveUser, issueResetLink, signOutUser, USERS_KEY, updateUser } from "./queries";

type Question = "approve" | "disable" | "reset" | "make-admin" | "remove-admin" | "sign-out";

interface UserActionsProps {
  user: InstanceUser;
  onIdentities: () => void;
  onLink: (link: OneTimeLink) => void;
}

/** What an administrator can do with one user; everything with consequences asks first. */
export function UserActions({ user, onIdentities, onLink }: UserActionsProps) {
  const client = useQueryClient();
  const [question, setQuestion] = useState<Question | null>(null);
  // An address that only fills the column says nothing to anybody.
  const who = user.email_is_placeholder ? user.display_name : user.email;
  const isMe = client.getQueryData(meQuery.queryKey)?.id === user.id;

  const change = async (changes: Parameters<typeof updateUser>[1], done: string) => {
    await updateUser(user.id, changes);
    await client.invalidateQueries({ queryKey: USERS_KEY });
    toast.success(done);
  };
  const enable = () =>
    change({ is_active: true }, `${who} can sign in again`).catch((error: Error) =>
      toast.error(error.message),
    );

  return (
    <>
      <MenuTrigger
        placement="bottom end"
        trigger={
          <IconButton
            label={`Actions for ${who}`}
            hasTooltip={false}
            icon={<Ellipsis size={16} aria-hidden="true" />}
          />
        }
      >
        <Menu
          aria-label={`Actions for ${who}`}
          disabledKeys={isMe ? ["disable", "remove-admin"] : []}
          onAction={(key) => {
            if (key === "enable") void enable();
            else if (key === "identities") onIdentities();
            else setQuestion(key as Question);
          }}
        >
          {user.is_pending ? (
            <MenuItem id="approve" icon={<UserCheck size={15} aria-hidden="true" />}>
              Approve…
            </MenuItem>
          ) : null}
          <MenuItem id="identities" icon={<IdCard size={15} aria-hidden="true" />}>
            Cards and identities…
          </MenuItem>
          <MenuItem id="sign-out" icon={<LogOut size={15} aria-hidden="true" />}>
            Sign out everywhere…
          </MenuItem>
          <MenuItem id="reset" icon={<KeyRound size={15} aria-hidden="true" />}>
            Issue a password link…
          </MenuItem>
          {user.is_instance_admin ? (
            <MenuItem
              id="remove-admin"
              icon={<ShieldMinus size={15} aria-hidden="true" />}
              description={isMe ? "You cannot do this to yourself" : undefined}
            >
              Remove as administrator…
            </MenuItem>
          ) : (
            <MenuItem id="make-admin" icon={<ShieldPlus size={15} aria-hidden="true" />}>
              Make administrator…
            </MenuItem>
          )}
          {user.is_active ? (
            <MenuItem
              id="disable"
              tone="danger"
              icon={<UserX size={15} aria-hidden="true" />}
              description={isMe ? "You cannot do this to yourself" : undefined}
            >
              Disable…
            </MenuItem>
          ) : (
            <MenuItem id="enable" icon={<UserCheck size={15} aria-hidden="true" />}>
              Enable
            </MenuItem>
          )}
        </Menu>
      </MenuTrigger>
      <ConfirmDialog
        isOpen={question === "approve"}
        onClose={() => setQuestion(null)}
        title="Approve this person?"
        confirmLabel="Approve"
        tone="primary"
        onConfirm={async () => {
          await approveUser(user.id);
          await client.invalidateQueries({ queryKey: USERS_KEY });
          toast.success(`${user.display_name} may sign in`);
        }}
      >
        {user.display_name} showed a card or provider account that nobody here had. Look at it under
        “Cards and identities” first. Approved, they can sign in and be invited to workspaces.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={question === "sign-out"}
        onClose={() => setQuestion(null)}
        title="Sign this person out everywhere?"
        confirmLabel="Sign out"
        onConfirm={async () => {
          await signOutUser(user.id);
          toast.success(`${user.display_name} is signed out`);
        }}
      >
        All sessions of {user.display_name} end within seconds. They can sign in again.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={question === "disable"}
        onClose={() => setQuestion(null)}
        title="Disable this user?"
        confirmLabel="Disable"
        onConfirm={() => change({ is_active: false }, `${who} is disabled`)}
      >
        {who} is signed out everywhere at once and cannot sign in. What they wrote stays. You can
        enable them again.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={question === "make-admin"}
        onClose={() => setQuestion(null)}
        title="Make this user an administrator?"
        confirmLabel="Make administrator"
        tone="primary"
        onConfirm={() => change({ is_instance_admin: true }, `${who} is an administrator`)}
      >
        {who} will be able to manage all users, workspaces and settings of this installation.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={question === "remove-admin"}
        onClose={() => setQuestion(null)}
        title="Remove as administrator?"
        confirmLabel="Remove"
        onConfirm={() =>
          change({ is_instance_admin: false }, `${who} is no longer an administrator`)
        }
      >
        {who} keeps their workspaces but loses this administration.
      </ConfirmDialog>
      <ConfirmDialog
        isOpen={question === "reset"}
        onClose={() => setQuestion(null)}
        title="Issue a password link?"
        confirmLabel="Issue link"
        tone="primary"
        onConfirm={async () => onLink(await issueResetLink(user.id))}
      >
        You get a link to hand to {who}. Whoever opens it sets a new password. Links issued earlier
        stop working.
      </ConfirmDialog>
    </>
  );
}
