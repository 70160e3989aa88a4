import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Clip, readVideoClip } from '#simulator/video/clip.ts'

const seconds = 20
const cell = 1920 / 80

/** 1080p, 25 frames and 4 Mbit/s, a key frame a second, every picture numbered; made once a machine. */
export function benchClip(): Clip {
  const folder = join(tmpdir(), 'sightline-bench')
  const file = join(folder, '1080p25-4M.h264')
  if (!existsSync(file)) {
    mkdirSync(folder, { recursive: true })
    const box = (index: number, colour: string, when = '') =>
      `drawbox=x=${index * cell}:y=ih-${cell}:w=${cell}:h=${cell}:color=${colour}:t=fill${when}`
    const number = Array.from({ length: 12 }, (_, index) => box(index + 2, 'white', `:enable='eq(mod(floor(n/${2 ** (11 - index)}),2),1)'`))
    const filters = [
      'noise=alls=8:allf=t',
      `drawbox=x=0:y=ih-${cell}:w=${cell * 15}:h=${cell}:color=black:t=fill`,
      box(0, 'white'),
      ...number,
    ].join(',')
    const coding = [
      '-c:v',
      'libx264',
      '-preset',
      'veryfast',
      '-profile:v',
      'main',
      '-pix_fmt',
      'yuv420p',
      '-b:v',
      '4000k',
      '-maxrate',
      '4400k',
      '-bufsize',
      '4000k',
    ]
    const frames = ['-x264-params', 'keyint=25:min-keyint=25:scenecut=0:bframes=0:aud=1:nal-hrd=cbr', '-f', 'h264']
    execFileSync(
      'ffmpeg',
      [
        '-loglevel',
        'error',
        '-y',
        '-f',
        'lavfi',
        '-i',
        `testsrc2=size=1920x1080:rate=25:duration=${seconds}`,
        '-vf',
        filters,
        ...coding,
        ...frames,
        file,
      ],
      { stdio: 'inherit' },
    )
  }
  return readVideoClip(file)
}
