import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'vite'
import vuetify from 'vite-plugin-vuetify'

const top = fileURLToPath(new URL('..', import.meta.url))

export default defineConfig({
  root: `${top}renderer`,
  base: './',
  /* The hosts put a fresh nonce wherever this stands: electron/node/page/pageServer.ts. */
  html: { cspNonce: 'SIGHTLINE_NONCE' },
  plugins: [vue(), vuetify({ autoImport: true })],
  build: { outDir: `${top}dist/renderer`, emptyOutDir: true, target: 'chrome140', sourcemap: true, chunkSizeWarningLimit: 1500 },
})
