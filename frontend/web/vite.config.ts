import { defineConfig } from "vite";
import { appConfig } from "../scripts/vite-app";

export default defineConfig(appConfig({ base: "/", port: 5173 }));
