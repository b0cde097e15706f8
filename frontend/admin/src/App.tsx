import { LiveAnnouncer } from "@treasury-plane/ui/LiveAnnouncer";
import { ToastRegion } from "@treasury-plane/ui/Toast";
import { Navigate, Route, Routes } from "react-router";
import NotFoundPage from "./features/access/NotFoundPage";
import SetupPage from "./features/access/SetupPage";
import GeneralPage from "./features/general/GeneralPage";
import UsersPage from "./features/users/UsersPage";
import WorkspacesPage from "./features/workspaces/WorkspacesPage";
import { AdminGate } from "./shell/AdminGate";

export function App() {
  return (
    <>
      <Routes>
        <Route path="/setup" element={<SetupPage />} />
        <Route element={<AdminGate />}>
          <Route index element={<Navigate to="/general" replace />} />
          <Route path="/general" element={<GeneralPage />} />
          <Route path="/users" element={<UsersPage />} />
          <Route path="/workspaces" element={<WorkspacesPage />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
      <ToastRegion />
      <LiveAnnouncer />
    </>
  );
}
