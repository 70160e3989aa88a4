import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const top = fileURLToPath(new URL('..', import.meta.url))

/** One CommonJS file: a sandboxed preload can load nothing else. */
export default defineConfig({
  root: top,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron'], target: 'node' },
  build: {
    ssr: true,
    outDir: `${top}dist/preload`,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    rolldownOptions: {
      input: { preload: `${top}electron/preload/preload.ts` },
      external: ['electron'],
      output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
    },
  },
})
