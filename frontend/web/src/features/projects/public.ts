/** What the shell may use of this feature. */
// biome-ignore lint/performance/noBarrelFile: the one door of the feature, kept small.
export { CreateProjectDialog } from "./CreateProjectDialog";
