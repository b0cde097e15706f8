import { Image } from "@tiptap/extension-image";
import { Placeholder } from "@tiptap/extensions";
import type { Editor } from "@tiptap/react";
import { EditorContent, useEditor } from "@tiptap/react";
import { StarterKit } from "@tiptap/starter-kit";
import { useEffect, useRef, useState } from "react";
import { EditorToolbar } from "./EditorToolbar";
import { ImageAltDialog } from "./ImageAltDialog";
import { MentionList } from "./MentionList";
import type { RichTextEditorProps } from "./public";
import { useMentionAria, useMentions } from "./use-mentions";

/**
 * The text editor, in its own chunk: screens load it through `LazyEditor`.
 * Escape leaves the editor, so Tab is never a trap inside it.
 */
export function RichTextEditor(props: RichTextEditorProps) {
  const { html, label, placeholder, autoFocus, onChange, onSubmit, onLeave, uploadImage } = props;
  const [pendingImage, setPendingImage] = useState<File | null>(null);
  const frame = useRef<HTMLDivElement>(null);
  const callbacks = useRef({ onChange, onSubmit, onLeave });
  callbacks.current = { onChange, onSubmit, onLeave };
  const lastSent = useRef(html);
  const mentions = useMentions(props.people);

  const takeImage = (files: FileList | undefined): boolean => {
    const image = [...(files ?? [])].find((file) => file.type.startsWith("image/"));
    if (!image || !uploadImage) return false;
    setPendingImage(image);
    return true;
  };

  const editor = useEditor({
    injectCSS: false,
    immediatelyRender: true,
    shouldRerenderOnTransaction: false,
    autofocus: autoFocus ? "end" : false,
    content: html,
    extensions: [
      StarterKit.configure({ link: { openOnClick: false, defaultProtocol: "https" } }),
      Image,
      mentions.extension,
      Placeholder.configure({ placeholder: placeholder ?? "" }),
    ],
    editorProps: {
      attributes: {
        class: "rich-text editor-text",
        role: "textbox",
        "aria-multiline": "true",
        "aria-autocomplete": props.people ? "list" : "none",
        "aria-label": label,
      },
      handlePaste: (_view, event) => takeImage(event.clipboardData?.files),
      handleDrop: (_view, event) => takeImage(event.dataTransfer?.files),
      handleKeyDown: (_view, event) => {
        if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
          callbacks.current.onSubmit?.();
          return callbacks.current.onSubmit !== undefined;
        }
        if (event.key !== "Escape") return false;
        event.stopPropagation();
        // The list of people is what Escape closes first.
        if (mentions.isOpen()) return false;
        if (callbacks.current.onLeave) callbacks.current.onLeave();
        else frame.current?.focus();
        return true;
      },
    },
    onUpdate: ({ editor: current }) => {
      lastSent.current = textOf(current);
      callbacks.current.onChange(lastSent.current);
    },
  });

  useMentionAria(frame, mentions);

  // Text from elsewhere (another tab, another item) replaces ours only while nobody types here.
  useEffect(() => {
    if (html === lastSent.current || editor.isFocused) return;
    lastSent.current = html;
    editor.commands.setContent(html, { emitUpdate: false });
  }, [editor, html]);

  return (
    <div
      ref={frame}
      tabIndex={-1}
      className="rounded-md border border-line bg-surface focus-within:border-accent"
    >
      <EditorToolbar editor={editor} onPickImage={uploadImage ? setPendingImage : undefined} />
      <EditorContent editor={editor} className="px-3 py-2" />
      {mentions.query && (
        <MentionList
          id={mentions.id}
          query={mentions.query}
          active={mentions.active}
          onHover={mentions.setActive}
        />
      )}
      {pendingImage && uploadImage && (
        <ImageAltDialog
          file={pendingImage}
          upload={uploadImage}
          onClose={() => setPendingImage(null)}
          onInsert={(src, alt) => editor.chain().focus().setImage({ src, alt }).run()}
        />
      )}
    </div>
  );
}

/** The server stores an empty text as one empty paragraph. */
function textOf(editor: Editor): string {
  return editor.isEmpty ? "<p></p>" : editor.getHTML();
}
