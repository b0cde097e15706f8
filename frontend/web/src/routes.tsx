import { LiveAnnouncer } from "@treasury-plane/ui/LiveAnnouncer";
import { ToastRegion } from "@treasury-plane/ui/Toast";
import { lazy } from "react";
import { Navigate, Route, Routes, useLocation } from "react-router";
import { AppShell } from "./layouts/AppShell";
import { FrontDoor } from "./layouts/FrontDoor";
import { NotFound } from "./layouts/NotFound";
import { PublicLayout } from "./layouts/PublicLayout";
import { SessionGate } from "./layouts/SessionGate";
import { SettingsLayout } from "./layouts/SettingsLayout";
import { WorkspaceGate } from "./layouts/WorkspaceGate";
import { paths } from "./paths";

const SignInPage = lazy(() => import("./features/access/SignInPage"));
const SetPasswordPage = lazy(() => import("./features/access/SetPasswordPage"));
const MagicLinkPage = lazy(() => import("./features/access/MagicLinkPage"));
const UnsubscribePage = lazy(() => import("./features/access/UnsubscribePage"));
const InvitationPage = lazy(() => import("./features/access/InvitationPage"));
const CreateWorkspacePage = lazy(() => import("./features/workspaces/CreateWorkspacePage"));
const HomePage = lazy(() => import("./features/projects/HomePage"));
const InboxPage = lazy(() => import("./features/inbox/InboxPage"));
const WorkItemsPage = lazy(() => import("./features/work-items/WorkItemsPage"));
const ItemPage = lazy(() => import("./features/work-items/detail/ItemPage"));
const WorkspaceGeneralPage = lazy(() => import("./features/workspaces/WorkspaceGeneralPage"));
const WorkspaceMembersPage = lazy(() => import("./features/workspaces/WorkspaceMembersPage"));
const WebhooksPage = lazy(() => import("./features/webhooks/WebhooksPage"));
const WebhookPage = lazy(() => import("./features/webhooks/WebhookPage"));
const ProjectGeneralPage = lazy(() => import("./features/project-settings/ProjectGeneralPage"));
const ProjectMembersPage = lazy(() => import("./features/project-settings/ProjectMembersPage"));
const ProjectStatesPage = lazy(() => import("./features/project-settings/ProjectStatesPage"));
const ProjectLabelsPage = lazy(() => import("./features/project-settings/ProjectLabelsPage"));
const ProjectPublishPage = lazy(() => import("./features/project-settings/ProjectPublishPage"));
const ProfilePage = lazy(() => import("./features/profile/ProfilePage"));
const PreferencesPage = lazy(() => import("./features/profile/PreferencesPage"));
const SecurityPage = lazy(() => import("./features/profile/SecurityPage"));
const NotificationSettingsPage = lazy(() => import("./features/profile/NotificationSettingsPage"));
const ApiTokensPage = lazy(() => import("./features/profile/ApiTokensPage"));

function SecurityRedirect() {
  const { search } = useLocation();
  return <Navigate to={paths.security() + search} replace />;
}

/** All routes of the tracker, on one page. */
export function AppRoutes() {
  return (
    <>
      <Routes>
        <Route element={<PublicLayout />}>
          <Route path="/sign-in" element={<SignInPage />} />
          <Route path="/sign-in/link" element={<MagicLinkPage />} />
          <Route path="/unsubscribe" element={<UnsubscribePage />} />
          <Route path="/accounts/set-password" element={<SetPasswordPage />} />
          <Route path="/invitations/:token" element={<InvitationPage />} />
        </Route>
        <Route element={<SessionGate />}>
          <Route path="/" element={<FrontDoor />} />
          {/* Where the server leads back to after a way to sign in was added. */}
          <Route path="/profile/security" element={<SecurityRedirect />} />
          <Route element={<PublicLayout />}>
            <Route path="/create-workspace" element={<CreateWorkspacePage />} />
          </Route>
          <Route element={<AppShell />}>
            <Route path="/settings" element={<SettingsLayout of="profile" />}>
              <Route path="profile" element={<ProfilePage />} />
              <Route path="preferences" element={<PreferencesPage />} />
              <Route path="security" element={<SecurityPage />} />
              <Route path="notifications" element={<NotificationSettingsPage />} />
              {/* The address that people know from elsewhere. */}
              <Route
                path="profile/notifications"
                element={<Navigate to={paths.notificationSettings()} replace />}
              />
              <Route path="api-tokens" element={<ApiTokensPage />} />
            </Route>
            <Route path="/:ws" element={<WorkspaceGate />}>
              <Route index element={<HomePage />} />
              <Route path="projects" element={<HomePage />} />
              <Route path="notifications" element={<InboxPage />} />
              <Route path="projects/:projectId/issues" element={<WorkItemsPage />} />
              <Route path="browse/:key" element={<ItemPage />} />
              <Route path="settings" element={<SettingsLayout of="workspace" />}>
                <Route index element={<WorkspaceGeneralPage />} />
                <Route path="members" element={<WorkspaceMembersPage />} />
                <Route path="webhooks" element={<WebhooksPage />} />
                <Route path="webhooks/:id" element={<WebhookPage />} />
              </Route>
              <Route path="settings/projects/:projectId" element={<SettingsLayout of="project" />}>
                <Route index element={<ProjectGeneralPage />} />
                <Route path="members" element={<ProjectMembersPage />} />
                <Route path="states" element={<ProjectStatesPage />} />
                <Route path="labels" element={<ProjectLabelsPage />} />
                <Route path="publish" element={<ProjectPublishPage />} />
              </Route>
              <Route path="*" element={<NotFound />} />
            </Route>
            <Route path="*" element={<NotFound />} />
          </Route>
        </Route>
      </Routes>
      <ToastRegion />
      <LiveAnnouncer />
    </>
  );
}
