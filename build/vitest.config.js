import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import vuetify from 'vite-plugin-vuetify'
import { defineConfig } from 'vitest/config'

const top = fileURLToPath(new URL('..', import.meta.url))

/** What needs a page is in test/unit/renderer, what opens a browser in test/e2e, the rest runs in plain Node. */
export default defineConfig({
  root: top,
  plugins: [vue(), vuetify({ autoImport: true })],
  test: {
    reporters: ['default'],
    // Tests with virtual devices wait more than they compute: 107 s with two a core, 145 s with one.
    maxWorkers: 2 * availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'node',
          environment: 'node',
          include: ['test/{catalog,unit,device}/**/*.test.ts'],
          exclude: ['test/unit/renderer/**'],
          testTimeout: 20_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'dom',
          environment: 'happy-dom',
          include: ['test/unit/renderer/**/*.test.ts'],
          // The themes are read out of this file's text; Vitest would hand an empty one.
          css: { include: [/tokens\.css/] },
          server: { deps: { inline: ['vuetify'] } },
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          environment: 'node',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          fileParallelism: false,
          // After everything else: a browser beside all other tests is a slow browser.
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
