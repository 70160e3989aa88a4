import { expect, it } from 'vitest'
import { maskedAreas } from '#common/catalog/thermal/areas.ts'
import { decode } from '#common/schema/decode.ts'
import { writeQueries } from '#common/schema/setting.ts'
import { formatQuery, parseQuery } from '#common/wire/pairs.ts'

it('masked areas are written as the template of the set has them, manual line 23330, for its example is another request’s', () => {
  const corners = (...all: readonly (readonly [string, string])[]) =>
    `pointCount=${all.length}&pointBegin=1&` +
    all.map(([x, y], index) => `${index === 0 ? '' : `next_pointURL=${index + 1}&`}pointX=${x}&pointY=${y}`).join('&') +
    `&pointEnd=${all.length}`
  const values = [
    'maskingEnable=1&showmaskingEnable=1&regionCount=3&regionBegin=1',
    corners(['17.755102', '31.111111'], ['6.530612', '47.407406'], ['37.346939', '37.037037']),
    'next_regionURL=2',
    corners(['27.959183', '87.40741'], ['46.734695', '56.296295'], ['53.061226', '79.259262']),
    'next_regionURL=3',
    corners(['68.571426', '50.740742'], ['61.42857', '82.222221'], ['82.85714', '77.777779']),
    'regionEnd=3',
  ].join('&')
  const asked = decode(maskedAreas.fields, parseQuery(values))
  expect(asked.unknown).toEqual([])
  expect(writeQueries(maskedAreas, { channel: 1 }, {}, asked.value).map(formatQuery)).toEqual([
    `action=set&type=maskingArea&camearaID=1&${values}`,
  ])
})
