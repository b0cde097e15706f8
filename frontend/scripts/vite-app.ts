import tailwindcss from "@tailwindcss/vite";
import react from "@vitejs/plugin-react";
import type { Plugin, UserConfig } from "vite";

interface AppOptions {
  /** URL prefix the server mounts this app under, with a trailing slash. */
  base: string;
  /** Development server port. */
  port: number;
}

/** The Vite configuration that the three apps share. */
export function appConfig({ base, port }: AppOptions): UserConfig {
  return {
    base,
    plugins: [react(), tailwindcss(), pressableStyle(), englishMessages()],
    resolve: { dedupe: ["react", "react-dom", "react-router", "@tanstack/react-query"] },
    build: {
      target: "es2022",
      manifest: true,
      // The content security policy allows no inline script; a data URL is never needed.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      reportCompressedSize: false,
      chunkSizeWarningLimit: 1500,
    },
    server: {
      port,
      strictPort: true,
      proxy: {
        "/api": { target: "http://127.0.0.1:8080", ws: true },
        "/auth": "http://127.0.0.1:8080",
      },
    },
  };
}

/**
 * React Aria adds a `<style>` element for pressable things unless an element with this id exists.
 * The content security policy would refuse it, so the rule lives in `ui/src/base.css` instead.
 */
function pressableStyle(): Plugin {
  return {
    name: "pressable-style",
    transformIndexHtml: () => [
      {
        tag: "meta",
        attrs: { id: "react-aria-pressable-style", name: "pressable-style", content: "base.css" },
        injectTo: "head",
      },
    ],
  };
}

/**
 * React Aria carries its few messages in more than thirty languages. The apps are in English, so
 * every other language resolves to it and is not shipped.
 */
function englishMessages(): Plugin {
  const foreign = /[\\/]react-aria[^?]*[\\/]intl[\\/](?:.*[\\/])?(?!en-US)[a-z]{2}-[A-Z]{2}\.m?js$/;
  return {
    name: "english-messages",
    enforce: "pre",
    load: (id) => (foreign.test(id) ? 'export { default } from "./en-US.mjs";' : null),
  };
}
