import { useMutation } from "@tanstack/react-query";
import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { TextArea } from "@treasury-plane/ui/TextArea";
import { Upload } from "lucide-react";
import { useRef } from "react";
import { readBundle } from "./read-file";

interface BundleFieldProps {
  label: string;
  description: string;
  value: string;
  onChange: (bundle: string) => void;
  error?: string | undefined;
}

/** Certificates by pasting PEM or choosing a file (PEM, DER, PKCS#7). */
export function BundleField({ label, description, value, onChange, error }: BundleFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  const read = useMutation({ mutationFn: readBundle, onSuccess: onChange });
  return (
    <div className="flex flex-col gap-2">
      <TextArea
        label={label}
        description={description}
        rows={5}
        value={value}
        onChange={onChange}
        error={error}
      />
      {read.isError && <Banner tone="danger">{read.error.message}</Banner>}
      <input
        ref={input}
        type="file"
        hidden
        accept=".pem,.crt,.cer,.der,.p7b,.p7c"
        onChange={(event) => {
          const file = event.target.files?.[0];
          if (file) read.mutate(file);
          event.target.value = "";
        }}
      />
      <Button
        className="self-start"
        icon={<Upload size={15} aria-hidden="true" />}
        onPress={() => input.current?.click()}
      >
        Choose a file
      </Button>
    </div>
  );
}
