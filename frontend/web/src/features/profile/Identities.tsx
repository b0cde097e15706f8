import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AuthMethods } from "@treasury-plane/api/auth";
import { api, apiPath } from "@treasury-plane/api/client";
import type { Identity } from "@treasury-plane/api/identities";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { BeginLink, linkUrl, providerName } from "@treasury-plane/kit/auth/SignInMethods";
import { formatDate, formatRelative } from "@treasury-plane/kit/dates/format";
import { Button } from "@treasury-plane/ui/Button";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { toast } from "@treasury-plane/ui/Toast";
import { Globe, IdCard, Plus } from "lucide-react";
import { useId, useState } from "react";
import { QueryGate } from "../../layouts/QueryGate";
import { SettingsCard } from "../../layouts/SettingsPage";
import { identitiesQuery } from "./identities-query";
import { identityName, kindName } from "./identity-words";

/** The cards and providers that sign this person in: look, remove, add. */
export function Identities() {
  const queries = useQueryClient();
  const identities = useQuery(identitiesQuery);
  const { data: methods } = useQuery(authMethodsQuery);
  const [leaving, setLeaving] = useState<Identity | null>(null);
  const remove = async (identity: Identity) => {
    await api.del(apiPath("users", "me", "identities", identity.id));
    await queries.invalidateQueries({ queryKey: identitiesQuery.queryKey });
    toast.success(`${identityName(identity)} removed`);
  };
  return (
    <SettingsCard title="Ways to sign in" description="Cards and services that let you in here.">
      <QueryGate query={identities} what="ways to sign in">
        {(data) => (
          <div className="flex flex-col gap-4">
            {data.identities.length === 0 ? (
              <p className="text-base text-fg-2">No card and no sign-in service is linked yet.</p>
            ) : (
              <ul className="divide-y divide-line">
                {data.identities.map((identity) => (
                  <IdentityRow
                    key={identity.id}
                    identity={identity}
                    onRemove={() => setLeaving(identity)}
                  />
                ))}
              </ul>
            )}
            {methods && <AddWays methods={methods} />}
          </div>
        )}
      </QueryGate>
      {leaving && (
        <ConfirmDialog
          isOpen
          onClose={() => setLeaving(null)}
          title={`Remove ${identityName(leaving)}?`}
          confirmLabel="Remove"
          onConfirm={() => remove(leaving)}
        >
          <strong className="font-semibold text-fg [overflow-wrap:anywhere]">
            {leaving.label}
          </strong>{" "}
          will not sign you in any more. You can add it again while you have another way in.
        </ConfirmDialog>
      )}
    </SettingsCard>
  );
}

function IdentityRow({ identity, onRemove }: { identity: Identity; onRemove: () => void }) {
  const Icon = identity.method === "piv" ? IdCard : Globe;
  const name = identityName(identity);
  return (
    <li className="flex items-start gap-3 py-2.5 first:pt-0">
      <Icon size={18} aria-hidden="true" className="mt-0.5 shrink-0 text-fg-3" />
      <div className="min-w-0 flex-1">
        <p className="font-medium text-sm">{name}</p>
        <p className="text-fg-2 text-sm [overflow-wrap:anywhere]">{identity.label}</p>
        <p className="text-fg-3 text-xs [overflow-wrap:anywhere]">
          {kindName(identity.kind)}
          {identity.trust_domain && identity.method === "piv" && ` in ${identity.trust_domain}`} ·
          added {formatDate(identity.created_at)} ·{" "}
          {identity.last_used_at ? `used ${formatRelative(identity.last_used_at)}` : "never used"}
        </p>
      </div>
      <Button size="sm" onPress={onRemove}>
        Remove
        <span className="sr-only">
          {" "}
          {name} {identity.label}
        </span>
      </Button>
    </li>
  );
}

function AddWays({ methods }: { methods: AuthMethods }) {
  const hint = useId();
  const { piv, providers } = methods;
  if (!piv && providers.length === 0) return null;
  const icon = <Plus size={15} aria-hidden="true" className="shrink-0" />;
  return (
    <div className="flex flex-col gap-2 border-line border-t pt-4">
      <div className="flex flex-wrap gap-2">
        {piv && (
          <BeginLink href={linkUrl(piv.begin_url)} describedBy={hint} size="md" icon={icon}>
            Add your PIV or CAC card
          </BeginLink>
        )}
        {providers.map((provider) => (
          <BeginLink
            key={provider.slug}
            href={linkUrl(provider.begin_url)}
            describedBy={hint}
            size="md"
            icon={icon}
          >
            Add {providerName(provider)}
          </BeginLink>
        ))}
      </div>
      <p id={hint} className="text-fg-3 text-sm">
        You prove the new way now. For safety this works only in the first minutes after signing in;
        later you are asked to sign in once more.
      </p>
    </div>
  );
}
