/**
 * Writes the names of mentioned people into a text that is on the page. Who is known by id is
 * named as they are called now; of others the text keeps what it says.
 */
export function fillMentions(
  root: ParentNode,
  nameOf: (userId: string) => string | undefined = () => undefined,
): void {
  for (const mention of root.querySelectorAll("mention-component")) {
    const name = nameOf(mention.getAttribute("entity_identifier") ?? "");
    const text = mention.textContent?.trim();
    if (name) mention.textContent = `@${name}`;
    else if (!text) mention.textContent = "@somebody";
    else if (!text.startsWith("@")) mention.textContent = `@${text}`;
  }
}
