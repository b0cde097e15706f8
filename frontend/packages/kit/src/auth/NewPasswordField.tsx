import { cx } from "@treasury-plane/ui/cx";
import { PasswordField } from "@treasury-plane/ui/PasswordField";
import { passwordStrength } from "../forms/password";

interface NewPasswordFieldProps {
  label?: string;
  name?: string;
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}

const COLORS = [
  "bg-line-strong",
  "bg-danger",
  "bg-(--tp-state-started)",
  "bg-(--tp-state-completed)",
];

/** A password being chosen, with a hint of its strength in words and in a bar. */
export function NewPasswordField({
  label = "Password",
  name = "password",
  value,
  onChange,
  error,
}: NewPasswordFieldProps) {
  const { level, hint } = passwordStrength(value);
  const filled = value === "" ? 0 : Math.max(level, 0.4);
  return (
    <PasswordField
      label={label}
      name={name}
      autoComplete="new-password"
      isRequired
      value={value}
      onChange={onChange}
      {...(error === undefined ? {} : { error })}
      description={
        <span className="flex flex-col gap-1.5 pt-1">
          <span aria-hidden="true" className="flex h-1 overflow-hidden rounded-full bg-pressed">
            <span
              className={cx("rounded-full transition-[width]", COLORS[level])}
              style={{ width: `${(filled / 3) * 100}%` }}
            />
          </span>
          <span>{hint}</span>
        </span>
      }
    />
  );
}
