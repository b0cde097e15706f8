import react from "@vitejs/plugin-react";
import { defineConfig } from "vitest/config";

export default defineConfig({
  plugins: [react()],
  test: {
    environment: "jsdom",
    setupFiles: ["./vitest.setup.ts"],
    include: ["{packages/*,web,admin,space}/src/**/*.test.{ts,tsx}"],
    restoreMocks: true,
  },
});
