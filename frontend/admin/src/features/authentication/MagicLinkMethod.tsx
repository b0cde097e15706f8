import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { Banner } from "@treasury-plane/ui/Banner";
import { Switch } from "@treasury-plane/ui/Switch";
import { toast } from "@treasury-plane/ui/Toast";
import { Link } from "react-router";
import { Card } from "../../shell/Page";
import { mailQuery } from "../mail/public";
import { type Authentication, authenticationQuery, changeAuthentication } from "./queries";

/** Sign-in by a link that is mailed. It needs a mail server that works. */
export function MagicLinkMethod({ magicLink }: { magicLink: Authentication["magic_link"] }) {
  const client = useQueryClient();
  const mail = useQuery(mailQuery);
  const change = useMutation({
    mutationFn: (enabled: boolean) => changeAuthentication({ magic_link_enabled: enabled }),
    onSuccess: (saved) => {
      client.setQueryData(authenticationQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      toast.success(saved.magic_link.enabled ? "Magic links are on" : "Magic links are off");
    },
  });
  const isReady = mail.data?.ready ?? false;
  return (
    <Card title="Magic link" description="A link by e-mail instead of a password.">
      <div className="flex flex-col gap-4">
        {change.isError && <Banner tone="danger">{change.error.message}</Banner>}
        {mail.isError && (
          <Banner tone="warning">The mail settings could not be read. {mail.error.message}</Banner>
        )}
        {mail.data && !isReady && (
          <Banner tone="warning">
            {magicLink.enabled
              ? "Mail is not ready, so no link is sent and sign-in does not offer it. "
              : "Mail is not ready, so links could not be sent. "}
            <Link to="/email" className="underline">
              Set up e-mail
            </Link>
          </Banner>
        )}
        <Switch
          className="max-w-xl"
          isSelected={magicLink.enabled}
          // What is on can be switched off in any case.
          isDisabled={change.isPending || (!isReady && !magicLink.enabled)}
          onChange={(enabled) => change.mutate(enabled)}
          description="It works once, within 15 minutes. Whoever reads somebody's mailbox can sign in as them."
        >
          People may sign in with a link by e-mail
        </Switch>
      </div>
    </Card>
  );
}
