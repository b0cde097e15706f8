import { Banner } from "@treasury-plane/ui/Banner";
import { Button } from "@treasury-plane/ui/Button";
import { Checkbox } from "@treasury-plane/ui/Checkbox";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { useEffect, useState } from "react";
import type { UploadedImage } from "./public";

interface ImageAltDialogProps {
  readonly file: File;
  readonly upload: (file: File) => Promise<UploadedImage>;
  readonly onInsert: (src: string, alt: string) => void;
  readonly onClose: () => void;
}

/** An image goes in only with words for those who cannot see it, or as declared decoration. */
export function ImageAltDialog({ file, upload, onInsert, onClose }: ImageAltDialogProps) {
  const [alt, setAlt] = useState("");
  const [isDecoration, setDecoration] = useState(false);
  const [preview, setPreview] = useState<string | null>(null);
  const [isPending, setPending] = useState(false);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    const url = URL.createObjectURL(file);
    setPreview(url);
    return () => URL.revokeObjectURL(url);
  }, [file]);

  const submit = async () => {
    setPending(true);
    setError(null);
    try {
      const { url } = await upload(file);
      onInsert(url, isDecoration ? "" : alt.trim());
      onClose();
    } catch (caught) {
      setError(caught instanceof Error ? caught.message : "The image could not be uploaded.");
    } finally {
      setPending(false);
    }
  };

  return (
    <Dialog isOpen onClose={onClose} title="Insert image" size="sm" isDismissable={false}>
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          void submit();
        }}
      >
        {error && <Banner tone="danger">{error}</Banner>}
        {preview && (
          <img
            src={preview}
            alt=""
            className="max-h-48 self-center rounded-md border border-line"
          />
        )}
        <TextField
          label="Description of the image"
          value={alt}
          onChange={setAlt}
          maxLength={300}
          isDisabled={isDecoration}
          autoFocus
          isRequired={!isDecoration}
          description="What it shows, for people who cannot see it."
        />
        <Checkbox isSelected={isDecoration} onChange={setDecoration}>
          It is only decoration
        </Checkbox>
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button
            type="submit"
            variant="primary"
            isPending={isPending}
            isDisabled={!isDecoration && alt.trim() === ""}
          >
            Insert
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
