/** What a component is to tools that read TypeScript only; the compiler for Vue knows each one's own type. */
declare module '*.vue' {
  import type { DefineComponent } from 'vue'

  const component: DefineComponent
  export default component
}
