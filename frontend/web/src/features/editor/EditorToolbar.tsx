import type { Editor } from "@tiptap/react";
import { useEditorState } from "@tiptap/react";
import { IconButton } from "@treasury-plane/ui/IconButton";
import {
  Bold,
  Code,
  CodeXml,
  Heading2,
  Heading3,
  ImagePlus,
  Italic,
  Link,
  List,
  ListOrdered,
  Quote,
  Strikethrough,
  Underline,
} from "lucide-react";
import type { ComponentType } from "react";
import { useRef, useState } from "react";
import { Toolbar } from "react-aria-components";
import { LinkDialog } from "./LinkDialog";

interface Tool {
  readonly name: string;
  readonly label: string;
  readonly icon: ComponentType<{ size?: number }>;
  readonly keys?: string[];
  readonly attributes?: Record<string, unknown>;
  readonly run: (editor: Editor) => void;
}

const TOOLS: readonly Tool[] = [
  {
    name: "heading",
    attributes: { level: 2 },
    label: "Heading",
    icon: Heading2,
    run: (editor) => editor.chain().focus().toggleHeading({ level: 2 }).run(),
  },
  {
    name: "heading",
    attributes: { level: 3 },
    label: "Subheading",
    icon: Heading3,
    run: (editor) => editor.chain().focus().toggleHeading({ level: 3 }).run(),
  },
  {
    name: "bold",
    label: "Bold",
    icon: Bold,
    keys: ["Mod+B"],
    run: (editor) => editor.chain().focus().toggleBold().run(),
  },
  {
    name: "italic",
    label: "Italic",
    icon: Italic,
    keys: ["Mod+I"],
    run: (editor) => editor.chain().focus().toggleItalic().run(),
  },
  {
    name: "underline",
    label: "Underline",
    icon: Underline,
    keys: ["Mod+U"],
    run: (editor) => editor.chain().focus().toggleUnderline().run(),
  },
  {
    name: "strike",
    label: "Strikethrough",
    icon: Strikethrough,
    run: (editor) => editor.chain().focus().toggleStrike().run(),
  },
  {
    name: "code",
    label: "Code",
    icon: Code,
    run: (editor) => editor.chain().focus().toggleCode().run(),
  },
  {
    name: "bulletList",
    label: "Bulleted list",
    icon: List,
    run: (editor) => editor.chain().focus().toggleBulletList().run(),
  },
  {
    name: "orderedList",
    label: "Numbered list",
    icon: ListOrdered,
    run: (editor) => editor.chain().focus().toggleOrderedList().run(),
  },
  {
    name: "blockquote",
    label: "Quote",
    icon: Quote,
    run: (editor) => editor.chain().focus().toggleBlockquote().run(),
  },
  {
    name: "codeBlock",
    label: "Code block",
    icon: CodeXml,
    run: (editor) => editor.chain().focus().toggleCodeBlock().run(),
  },
];

interface EditorToolbarProps {
  readonly editor: Editor;
  readonly onPickImage?: ((file: File) => void) | undefined;
}

/** One tab stop; arrows walk through the tools. */
export function EditorToolbar({ editor, onPickImage }: EditorToolbarProps) {
  const [isLinkOpen, setLinkOpen] = useState(false);
  const fileInput = useRef<HTMLInputElement>(null);
  const active = useEditorState({
    editor,
    selector: ({ editor: current }) => ({
      tools: TOOLS.map((tool) => current.isActive(tool.name, tool.attributes)),
      link: current.isActive("link"),
    }),
  });

  return (
    <Toolbar
      aria-label="Formatting"
      className="flex flex-wrap items-center gap-0.5 border-line border-b px-1.5 py-1"
    >
      {TOOLS.map((tool, index) => (
        <IconButton
          key={tool.label}
          size="sm"
          label={tool.label}
          keys={tool.keys}
          icon={<tool.icon size={14} />}
          isActive={active.tools[index] ?? false}
          onPress={() => tool.run(editor)}
        />
      ))}
      <IconButton
        size="sm"
        label="Link"
        icon={<Link size={14} />}
        isActive={active.link}
        onPress={() => setLinkOpen(true)}
      />
      {onPickImage && (
        <>
          <IconButton
            size="sm"
            label="Image"
            icon={<ImagePlus size={14} />}
            onPress={() => fileInput.current?.click()}
          />
          <input
            ref={fileInput}
            type="file"
            hidden
            accept="image/png,image/jpeg,image/webp,image/gif"
            onChange={(event) => {
              const file = event.target.files?.[0];
              event.target.value = "";
              if (file) onPickImage(file);
            }}
          />
        </>
      )}
      {isLinkOpen && <LinkDialog editor={editor} onClose={() => setLinkOpen(false)} />}
    </Toolbar>
  );
}
