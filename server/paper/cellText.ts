/** What a spreadsheet would take for a formula, also when typed with a Chinese input method. */
const FORMULA = /^[=+\-@\t\r＝＋－＠]/
/** What XML cannot hold. */
const UNWRITABLE = /[^\t\n\r\P{Cc}]|\p{Cs}|[\ufffe\uffff]/gu

/** A text that a spreadsheet shows and never computes. */
export function cellText(text: string): string {
  const writable = text.replace(UNWRITABLE, '')
  return FORMULA.test(writable) ? `'${writable}` : writable
}
