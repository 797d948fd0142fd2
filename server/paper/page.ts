import type { Band } from '#core/plan/plan.ts'
import { drawPatch, EDGE_SAMPLES } from './mapDrawing.ts'
import { type Markup, markup } from './markup.ts'
import { SHADES, shadeText } from './shades.ts'
import { svgOf } from './svgSurface.ts'
import type { TableColumn } from './table.ts'

const PATCH = { x: 0, y: 0, width: 26, height: 13 }
const ACROSS = [
  [0, 6.5],
  [26, 6.5],
] as const

/** A whole page to print from a browser: `content` on sheets, and above them what only the screen shows. */
export const pageOf = (title: string, content: Markup, note: string): Uint8Array =>
  new TextEncoder().encode(
    markup`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,">
<title>${title}</title>
<link rel="stylesheet" href="/api/print.css">
<script type="module" src="/api/print.js"></script>
</head>
<body>
<header class="screen-only"><b>${title}</b><span>${note}</span><button type="button" id="print">打印 Print</button></header>
${content}
</body>
</html>
`.text,
  )

export const tableOf = <T>(caption: string, columns: readonly TableColumn<T>[], rows: readonly T[]): Markup =>
  markup`<table><caption>${caption}</caption><thead><tr>${columns.map(
    ({ header, align = 'left' }) => markup`<th scope="col" class="${align}">${header}</th>`,
  )}</tr></thead><tbody>${rows.map(
    (row) =>
      markup`<tr>${columns.map(({ of, align = 'left' }) => markup`<td class="${align}">${of(row)}</td>`)}</tr>`,
  )}</tbody></table>
`

export const factsOf = (facts: readonly (readonly [string, string])[]): Markup =>
  markup`<dl class="facts">${facts.map(
    ([label, value]) => markup`<div><dt>${label}</dt><dd>${value}</dd></div>`,
  )}</dl>`

/** The shades and what they stand for, and the boundaries. */
export function legendOf(name: string, band: Band): Markup {
  const shades = SHADES.map((shade) => {
    const patch = svgOf(`${name}-${shade}`, PATCH, '', (surface) => drawPatch(surface, PATCH, shade))
    return markup`<li>${patch}${shadeText(shade, band)}</li>`
  })
  const edges = EDGE_SAMPLES.map(([text, edge]) => {
    const sample = svgOf(text, PATCH, '', (surface) => surface.stroke([ACROSS], edge))
    return markup`<li>${sample}${text}</li>`
  })
  return markup`<ul class="legend">${shades}${edges}</ul>`
}
