import { useQuery } from "@tanstack/react-query";
import { projectQuery } from "@treasury-plane/api/queries";
import type { Project } from "@treasury-plane/api/types";
import { usePageTitle } from "@treasury-plane/kit/page/use-page-title";
import { Button } from "@treasury-plane/ui/Button";
import { Plus } from "lucide-react";
import { useParams } from "react-router";
import { ui } from "../../app/ui-store";
import { PageHeader } from "../../layouts/PageHeader";
import { QueryGate } from "../../layouts/QueryGate";
import { paths } from "../../paths";
import { ItemsScreen } from "./ItemsScreen";

/** `/:ws/projects/:projectId/issues` */
export default function WorkItemsPage() {
  const { ws = "", projectId = "" } = useParams();
  const project = useQuery(projectQuery(ws, projectId));
  return (
    <QueryGate query={project} what="project" isPage>
      {(loaded) => <ProjectItems key={loaded.id} slug={ws} project={loaded} />}
    </QueryGate>
  );
}

function ProjectItems({ slug, project }: { slug: string; project: Project }) {
  const heading = usePageTitle(`${project.name} · Work items`);
  return (
    <div className="flex min-h-0 flex-1 flex-col">
      <PageHeader
        headingRef={heading}
        crumbs={[{ label: project.name, path: paths.items(slug, project.id) }]}
        title="Work items"
        actions={
          project.member_role !== null &&
          project.member_role > 5 && (
            <Button
              variant="primary"
              icon={<Plus size={15} aria-hidden="true" />}
              onPress={() => ui.createItem({ projectId: project.id })}
            >
              New
            </Button>
          )
        }
      />
      <ItemsScreen slug={slug} project={project} />
    </div>
  );
}
