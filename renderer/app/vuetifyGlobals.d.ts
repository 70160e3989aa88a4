/**
 * What stands for Vuetify's components as a whole, whose 360 files of types would be read for each that is used.
 *
 * Those that are used are imported by their own path and have their own types; one that is not imported is refused in a template.
 */
declare const none: Readonly<Record<string, new (notImported: never) => { readonly $props: { readonly notImported: never } }>>
export = none
