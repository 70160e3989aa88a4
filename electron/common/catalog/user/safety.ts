import { defineAction } from '../../schema/action.ts'
import { choice, flag, list, numbered, optional, text } from '../../schema/make.ts'
import { defineSetting } from '../../schema/setting.ts'

/** The name of what is set is missing in the example (manual line 26248); the get has it. */
export const privacy = defineSetting({
  id: 'user.doubleAuthentication',
  title: 'Dual authentication',
  manual: '2.6.19.7',
  request: { cgi: 'param', type: 'privacy', scope: 'device', setWord: 'modify' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: { enabled: flag('Dual authentication', { key: 'doubleAuthEnable' }) },
  sample: { enabled: true },
})

const code = text('Security code', { key: 'number', help: 'Digits only.' })
const remark = text('Note', { key: 'remark' })
const marks = { next: 'next_AppListURL' } as const

/** Apps that may reach the recorder. The list is changed by its actions; no example sets the switch (manual lines 26300 to 26305). */
export const appVerification = defineSetting({
  id: 'user.apps',
  title: 'App verification',
  help: 'Only apps with a code in the list may reach the recorder.',
  manual: '2.6.19.8',
  request: { cgi: 'param', type: 'appVerification', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    enabled: flag('App verification', { key: 'enableFlag' }),
    apps: list('Apps', 'appList', {
      readOnly: true,
      markers: marks,
      item: { code, state: choice('State', { 0: 'Activated', 1: 'Offline', 2: 'Online' }), note: remark },
    }),
  },
  sample: {
    enabled: true,
    apps: [
      { code: '1234', state: 'Activated', note: 'test1' },
      { code: '5678', state: 'Activated', note: 'test2' },
    ],
  },
})

const head = { cgi: 'param', action: 'set', type: 'appVerification', scope: 'device' } as const
const apps = list('Apps', 'appList', { min: 1, markers: marks, item: { code, note: remark } })

const rest = { manual: '2.6.19.8.2', reply: 'ok', series: ['nvr'] } as const

export const addApps = defineAction({
  ...rest,
  id: 'user.addApps',
  title: 'Add apps',
  request: { ...head, query: { appVerificationAction: 'add' } },
  args: { apps },
  damage: 'none',
  sample: {
    apps: [
      { code: '1234', note: 'test1' },
      { code: '5678', note: 'test2' },
    ],
  },
})

export const changeApps = defineAction({
  ...rest,
  id: 'user.changeApps',
  title: 'Change apps',
  request: { ...head, query: { appVerificationAction: 'cover' } },
  args: { apps },
  damage: 'none',
  sample: {
    apps: [
      { code: '1234', note: 'test123' },
      { code: '5678', note: 'test2233' },
    ],
  },
})

export const removeApps = defineAction({
  ...rest,
  id: 'user.removeApps',
  title: 'Remove apps',
  request: { ...head, query: { appVerificationAction: 'remove' } },
  args: { apps: list('Apps', 'appList', { min: 1, markers: marks, item: { code } }) },
  damage: 'destroys',
  sample: { apps: [{ code: '1234' }] },
})

/** The example carries a count of 2 with no list (manual line 26305), which says nothing. */
export const clearApps = defineAction({
  ...rest,
  id: 'user.clearApps',
  title: 'Remove all apps',
  request: { ...head, query: { appVerificationAction: 'clean' } },
  args: {},
  damage: 'destroys',
  sample: {},
})

/** Template and example of the set differ in the word, modify and set (manual lines 26373 and 26379); the example is followed. */
export const securityEmail = defineSetting({
  id: 'user.securityEmail',
  title: 'Security e-mail',
  help: 'Where the code is sent to that resets a lost password.',
  manual: '2.6.19.9',
  request: { cgi: 'param', type: 'securityEmail', scope: 'device' },
  write: 'whole',
  backup: 'restore',
  series: ['nvr'],
  fields: {
    supported: flag('Supported', { key: 'securityEmailEnable', readOnly: true }),
    address: text('E-mail address', { key: 'securityEmail', as: 'email' }),
  },
  sample: { supported: true, address: '169.254.1.1@goolge.com' },
})

const questions = {
  1: 'Brand and model of your favourite car',
  2: 'Your favourite team',
  3: 'Your favourite city',
  4: 'Your favourite animal',
  5: 'Company of your first job',
  6: 'Name of the first boy or girl you liked',
  7: 'Worst security question you have seen',
  8: 'Funniest or worst design you have seen',
} as const

/** Questions asked where a password is lost, no two the same. The answers are set and never read; the word as in `securityEmail`. */
export const securityQuestions = defineSetting({
  id: 'user.securityQuestions',
  title: 'Security questions',
  manual: '2.6.19.10',
  request: { cgi: 'param', type: 'securityQuestion', scope: 'device' },
  write: 'whole',
  backup: 'record-only', // without the answers there is nothing to put back
  series: ['nvr'],
  fields: {
    supported: flag('Supported', { key: 'securityQuestionEnable', readOnly: true }),
    questions: numbered('Questions', {
      min: 3,
      max: 3,
      item: {
        question: choice('Question', questions, { key: 'securityQuestion{n}' }),
        answer: optional(text('Answer', { key: 'securityAnswer{n}', secret: true })),
      },
    }),
  },
  sample: { supported: true, questions: [{ question: questions[1] }, { question: questions[2] }, { question: questions[3] }] },
  check: ({ questions: asked }) =>
    asked.flatMap(({ question }, index) =>
      asked.findIndex((other) => other.question === question) < index
        ? [{ path: `questions[${index}].question`, problem: 'notOneOf' as const }]
        : [],
    ),
})
