import { createPinia } from 'pinia'
import { createApp } from 'vue'
import App from './app/App.vue'
import { i18n } from './app/i18n.ts'
import { router } from './app/router.ts'
import { createThemeChoice } from './app/theme.ts'
import { themeKey } from './app/themeKey.ts'
import { createKit } from './app/vuetify.ts'

const theme = createThemeChoice()

createApp(App).use(createPinia()).use(i18n).use(router).use(createKit(theme)).provide(themeKey, theme).mount('#app')
