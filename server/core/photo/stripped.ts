/** A picture without anything that says where, when, with what or by whom it was taken. */
export interface Stripped {
  readonly bytes: Uint8Array<ArrayBuffer>
  /** In pixels, before it is turned. */
  readonly width: number
  readonly height: number
}
