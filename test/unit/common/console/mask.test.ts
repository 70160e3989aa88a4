import { expect, it } from 'vitest'
import { keptRequest, shownReply, shownRequest } from '#common/console/mask.ts'
import { recognise } from '#common/console/recognise.ts'
import { readTyped } from '#common/console/typed.ts'

function known(text: string) {
  const typed = readTyped(text)
  if (typeof typed === 'string') throw new Error(typed)
  return [typed, recognise(typed)] as const
}

const addUser = 'param.cgi?action=add&type=User&userName=guest&password=hunter2'

it('a request is shown as it goes out, its secrets as dots', () => {
  expect(shownRequest(...known(addUser))).toBe('GET /cgi-bin/param.cgi?action=add&type=User&userName=guest&password=••••')
  expect(shownRequest(...known('param.cgi?action=set&type=unheard&myPassword=x&name=Gate %26 yard'))).toBe(
    'GET /cgi-bin/param.cgi?action=set&type=unheard&myPassword=••••&name=Gate%20%26%20yard',
  )
})

it('the journal keeps a value only where the catalog says that it is no secret', () => {
  expect(keptRequest(...known('param.cgi?action=set&type=devicePort&cameraID=2&httpPort=80&paswd=hunter2'))).not.toContain('hunter2')
  expect(keptRequest(...known('param.cgi?action=set&type=dateTime&year=2026&paswd=hunter2'))).toBe(
    'GET /cgi-bin/param.cgi?action=set&type=dateTime&year=2026&paswd=••••',
  )
  expect(keptRequest(...known('param.cgi?action=set&type=unheard&cameraID=2&value=hunter2'))).toBe(
    'GET /cgi-bin/param.cgi?action=set&type=unheard&cameraID=2&value=••••',
  )
  expect(keptRequest(...known(`param.cgi?action=set&type=deviceName&deviceName=${'x'.repeat(4000)}`)).length).toBeLessThan(700)
})

it('a reply is shown without what the catalog or its own key calls a secret', () => {
  const [, recognised] = known('param.cgi?action=get&type=nobodyKnows')
  expect(shownReply('name=Gate\r\nFTPPassword=hunter2\npasswordLength=', recognised)).toBe('name=Gate\r\nFTPPassword=••••\npasswordLength=')
})
