import { api, apiPath } from "@treasury-plane/api/client";
import { ApiError } from "@treasury-plane/api/errors";
import type { NewAsset, NewAttachment, UploadData } from "@treasury-plane/api/types";
import { formatBytes } from "@treasury-plane/kit/dates/format";
import type { UploadedImage } from "../editor/public";
import { projectPath } from "./project-session";

export const MAX_FILE_BYTES = 5 * 1024 * 1024;

function refuseTooLarge(file: File): void {
  if (file.size <= MAX_FILE_BYTES) return;
  throw new Error(
    `“${file.name}” is ${formatBytes(file.size)}. Files may be up to ${formatBytes(MAX_FILE_BYTES)}.`,
  );
}

/** Fields first, then the file, as an object store wants it. */
async function sendFile({ url, fields }: UploadData, file: File): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", file);
  let response: Response;
  try {
    response = await fetch(url, { method: "POST", body: form, credentials: "same-origin" });
  } catch {
    throw new ApiError({ status: 0, message: "The server cannot be reached." });
  }
  if (response.ok) return;
  const message =
    response.status === 413
      ? `“${file.name}” is too large.`
      : `“${file.name}” could not be uploaded.`;
  throw new ApiError({ status: response.status, message });
}

export async function uploadAttachment(
  slug: string,
  projectId: string,
  itemId: string,
  file: File,
): Promise<void> {
  refuseTooLarge(file);
  const path = (...rest: string[]) =>
    projectPath(slug, projectId, "work-items", itemId, "attachments", ...rest);
  const made = await api.post<NewAttachment>(path(), {
    name: file.name,
    size: file.size,
    type: file.type || "application/octet-stream",
  });
  await sendFile(made.upload_data, file);
  await api.patch(path(made.attachment.id), { is_uploaded: true });
}

const IMAGE_TYPES = ["image/png", "image/jpeg", "image/webp", "image/gif"];

/** An uploader of images for the text of one project. */
export function imageUploader(
  slug: string,
  projectId: string,
  entityType: "ISSUE_DESCRIPTION" | "COMMENT_DESCRIPTION",
) {
  return async (file: File): Promise<UploadedImage> => {
    refuseTooLarge(file);
    if (!IMAGE_TYPES.includes(file.type)) {
      throw new Error("Images may be PNG, JPEG, WebP or GIF.");
    }
    const asset = await api.post<NewAsset>(apiPath("workspaces", slug, "assets"), {
      name: file.name || "image.png",
      type: file.type,
      size: file.size,
      project_id: projectId,
      entity_type: entityType,
    });
    await sendFile(asset.upload_data, file);
    await api.patch(apiPath("workspaces", slug, "assets", asset.asset_id), { is_uploaded: true });
    return { url: asset.asset_url };
  };
}
