import { expect, test } from 'vitest'
import { shadeWords } from '../../client/words/codes.ts'
import { cellText } from '../../server/paper/cellText.ts'
import { bandWords, signed } from '../../server/paper/words.ts'

test('a text that a spreadsheet would compute is shown instead', () => {
  for (const first of ['=', '+', '-', '@', '\t', '\r', '＝', '＋', '－', '＠'])
    expect(cellText(`${first}1+1`)).toBe(`'${first}1+1`)
  expect(cellText('西坡5号楼 = 84')).toBe('西坡5号楼 = 84')
  expect(cellText('\u0001=1')).toBe("'=1")
  expect(cellText('a\u0000\ud800\uffffb\nc')).toBe('ab\nc')
})

test('paper and screen use the same words; differences carry their sign', () => {
  for (const [band, word] of Object.entries(bandWords))
    expect(shadeWords[band as keyof typeof bandWords].zh).toBe(word)
  expect([-241, 0, 157].map(signed)).toEqual(['−241', '0', '+157'])
})
