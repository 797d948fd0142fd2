const SIZE = 16

/**
 * A tile of diagonal strokes, rising, falling or crossed: what tells kinds of ground apart without colour. Drawn
 * pixel by pixel with soft edges, so that it needs no canvas and no file.
 */
export const hatch = (
  direction: 'rising' | 'falling' | 'crossed',
  [red, green, blue, opacity]: readonly [number, number, number, number],
): { width: number; height: number; data: Uint8Array } => {
  const data = new Uint8Array(SIZE * SIZE * 4)
  const period = SIZE / 2
  for (let y = 0; y < SIZE; y++)
    for (let x = 0; x < SIZE; x++) {
      const strokes = { rising: [x + y], falling: [x - y + SIZE], crossed: [x + y, x - y + SIZE] }[direction]
      const away = Math.min(...strokes.map((along) => Math.abs((along % period) - period / 2)))
      const strength = Math.max(0, Math.min(1, 1.35 - away))
      data.set([red, green, blue, Math.round(255 * opacity * strength)], (y * SIZE + x) * 4)
    }
  return { width: SIZE, height: SIZE, data }
}
