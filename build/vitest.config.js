import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import vue from '@vitejs/plugin-vue'
import vuetify from 'vite-plugin-vuetify'
import { defineConfig } from 'vitest/config'

const top = fileURLToPath(new URL('..', import.meta.url))

/** Tests in Chromium. */
function browser(name, more) {
  return { extends: true, test: { name, environment: 'node', testTimeout: 120_000, hookTimeout: 120_000, ...more } }
}

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
      // After everything else, for a browser beside all other tests is a slow browser; two at a time where no picture is timed.
      browser('pages', { include: ['test/e2e/*.test.ts'], maxWorkers: 2, sequence: { groupOrder: 1 } }),
      browser('live', { include: ['test/e2e/live/*.test.ts'], fileParallelism: false, sequence: { groupOrder: 2 } }),
    ],
  },
})
