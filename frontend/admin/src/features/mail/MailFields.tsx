import { Banner } from "@treasury-plane/ui/Banner";
import { NativeSelect } from "@treasury-plane/ui/NativeSelect";
import { TextField } from "@treasury-plane/ui/TextField";
import type { MailSettings } from "../../contract";
import { MailPassword } from "./MailPassword";
import { type FIELDS, type MailValues, withSecurity } from "./settings";
import { SECURITIES } from "./words";

interface MailFieldsProps {
  values: MailValues;
  errors: Partial<Record<(typeof FIELDS)[number], string>>;
  settings: MailSettings;
  onChange: (values: MailValues) => void;
}

export function MailFields({ values, errors, settings, onChange }: MailFieldsProps) {
  const isReadOnly = settings.set_by_config;
  const field = (name: "host" | "port" | "username" | "from_address" | "from_name") => ({
    value: values[name],
    onChange: (value: string) => onChange({ ...values, [name]: value }),
    error: errors[name],
    isReadOnly,
    autoComplete: "off",
  });
  const security = SECURITIES.find(({ id }) => id === values.security);
  return (
    <>
      <div className="grid items-start gap-4 sm:grid-cols-[1fr_7rem_12rem]">
        <TextField label="Host" isRequired placeholder="smtp.agency.gov" {...field("host")} />
        <TextField label="Port" isRequired inputMode="numeric" {...field("port")} />
        {isReadOnly ? (
          <TextField label="Security" isReadOnly value={security?.label ?? values.security} />
        ) : (
          <NativeSelect
            label="Security"
            // As high as the fields beside it.
            className="[&_select]:h-8 pointer-coarse:[&_select]:h-10"
            options={SECURITIES}
            value={values.security}
            onChange={(next) => onChange(withSecurity(values, next))}
          />
        )}
      </div>
      {values.security === "none" && (
        <Banner tone="warning">
          Mail crosses the network readable and changeable by anyone on the way, so no user name and
          password are sent. Use it only for a relay on this host or on a network that you trust.
        </Banner>
      )}
      <div className="grid items-start gap-4 sm:grid-cols-2">
        {values.security !== "none" && (
          <>
            <TextField
              label="User name"
              description="Empty for a relay that asks for none."
              {...field("username")}
            />
            <MailPassword
              values={values}
              error={errors.password}
              settings={settings}
              onChange={onChange}
            />
          </>
        )}
        <TextField
          label="Sender's address"
          isRequired
          type="email"
          description="Where answers and bounces go."
          {...field("from_address")}
        />
        <TextField
          label="Sender's name"
          description="Shown beside the address."
          {...field("from_name")}
        />
      </div>
    </>
  );
}
