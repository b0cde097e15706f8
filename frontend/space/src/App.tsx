import type { Theme } from "@treasury-plane/api/types";
import { useTheme } from "@treasury-plane/kit/theme/theme";
import { LiveAnnouncer } from "@treasury-plane/ui/LiveAnnouncer";
import { ToastRegion } from "@treasury-plane/ui/Toast";
import { useState } from "react";
import { Route, Routes } from "react-router";
import BoardPage from "./features/board/BoardPage";
import { NotPublished } from "./features/board/NotPublished";

export function App() {
  // Visitors have no preferences: the choice lasts as long as the page.
  const [theme, setTheme] = useState<Theme>("system");
  useTheme(theme);
  return (
    <>
      <Routes>
        <Route
          path="/issues/:anchor"
          element={<BoardPage theme={theme} onThemeChange={setTheme} />}
        />
        <Route path="*" element={<NotPublished />} />
      </Routes>
      <ToastRegion />
      <LiveAnnouncer />
    </>
  );
}
