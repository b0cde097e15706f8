//! The matrix: one row a right, and which roles have it.

use super::role::Role;

/// A right that an operation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Permission {
    /// Change name and time zone of the workspace, or delete it.
    ManageWorkspace,
    /// Invite people, never above one's own role; see and withdraw invitations.
    InviteMembers,
    /// Change roles of, or remove, members of the workspace.
    ManageWorkspaceMembers,
    /// See, create and change webhooks, and what was sent to them.
    ManageWebhooks,
    /// Create a project.
    CreateProject,
    /// Join a public project without being added.
    JoinProject,
    /// See the project and what is in it.
    ViewProject,
    /// Change settings of the project; add and remove its members.
    ManageProject,
    /// Put the project away or bring it back.
    ArchiveProject,
    /// Show the project to anyone who has the address.
    PublishProject,
    /// Create and change states and labels.
    EditWorkflow,
    /// Create work items.
    CreateWorkItem,
    /// Change work items of others.
    EditWorkItem,
    /// Delete work items of others.
    DeleteWorkItem,
    /// Comment, and attach files.
    Contribute,
    /// Change or delete comments and attachments of others.
    ModerateContributions,
}

use Role::{Admin, Guest, Member};

impl Permission {
    /// The least role in the *workspace* that has the right, where the workspace decides.
    fn in_workspace(self) -> Option<Role> {
        match self {
            Self::ManageWorkspace | Self::ManageWorkspaceMembers | Self::ManageWebhooks => {
                Some(Admin)
            }
            Self::InviteMembers | Self::CreateProject | Self::JoinProject => Some(Member),
            _ => None,
        }
    }

    /// The least role in the *project* that has the right, where the project decides.
    fn in_project(self) -> Option<Role> {
        match self {
            Self::ViewProject | Self::Contribute => Some(Guest),
            Self::ArchiveProject
            | Self::EditWorkflow
            | Self::CreateWorkItem
            | Self::EditWorkItem => Some(Member),
            Self::ManageProject
            | Self::PublishProject
            | Self::DeleteWorkItem
            | Self::ModerateContributions => Some(Admin),
            _ => None,
        }
    }

    /// Whether somebody with this role in the workspace, and this one in the project if any, has
    /// the right. An administrator of the workspace counts as one in each project they belong to.
    pub fn allows(self, workspace: Role, project: Option<Role>) -> bool {
        if let Some(least) = self.in_workspace() {
            return workspace >= least;
        }
        let project = project.map(|role| if workspace == Admin { Admin } else { role });
        self.in_project().zip(project).is_some_and(|(least, role)| role >= least)
    }

    /// What a person who lacks the right is told.
    pub fn refusal(self) -> &'static str {
        match self {
            Self::ManageWorkspace => "Only an administrator of the workspace may change it.",
            Self::InviteMembers => "Only members and administrators may invite people.",
            Self::ManageWorkspaceMembers => {
                "Only an administrator of the workspace may change its members."
            }
            Self::ManageWebhooks => "Only an administrator of the workspace may manage webhooks.",
            Self::CreateProject => "Only members and administrators may create projects.",
            Self::JoinProject => "Only members and administrators may join a project.",
            Self::ViewProject => "You are not a member of this project.",
            Self::ManageProject => "Only an administrator of the project may change it.",
            Self::ArchiveProject => {
                "Only members and administrators of the project may archive it."
            }
            Self::PublishProject => "Only an administrator of the project may publish it.",
            Self::EditWorkflow => {
                "Only members and administrators of the project may change states and labels."
            }
            Self::CreateWorkItem => "Guests may not create work items.",
            Self::EditWorkItem => "Guests may change only the work items that they created.",
            Self::DeleteWorkItem => {
                "Only its creator or an administrator of the project may delete a work item."
            }
            Self::Contribute => "You are not a member of this project.",
            Self::ModerateContributions => {
                "Only its author or an administrator of the project may do this."
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_workspace_decides_over_the_workspace() {
        assert!(Permission::ManageWorkspace.allows(Admin, None));
        assert!(!Permission::ManageWorkspace.allows(Member, Some(Admin)));
        assert!(Permission::CreateProject.allows(Member, None));
        assert!(!Permission::CreateProject.allows(Guest, Some(Admin)));
    }

    #[test]
    fn a_workspace_administrator_needs_to_belong_to_the_project() {
        assert!(Permission::ManageProject.allows(Admin, Some(Guest)));
        assert!(!Permission::ManageProject.allows(Admin, None));
        assert!(!Permission::ViewProject.allows(Admin, None));
    }

    #[test]
    fn guests_contribute_and_do_not_edit() {
        assert!(Permission::Contribute.allows(Guest, Some(Guest)));
        assert!(!Permission::EditWorkItem.allows(Member, Some(Guest)));
        assert!(!Permission::DeleteWorkItem.allows(Member, Some(Member)));
    }
}
