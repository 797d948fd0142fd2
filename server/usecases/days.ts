/** The day of an instant, as YYYY-MM-DD, in a time zone. */
export const dayIn = (timeZone: string, instant: string): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }).format(new Date(instant))
