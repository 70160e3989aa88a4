/** A place on the ground, m: x to the right of the camera's foot, y away from it. */
export interface Place {
  readonly x: number
  readonly y: number
}

/** A point of the picture, % of its width and height. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** A box in the picture, % of its width and height. */
export interface Box {
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
}

/** How the virtual cameras hang: 5 m up, 18° down, 80° wide, 16:9. */
const mounting = { height: 5, tilt: 18, view: 80, aspect: 16 / 9 } as const

const radians = Math.PI / 180
const [sine, cosine] = [Math.sin(mounting.tilt * radians), Math.cos(mounting.tilt * radians)]
const halfWidth = Math.tan((mounting.view / 2) * radians)
const halfHeight = halfWidth / mounting.aspect

/** Where a point so many m above a place is in the picture; outside [0, 100] what the camera does not see. Places are ahead of the camera. */
export function project({ x, y }: Place, up = 0): Point {
  const below = mounting.height - up
  const depth = y * cosine + below * sine
  const rise = y * sine - below * cosine
  return { x: 50 + (50 * x) / depth / halfWidth, y: 50 - (50 * rise) / depth / halfHeight }
}

/** The box of something upright that faces the camera, standing in the middle of its foot. */
export function boxAt(place: Place, width: number, height: number): Box {
  const foot = project(place)
  const left = project({ ...place, x: place.x - width / 2 }).x
  const right = project({ ...place, x: place.x + width / 2 }).x
  const { y: top } = project(place, height)
  return { left, top, width: right - left, height: foot.y - top }
}
