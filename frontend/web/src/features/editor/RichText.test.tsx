import { render } from "@testing-library/react";
import { expect, it } from "vitest";
import { RichText } from "./RichText";

it("renders text but nothing that runs or styles", () => {
  const { container } = render(
    <RichText
      html={
        '<p>Plain <strong>bold</strong></p><img src="/a.png" alt="A" onerror="alert(1)">' +
        '<script>alert(1)</script><p style="position:fixed">x</p>' +
        '<a href="javascript:alert(1)">link</a><style>*{display:none}</style>'
      }
    />,
  );
  expect(container.querySelector("strong")).toHaveTextContent("bold");
  expect(container.querySelector("img")).toHaveAttribute("alt", "A");
  expect(container.innerHTML).not.toMatch(/script|onerror|javascript|style/);
});
