/** Text that is HTML or SVG already. */
export class Markup {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

type Value = string | number | Markup | readonly Markup[]

/** HTML or SVG from a template: every text that is put into it is escaped, in content and in quoted attributes. */
export const markup = (template: TemplateStringsArray, ...values: readonly Value[]): Markup =>
  new Markup(String.raw({ raw: template }, ...values.map(textOf)))

function textOf(value: Value): string {
  if (value instanceof Markup) return value.text
  if (typeof value === 'object') return value.map(({ text }) => text).join('')
  return String(value)
    .replace(UNWRITABLE, ' ')
    .replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** What a page cannot hold, or what would turn the texts around it. */
const UNWRITABLE = /[^\t\n\r\P{Cc}]|\p{Cs}|[\u202a-\u202e\u2066-\u2069]/gu
