import { QueryClientProvider } from "@tanstack/react-query";
import { createQueryClient } from "@treasury-plane/api/queries";
import { connectSession } from "@treasury-plane/kit/session/session";
import { ErrorBoundary } from "@treasury-plane/kit/shell/ErrorBoundary";
import { applyTheme } from "@treasury-plane/kit/theme/theme";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./App";
import { watchHistory } from "./shell/history-guard";
import "@treasury-plane/ui/app.css";

applyTheme("system");
const queryClient = createQueryClient();
// The gate shows sign-in as soon as there is no user any more.
connectSession(queryClient);
watchHistory();

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter basename="/god-mode">
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
