import { useMutation, useQueryClient } from "@tanstack/react-query";
import { authMethodsQuery } from "@treasury-plane/api/queries";
import { Banner } from "@treasury-plane/ui/Banner";
import { ConfirmDialog } from "@treasury-plane/ui/ConfirmDialog";
import { Switch } from "@treasury-plane/ui/Switch";
import { toast } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { Card } from "../../shell/Page";
import { MethodTest } from "./MethodTest";
import {
  type Authentication,
  authenticationQuery,
  changeAuthentication,
  testMethod,
} from "./queries";

type PasswordMethodProps = Pick<Authentication, "password" | "lockout">;

/** Passwords on or off; off asks first, because it takes a way in from people. */
export function PasswordMethod({ password, lockout }: PasswordMethodProps) {
  const client = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const change = useMutation({
    mutationFn: (enabled: boolean) => changeAuthentication({ password_enabled: enabled }),
    onSuccess: (saved) => {
      client.setQueryData(authenticationQuery.queryKey, saved);
      void client.invalidateQueries({ queryKey: authMethodsQuery.queryKey });
      toast.success(saved.password.enabled ? "Passwords are on" : "Passwords are off");
    },
  });
  return (
    <Card title="Password" description="E-mail address and password, kept by this installation.">
      <div className="flex flex-col gap-4">
        {password.off_by_config && (
          <Banner>Switched off in the settings of the host (auth.password).</Banner>
        )}
        {change.isError && !isAsking && <Banner tone="danger">{change.error.message}</Banner>}
        <Switch
          className="max-w-xl"
          isSelected={password.enabled && !password.off_by_config}
          isDisabled={password.off_by_config || change.isPending}
          onChange={(on) => (on ? change.mutate(true) : setAsking(true))}
          description={`${lockout.attempts} wrong passwords in a row lock an account for ${lockout.minutes} minutes, ${lockout.attempts_per_address} from one address lock the address.`}
        >
          People may sign in with a password
        </Switch>
        <MethodTest name="password sign-in" run={() => testMethod("password")} />
      </div>
      <ConfirmDialog
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        title="Switch passwords off?"
        confirmLabel="Switch off"
        onConfirm={() => change.mutateAsync(false)}
      >
        People without a card or provider account cannot sign in until one is linked. From the host,
        “treasury-plane admin break-glass” still lets an administrator in.
      </ConfirmDialog>
    </Card>
  );
}
