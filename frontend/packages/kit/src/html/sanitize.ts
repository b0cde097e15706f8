import DOMPurify from "dompurify";

DOMPurify.addHook("afterSanitizeAttributes", (node) => {
  // A picture without words for it is decoration to a screen reader, not a file name read aloud.
  if (node.tagName === "IMG" && !node.hasAttribute("alt")) node.setAttribute("alt", "");
  if (node.tagName === "A" && node.hasAttribute("href")) {
    node.setAttribute("rel", "noopener noreferrer");
  }
});

/** Cleans HTML that was cleaned on the server already: the second fence, not the only one. */
export function sanitizeHtml(html: string): string {
  return DOMPurify.sanitize(html, {
    USE_PROFILES: { html: true },
    FORBID_TAGS: ["style", "form", "input", "button", "select", "textarea", "iframe"],
    ADD_TAGS: ["mention-component"],
    ADD_ATTR: ["entity_name", "entity_identifier"],
    // Plain words, not addresses: the pattern below is not for them.
    ADD_URI_SAFE_ATTR: ["entity_name", "entity_identifier"],
    FORBID_ATTR: ["style", "id", "name"],
    ALLOWED_URI_REGEXP: /^(?:https?:|mailto:|tel:|\/(?!\/)|#)/i,
  });
}
