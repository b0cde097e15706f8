//! `/api/public/anchor/{anchor}`: published boards, for anybody.

use super::{
    board::Board,
    items::{self, Filter},
    view::{
        BoardItem, BoardItemDetail, BoardLabel, BoardMember, BoardProject, BoardSettings,
        BoardState,
    },
};
use crate::{
    error::Result,
    files::{api_download::Download, queries::find_description_image},
    http::{
        extract::{Id, Server, Text},
        page::{Page, Paging},
        reply::Reply,
    },
};
use poem::Request;
use poem_openapi::{OpenApi, param::Query};

/// Published boards.
#[derive(Debug)]
pub struct PublicApi;

#[OpenApi(prefix_path = "/api/public/anchor")]
impl PublicApi {
    /// The published project
    #[oai(path = "/:anchor/meta", method = "get", operation_id = "get_board_project")]
    async fn meta(&self, app: Server, anchor: Text<0>) -> Result<Reply<BoardProject>> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let view = board.project(&tx).await?;
        tx.end().await?;
        Reply::new(&view)
    }

    /// What the board offers
    #[oai(path = "/:anchor/settings", method = "get", operation_id = "get_board_settings")]
    async fn settings(&self, app: Server, anchor: Text<0>) -> Result<Reply<BoardSettings>> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let view = board.settings(&tx).await?;
        tx.end().await?;
        Reply::new(&view)
    }

    /// States of the published project
    #[oai(path = "/:anchor/states", method = "get", operation_id = "list_board_states")]
    async fn states(&self, app: Server, anchor: Text<0>) -> Result<Reply<Vec<BoardState>>> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let views = board.states(&tx).await?;
        tx.end().await?;
        Reply::new(&views)
    }

    /// Labels of the published project
    #[oai(path = "/:anchor/labels", method = "get", operation_id = "list_board_labels")]
    async fn labels(&self, app: Server, anchor: Text<0>) -> Result<Reply<Vec<BoardLabel>>> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let views = board.labels(&tx).await?;
        tx.end().await?;
        Reply::new(&views)
    }

    /// Members of the published project, by the names they show
    #[oai(path = "/:anchor/members", method = "get", operation_id = "list_board_members")]
    async fn members(&self, app: Server, anchor: Text<0>) -> Result<Reply<Vec<BoardMember>>> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let views = board.members(&tx).await?;
        tx.end().await?;
        Reply::new(&views)
    }

    /// Work items of the published project
    #[oai(path = "/:anchor/issues", method = "get", operation_id = "list_board_items")]
    #[expect(clippy::too_many_arguments, reason = "each is a parameter of the query")]
    async fn issues(
        &self,
        app: Server,
        anchor: Text<0>,
        /// Ids of states, with commas.
        state: Query<Option<String>>,
        /// Priorities, with commas.
        priority: Query<Option<String>>,
        /// Ids of labels, with commas.
        labels: Query<Option<String>>,
        /// Part of the title.
        search: Query<Option<String>>,
        /// `created_at`, `updated_at`, `sort_order`, `sequence_id`, `name`, `priority`,
        /// `start_date` or `target_date`, with `-` for descending; `-created_at` when absent.
        order_by: Query<Option<String>>,
        /// Work items a page, 1 to 1000.
        per_page: Query<Option<i64>>,
        /// Which page.
        cursor: Query<Option<String>>,
    ) -> Result<Reply<Page<BoardItem>>> {
        let filter = Filter::parse(
            state.as_deref(),
            priority.as_deref(),
            labels.as_deref(),
            search.as_deref(),
            order_by.as_deref(),
        )?;
        let paging = Paging::parse(per_page.0, cursor.as_deref())?;
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let (views, total) = items::list(&tx, &board, &filter, paging).await?;
        tx.end().await?;
        Reply::new(&Page::new(views, total, paging))
    }

    /// A work item of the published project
    #[oai(path = "/:anchor/issues/:work_item_id", method = "get", operation_id = "get_board_item")]
    async fn issue(
        &self,
        app: Server,
        anchor: Text<0>,
        id: Id<1>,
    ) -> Result<Reply<BoardItemDetail>> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let view = items::get(&tx, &board, id.0).await?;
        tx.end().await?;
        Reply::new(&view)
    }

    /// An image of a description on the board
    #[oai(path = "/:anchor/files/:file_id", method = "get", operation_id = "download_board_file")]
    async fn download(
        &self,
        app: Server,
        anchor: Text<0>,
        id: Id<1>,
        request: &Request,
    ) -> Result<Download> {
        let (board, tx) = Board::open(&app, &anchor.0).await?;
        let row = find_description_image(&tx, board.project_id, id.0).await?;
        tx.end().await?;
        Download::open(&app, &row, request).await
    }
}
