import { createRouter, createWebHashHistory } from 'vue-router'
import DevicesScreen from '../screens/devices/DevicesScreen.vue'

/** Every place in the app. A device stands in the address by its identity, never by its own address. */
export const router = createRouter({
  history: createWebHashHistory(),
  routes: [
    { path: '/', redirect: '/devices' },
    { path: '/devices/:key?', name: 'devices', component: DevicesScreen, props: (route) => ({ deviceKey: paramOf(route.params['key']) }) },
    {
      path: '/devices/:key/network',
      name: 'network',
      component: () => import('../wizards/network/NetworkWizard.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/settings/:setting?',
      name: 'settings',
      component: () => import('../screens/settings/SettingsScreen.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '', settingId: paramOf(route.params['setting']) }),
    },
    {
      path: '/devices/:key/perspective',
      name: 'perspective',
      component: () => import('../screens/perspective/PerspectiveScreen.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/counts',
      name: 'counts',
      component: () => import('../screens/counts/CountsScreen.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/time',
      name: 'time',
      component: () => import('../wizards/time/TimeWizard.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/analysis',
      name: 'analysis',
      component: () => import('../wizards/analysis/AnalysisWizard.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/texts',
      name: 'texts',
      component: () => import('../wizards/texts/TextsWizard.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/walk',
      name: 'walk',
      component: () => import('../screens/walk/WalkScreen.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '' }),
    },
    {
      path: '/devices/:key/back/:job',
      name: 'back',
      component: () => import('../wizards/back/BackWizard.vue'),
      props: (route) => ({ deviceKey: paramOf(route.params['key']) ?? '', job: paramOf(route.params['job']) ?? '' }),
    },
    {
      path: '/pictures',
      name: 'pictures',
      component: () => import('../screens/wall/WallScreen.vue'),
      props: (route) => ({ wanted: keysIn(route.query['devices']) }),
    },
    {
      path: '/bulk',
      name: 'bulk',
      component: () => import('../wizards/bulk/BulkWizard.vue'),
      props: (route) => ({ wanted: keysIn(route.query['devices']) }),
    },
    {
      path: '/names',
      name: 'names',
      component: () => import('../wizards/names/NamesWizard.vue'),
      props: (route) => ({ wanted: keysIn(route.query['devices']) }),
    },
    {
      path: '/alarms',
      name: 'alarms',
      component: () => import('../screens/alarms/AlarmsScreen.vue'),
      props: (route) => ({ wanted: keysIn(route.query['devices'])[0] }),
    },
    {
      path: '/addresses',
      name: 'addresses',
      component: () => import('../wizards/addresses/AddressesWizard.vue'),
      props: (route) => ({ wanted: keysIn(route.query['devices']) }),
    },
    { path: '/accounts', name: 'accounts', component: () => import('../screens/accounts/AccountsScreen.vue') },
    { path: '/journal', name: 'journal', component: () => import('../screens/journal/JournalScreen.vue') },
    { path: '/:rest(.*)', redirect: '/devices' },
  ],
})

/** `?devices=001c27159356,001c27159357` */
function keysIn(query: unknown): readonly string[] {
  return typeof query === 'string' ? query.split(',').filter((key) => key !== '') : []
}

function paramOf(param: string | readonly string[] | undefined): string | undefined {
  return typeof param === 'string' && param !== '' ? param : undefined
}
