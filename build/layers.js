/**
 * Who may import whom. One row a layer: the rooms it may enter, the libraries it may not, and the sentence a developer is shown.
 *
 * The compiler holds the outer walls too (one tsconfig a folder, which knows no other folder than those it references); those
 * inside the renderer are held here alone.
 */
const outer = ['common', 'node', 'simulator', 'web', 'main', 'preload', 'renderer', 'test']
const inner = ['bridge', 'stores', 'composables', 'components', 'screens', 'wizards', 'app']

/** `^#node/` or a way there on foot, `../../node/`. */
const room = (name) => `(^#|(^|/)\\.\\./)${name}/`
/** The renderer's own rooms: `#renderer/stores/…` or `../stores/…`. */
const chamber = (name) => `(^#renderer/|(^|/)\\.\\./)${name}/`
const library = (name) => `^${name}(/|$)`

function row(files, says, { outside = [], inside = inner, without = [], never = [] }) {
  const closed = [
    ...outer.filter((name) => !outside.includes(name)).map(room),
    ...inner.filter((name) => !inside.includes(name)).map(chamber),
    ...without.map(library),
    ...never,
  ]
  return { files, says, closed }
}

const noHost = ['electron', 'node:.*', 'undici', 'ws']

export const layers = [
  row('electron/common', 'common runs anywhere: it imports itself and zod', {
    outside: ['common'],
    without: ['(?!zod$)[^.#]+.*'],
  }),
  row('electron/node', 'node imports common, node:* and npm, never electron nor Vue', {
    outside: ['common', 'node'],
    without: ['electron', 'vue'],
  }),
  row('electron/simulator', 'the simulator must not share the code of the client: it would share its mistakes', {
    outside: ['common', 'simulator'],
    without: ['electron', 'vue'],
  }),
  row('electron/web', 'the web host mounts what node offers', { outside: ['common', 'node', 'web'], without: ['electron', 'vue'] }),
  row('electron/main', 'main mounts what node offers', { outside: ['common', 'node', 'main'], without: ['vue', 'ws'] }),
  row('electron/preload', 'the preload is a doorway: names and types of common/ipc, and electron', {
    outside: ['common'],
    without: ['(?!electron$)[^.#]+.*'],
    never: ['^#common/(?!ipc/(names|carrier)\\.ts$)'],
  }),
  row('renderer/bridge', 'the bridge imports common, never Vue', { outside: ['common'], inside: ['bridge'], without: [...noHost, 'vue'] }),
  row('renderer/stores', 'stores know common and the bridge', {
    outside: ['common', 'renderer'],
    inside: ['bridge', 'stores'],
    without: noHost,
  }),
  row('renderer/composables', 'composables know common, the bridge and the stores', {
    outside: ['common', 'renderer'],
    inside: ['bridge', 'stores', 'composables', 'app'],
    without: noHost,
  }),
  row('renderer/components/base', 'a base component knows no device: Vue and nothing else', {
    outside: ['renderer'],
    inside: ['components'],
    without: noHost,
  }),
  row('renderer/components/!(base)', 'components get data by props and tell intent by events', {
    outside: ['common', 'renderer'],
    inside: ['components', 'composables', 'app'],
    without: noHost,
  }),
  row('renderer/screens', 'a screen uses all of the renderer but wizards', {
    outside: ['common', 'renderer'],
    inside: inner.filter((name) => name !== 'wizards'),
    without: noHost,
  }),
  row('renderer/wizards', 'a wizard uses all of the renderer but screens', {
    outside: ['common', 'renderer'],
    inside: inner.filter((name) => name !== 'screens'),
    without: noHost,
  }),
  row('renderer/app', 'the renderer talks to a host through the bridge', { outside: ['common', 'renderer'], without: noHost }),
]
