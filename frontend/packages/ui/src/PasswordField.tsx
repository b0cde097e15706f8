import { Eye, EyeOff } from "lucide-react";
import { useState } from "react";
import { IconButton } from "./IconButton";
import { TextField, type TextFieldProps } from "./TextField";

/** A password with a button that shows what was typed. */
export function PasswordField(props: Omit<TextFieldProps, "type" | "trailing" | "icon">) {
  const [isShown, setShown] = useState(false);
  return (
    <TextField
      autoComplete="current-password"
      {...props}
      type={isShown ? "text" : "password"}
      trailing={
        <IconButton
          size="sm"
          label={isShown ? "Hide password" : "Show password"}
          icon={isShown ? <EyeOff size={15} /> : <Eye size={15} />}
          isActive={isShown}
          onPress={() => setShown(!isShown)}
        />
      }
    />
  );
}
