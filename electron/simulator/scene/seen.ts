import { type Actor, type ActorKind, actors, loop, sizes } from './actors.ts'
import { type Box, boxAt, type Place, type Point, project } from './ground.ts'

/** What a camera sees of an actor at a moment. */
export interface Seen {
  readonly id: string
  readonly kind: ActorKind
  readonly box: Box
  /** Where it stands in the picture, %. */
  readonly foot: Point
  readonly place: Place
  /** m/s. */
  readonly speed: number
  /** The way it goes in the picture, ° clockwise from a way to the right; `undefined` while it stands. */
  readonly heading: number | undefined
}

/** A moment of the loop, s [0, 10): every camera's runs off one clock, the epoch, as the clips do. */
export function sceneTime(nowMs: number): number {
  return (nowMs / 1000) % loop
}

/** All that is in the picture at a moment of the loop, the farthest first. What is all beyond the picture's edge is not. */
export function seenAt(at: number, cast: readonly Actor[] = actors): readonly Seen[] {
  return cast
    .flatMap((actor) => lookAt(actor, at))
    .filter(({ box, foot }) => box.left < 100 && box.left + box.width > 0 && box.top < 100 && foot.y > 0)
    .sort((a, b) => b.place.y - a.place.y)
}

function lookAt({ id, kind, way }: Actor, at: number): readonly Seen[] {
  const next = way.findIndex((stop) => stop.at > at)
  const [from, to] = [way[next - 1], way[next]]
  if (from === undefined || to === undefined) return []
  const gone = (at - from.at) / (to.at - from.at)
  const place = { x: from.x + (to.x - from.x) * gone, y: from.y + (to.y - from.y) * gone }
  const speed = Math.hypot(to.x - from.x, to.y - from.y) / (to.at - from.at)
  const { width, height } = sizes[kind]
  const [start, end] = [project(from), project(to)]
  const turn = (Math.atan2(end.y - start.y, end.x - start.x) * 180) / Math.PI
  const heading = speed > 0 ? (turn + 360) % 360 : undefined
  return [{ id, kind, box: boxAt(place, width, height), foot: project(place), place, speed, heading }]
}
