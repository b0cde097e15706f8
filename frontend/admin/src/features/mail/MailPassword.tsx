import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { PasswordField } from "@treasury-plane/ui/PasswordField";
import type { MailValues } from "./settings";

interface MailPasswordProps {
  values: MailValues;
  error: string | undefined;
  hasPassword: boolean;
  isReadOnly: boolean;
  onChange: (values: MailValues) => void;
}

/** Written, never shown: the server says only whether there is one. */
export function MailPassword({
  values,
  error,
  hasPassword,
  isReadOnly,
  onChange,
}: MailPasswordProps) {
  const { clearsPassword } = values;
  if (isReadOnly) {
    return (
      <div className="flex flex-col gap-1">
        <p className="font-medium text-fg-2 text-sm">Password</p>
        <p>{hasPassword ? <Badge tone="success">Set</Badge> : <Badge>Not set</Badge>}</p>
      </div>
    );
  }
  return (
    <div className="flex flex-col gap-1.5">
      <PasswordField
        label="Password"
        autoComplete="new-password"
        isDisabled={clearsPassword}
        value={values.password}
        onChange={(password) => onChange({ ...values, password })}
        description={
          clearsPassword
            ? "Removed when you save."
            : hasPassword
              ? "One is set. Type another to replace it."
              : "Kept encrypted, and never shown again."
        }
        error={error}
      />
      {hasPassword && (
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={clearsPassword ? "warning" : "success"}>
            {clearsPassword ? "Will be removed" : "Set"}
          </Badge>
          <Button
            size="sm"
            variant="ghost"
            onPress={() => onChange({ ...values, password: "", clearsPassword: !clearsPassword })}
          >
            {clearsPassword ? "Keep the password" : "Remove the password"}
          </Button>
        </div>
      )}
    </div>
  );
}
