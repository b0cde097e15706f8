import { expect, it } from "vitest";
import { fillMentions } from "./mentions";

it.each([
  ["u1", "@Old name", "@Ana Ruiz"],
  ["u1", "", "@Ana Ruiz"],
  ["u2", "@Bo", "@Bo"],
  ["u2", "Bo", "@Bo"],
  ["u2", "", "@somebody"],
])("%s with “%s” reads %s", (id, text, shown) => {
  const root = document.createElement("div");
  const mention = document.createElement("mention-component");
  mention.setAttribute("entity_identifier", id);
  mention.textContent = text;
  root.append(mention);
  fillMentions(root, (user) => (user === "u1" ? "Ana Ruiz" : undefined));
  expect(root).toHaveTextContent(shown);
});
