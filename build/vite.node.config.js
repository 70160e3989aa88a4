import { builtinModules } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const top = fileURLToPath(new URL('..', import.meta.url))

/* CommonJS libraries inside the ESM bundle ask for these two names. */
const banner =
  "import{fileURLToPath as __f2p}from'node:url';import{dirname as __dn}from'node:path';const __filename=__f2p(import.meta.url),__dirname=__dn(__filename);"

/** Everything that runs under Node, self-contained: the Electron main process, the web host, the simulator, the benches. */
export default defineConfig({
  root: top,
  publicDir: false,
  ssr: { noExternal: true, external: ['electron', 'playwright-core'], target: 'node' },
  build: {
    ssr: true,
    outDir: `${top}dist/main`,
    emptyOutDir: true,
    target: 'node20',
    minify: false,
    sourcemap: true,
    rolldownOptions: {
      input: {
        main: `${top}electron/main/main.ts`,
        web: `${top}electron/web/cli.ts`,
        sim: `${top}electron/simulator/cli.ts`,
        bench: `${top}test/bench/cli.ts`,
      },
      external: ['electron', 'playwright-core', ...builtinModules, /^node:/],
      output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunk-[name].js', banner },
    },
  },
})
