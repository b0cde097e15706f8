import { QueryClientProvider } from "@tanstack/react-query";
import { createQueryClient } from "@treasury-plane/api/queries";
import { connectSession } from "@treasury-plane/kit/session/session";
import { applyTheme } from "@treasury-plane/kit/theme/theme";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { forgetLoaded } from "./app/forget-loaded";
import { AppRoutes } from "./routes";
import "@treasury-plane/ui/app.css";
import "./features/editor/editor.css";

applyTheme("system");
const queryClient = createQueryClient();
// The gate shows sign-in as soon as there is no user any more.
connectSession(queryClient, forgetLoaded);

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      {/* State in the URL must follow typing at once, not as a transition. */}
      <BrowserRouter useTransitions={false}>
        <AppRoutes />
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
