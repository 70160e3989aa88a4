import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const top = fileURLToPath(new URL('..', import.meta.url))

/** The page the preview bench opens: the app's own player, and nothing else of the app. */
export default defineConfig({
  root: `${top}test/bench/page`,
  base: './',
  build: { outDir: `${top}dist/bench`, emptyOutDir: true, target: 'chrome140', chunkSizeWarningLimit: 1500 },
})
