import { Badge } from "@treasury-plane/ui/Badge";
import { Button } from "@treasury-plane/ui/Button";
import { PasswordField } from "@treasury-plane/ui/PasswordField";
import type { MailSettings } from "../../contract";
import { isOtherServer, type MailValues } from "./settings";

interface MailPasswordProps {
  values: MailValues;
  error: string | undefined;
  settings: MailSettings;
  onChange: (values: MailValues) => void;
}

/** Written, never shown: the server says only whether there is one. */
export function MailPassword({ values, error, settings, onChange }: MailPasswordProps) {
  const { clearsPassword } = values;
  const hasPassword = settings.has_password;
  const toggle = () =>
    onChange({
      ...values,
      // The server keeps neither without the other.
      username: clearsPassword ? settings.username : "",
      password: "",
      clearsPassword: !clearsPassword,
    });
  if (settings.set_by_config) {
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
            ? "Removed with the user name when you save."
            : !hasPassword
              ? "Kept encrypted, and never shown again."
              : isOtherServer(settings, values)
                ? "The one that is set is for the server before. Type it again for this one."
                : "One is set. Type another to replace it."
        }
        error={error}
      />
      {hasPassword && (
        <div className="flex flex-wrap items-center gap-2">
          <Badge tone={clearsPassword ? "warning" : "success"}>
            {clearsPassword ? "Will be removed" : "Set"}
          </Badge>
          <Button size="sm" variant="ghost" onPress={toggle}>
            {clearsPassword ? "Keep the password" : "Remove the password"}
          </Button>
        </div>
      )}
    </div>
  );
}
