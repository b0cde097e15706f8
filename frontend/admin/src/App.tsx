import { LiveAnnouncer } from "@treasury-plane/ui/LiveAnnouncer";
import { Spinner } from "@treasury-plane/ui/Spinner";
import { ToastRegion } from "@treasury-plane/ui/Toast";
import { type ComponentType, lazy, Suspense } from "react";
import { Navigate, Route, Routes } from "react-router";
import NotFoundPage from "./features/access/NotFoundPage";
import SetupPage from "./features/access/SetupPage";
import GeneralPage from "./features/general/GeneralPage";
import UsersPage from "./features/users/UsersPage";
import WorkspacesPage from "./features/workspaces/WorkspacesPage";
import { AdminGate } from "./shell/AdminGate";

const AuthenticationPage = lazy(() => import("./features/authentication/AuthenticationPage"));
const TrustPage = lazy(() => import("./features/trust/TrustPage"));
const MailPage = lazy(() => import("./features/mail/MailPage"));
const JobsPage = lazy(() => import("./features/jobs/JobsPage"));
const AuditPage = lazy(() => import("./features/audit/AuditPage"));

export function App() {
  return (
    <>
      <Routes>
        <Route path="/setup" element={<SetupPage />} />
        <Route element={<AdminGate />}>
          <Route index element={<Navigate to="/general" replace />} />
          <Route path="/general" element={<GeneralPage />} />
          <Route path="/authentication" element={<Late page={AuthenticationPage} />} />
          <Route path="/trust" element={<Late page={TrustPage} />} />
          <Route path="/users" element={<UsersPage />} />
          <Route path="/workspaces" element={<WorkspacesPage />} />
          <Route path="/email" element={<Late page={MailPage} />} />
          <Route path="/jobs/*" element={<Late page={JobsPage} />} />
          <Route path="/audit" element={<Late page={AuditPage} />} />
          <Route path="*" element={<NotFoundPage />} />
        </Route>
      </Routes>
      <ToastRegion />
      <LiveAnnouncer />
    </>
  );
}

/** A page whose code is fetched when it is first opened. */
function Late({ page: Page }: { page: ComponentType }) {
  return (
    <Suspense fallback={<Spinner label="Loading" />}>
      <Page />
    </Suspense>
  );
}
