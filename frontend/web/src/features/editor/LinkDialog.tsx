import type { Editor } from "@tiptap/react";
import { Button } from "@treasury-plane/ui/Button";
import { Dialog } from "@treasury-plane/ui/Dialog";
import { TextField } from "@treasury-plane/ui/TextField";
import { useState } from "react";

/** Sets, changes or removes the link of the selected text. */
export function LinkDialog({ editor, onClose }: { editor: Editor; onClose: () => void }) {
  const current = String(editor.getAttributes("link").href ?? "");
  const [href, setHref] = useState(current);
  const error =
    href.trim() === "" || /^(https?:\/\/|mailto:|\/|#)/i.test(href.trim())
      ? undefined
      : "Start with https://, mailto: or /.";

  const submit = () => {
    if (error) return;
    const chain = editor.chain().focus().extendMarkRange("link");
    const url = href.trim();
    if (url === "") chain.unsetLink().run();
    else if (editor.state.selection.empty && current === "") {
      chain
        .insertContent({ type: "text", text: url, marks: [{ type: "link", attrs: { href: url } }] })
        .run();
    } else chain.setLink({ href: url }).run();
    onClose();
  };

  return (
    <Dialog isOpen onClose={onClose} title="Link" size="sm">
      <form
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          event.stopPropagation();
          submit();
        }}
      >
        <TextField
          label="Address"
          type="text"
          inputMode="url"
          value={href}
          onChange={setHref}
          error={error}
          placeholder="https://"
          autoFocus
          description={current ? "Empty it to remove the link." : undefined}
        />
        <div className="flex justify-end gap-2">
          <Button onPress={onClose}>Cancel</Button>
          <Button type="submit" variant="primary" isDisabled={error !== undefined}>
            Save
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
