/** The air in front of a lens. */
export interface Weather {
  /** °C */
  readonly temperature: number
  /** % */
  readonly humidity: number
}

/** By the root of g/m³ times m, ours: fitted so that 10 m of a room's air let 98 % through. */
const absorbed = 0.0021

/** The part of the heat that gets through so many m: strong lines of vapour, which absorb by the root of what is in the way. */
export function throughAir({ temperature, humidity }: Weather, metres: number): number {
  return Math.exp(-absorbed * Math.sqrt(vapour(temperature, humidity) * Math.max(0, metres)))
}

/** g/m³, by Magnus's formula for the pressure of saturated vapour. */
function vapour(celsius: number, humidity: number): number {
  const pascal = 611.2 * Math.exp((17.62 * celsius) / (243.12 + celsius)) * (humidity / 100)
  return (pascal / (461.5 * (celsius + 273.15))) * 1000
}
