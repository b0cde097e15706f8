/** What other features may use of the editor. The editor itself is loaded when first needed. */

export interface UploadedImage {
  readonly url: string;
}

/** Somebody whom `@` can mean. */
export interface MentionPerson {
  readonly id: string;
  readonly name: string;
  readonly avatar_url: string | null;
}

export interface RichTextEditorProps {
  readonly html: string;
  /** Names the text box for assistive technology. */
  readonly label: string;
  readonly placeholder?: string;
  readonly autoFocus?: boolean;
  readonly onChange: (html: string) => void;
  /** Mod+Enter. */
  readonly onSubmit?: () => void;
  /** Escape. Without it the focus goes to the editor's frame. */
  readonly onLeave?: () => void;
  /** Whom `@` offers. */
  readonly people?: readonly MentionPerson[];
  /** Without it images cannot be inserted. */
  readonly uploadImage?: (file: File) => Promise<UploadedImage>;
}

/** Whether there is anything to read in a text. */
export function isBlankHtml(html: string): boolean {
  return (
    !/<(?:img|mention-component)\b/i.test(html) && html.replace(/<[^>]*>|&nbsp;|\s/g, "") === ""
  );
}
