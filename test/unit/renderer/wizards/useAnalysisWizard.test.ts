import { flushPromises, mount } from '@vue/test-utils'
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it } from 'vitest'
import { defineComponent, h } from 'vue'
import { perimeter } from '#common/catalog/analysis/perimeter.ts'
import { type AnyValues, erase } from '#common/schema/infer.ts'
import type { Target } from '#common/schema/setting.ts'
import { type AnalysisPorts, useAnalysisWizard } from '#renderer/wizards/analysis/useAnalysisWizard.ts'
import { device } from '../screens/siteHost.ts'

beforeEach(() => setActivePinia(createPinia()))

const had = erase(perimeter.sample)

/** A wizard on a device of two channels that answers what it is asked for, as long as it does. */
async function opened() {
  const asked: Target[] = []
  const answers = { are: true, wait: undefined as Promise<void> | undefined }
  const port: AnalysisPorts = {
    async read(_device, setting, target) {
      if (setting !== perimeter.id) throw new Error('it has no such setting')
      asked.push(target)
      await answers.wait
      if (!answers.are) throw new Error('it does not answer')
      return { value: { ...had, sensitivity: target.channel } }
    },
    draft: async () => null,
    keep: async () => null,
    check: async () => [],
    run: async () => ({ job: 'job-1' }),
  }
  const summary = device(1, 'Gate')
  let wizard!: ReturnType<typeof useAnalysisWizard>
  mount(defineComponent({ setup: () => ((wizard = useAnalysisWizard(summary, 'analysis', port)), () => h('i')) }))
  await flushPromises()
  wizard.move({ type: 'retried' })
  wizard.move({ type: 'ticked', setting: perimeter.id, on: true })
  return { wizard, asked, answers }
}

/** One region more than the device has. */
const more = (values: AnyValues): AnyValues => ({
  ...values,
  regions: [...(values['regions'] as readonly AnyValues[]), ...(had['regions'] as readonly AnyValues[])],
})

describe('what is read', () => {
  it('is of the channel that was chosen last: an answer for another is dropped', async () => {
    const { wizard, asked, answers } = await opened()
    let answer = () => {}
    answers.wait = new Promise<void>((resolve) => (answer = resolve))
    void wizard.read()
    await wizard.chooseChannel(2)
    wizard.move({ type: 'ticked', setting: perimeter.id, on: true })
    answer()
    await flushPromises()
    expect(wizard.at.value).toMatchObject({ step: 'choose', channel: 2 })
    await wizard.read()
    expect(asked.map(({ channel }) => channel)).toEqual([1, 2])
    expect(wizard.at.value).toMatchObject({ step: 'draw', channel: 2, rules: [{ target: { channel: 2 } }] })
  })
})

describe('after the writing', () => {
  async function written() {
    const one = await opened()
    await one.wizard.read()
    one.wizard.history.change(one.wizard.rules.value.map((rule) => ({ ...rule, draft: more(rule.had) })))
    await one.wizard.review()
    await one.wizard.write()
    return one
  }

  it('what the device has by then is laid over what was drawn', async () => {
    const { wizard } = await written()
    await wizard.readStored()
    expect(wizard.stored.value?.map(({ had: now, draft }) => [now['regions'], draft['regions']])).toEqual([
      [had['regions'], more(had)['regions']],
    ])
  })

  it('nothing is laid over it where the device does not answer: what was drawn stays', async () => {
    const { wizard, answers } = await written()
    answers.are = false
    await wizard.readStored()
    expect(wizard.stored.value).toBeUndefined()
    expect(wizard.rules.value.map(({ draft }) => draft['regions'])).toEqual([more(had)['regions']])
  })
})
