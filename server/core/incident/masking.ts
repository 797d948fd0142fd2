/** 王小明 → 王*, Li Wei → L*: as everybody sees a reporter or a party by default. '' stays ''. */
export function maskedName(name: string): string {
  const [first] = name.trim()
  return first === undefined ? '' : `${first}*`
}

/** 13812345678 → 138****5678; of a number too short to keep both ends apart nothing is shown but that there is one. */
export function maskedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '')
  if (digits === '') return ''
  return digits.length < 9 ? '****' : `${digits.slice(0, 3)}****${digits.slice(-4)}`
}
