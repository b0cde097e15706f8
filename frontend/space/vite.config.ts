import { defineConfig } from "vite";
import { appConfig } from "../scripts/vite-app";

export default defineConfig(appConfig({ base: "/spaces/", port: 5175 }));
