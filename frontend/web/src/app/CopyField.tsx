import { Button } from "@treasury-plane/ui/Button";
import { TextField } from "@treasury-plane/ui/TextField";
import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { copyText } from "./copy-text";

/** Something to take along: a link or a secret, with a button that copies it. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const [isCopied, setCopied] = useState(false);
  return (
    <div className="flex items-end gap-2">
      <TextField
        label={label}
        value={value}
        isReadOnly
        className="flex-1"
        inputClassName="font-mono text-sm"
        onFocus={(event) => (event.target as HTMLInputElement).select()}
      />
      <Button
        icon={
          isCopied ? <Check size={15} aria-hidden="true" /> : <Copy size={15} aria-hidden="true" />
        }
        onPress={() => {
          void copyText(value, "Copied");
          setCopied(true);
        }}
      >
        {isCopied ? "Copied" : "Copy"}
      </Button>
    </div>
  );
}
