import { QueryClientProvider } from "@tanstack/react-query";
import { createQueryClient } from "@treasury-plane/api/queries";
import { ErrorBoundary } from "@treasury-plane/kit/shell/ErrorBoundary";
import { applyTheme } from "@treasury-plane/kit/theme/theme";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { App } from "./App";
import "@treasury-plane/ui/app.css";

applyTheme("system");

const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
createRoot(root).render(
  <StrictMode>
    <QueryClientProvider client={createQueryClient()}>
      <BrowserRouter basename="/spaces">
        <ErrorBoundary>
          <App />
        </ErrorBoundary>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
