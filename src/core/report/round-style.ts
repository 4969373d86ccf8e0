/**
 * The look of the picture of a round. A number stands in every cell and every cell has an edge, so it can be read
 * without colours. Text keeps at least 4.5:1 against what it stands on, in both colour schemes; the tests reckon it.
 * Colours are written out where they are used: programs that draw SVG outside browsers know no variables.
 */

/** Farger: of one scheme. The shades go from few points to many, each with the colour of the number on it. */
type Palette = {
  readonly paper: string
  readonly ink: string
  readonly faint: string
  readonly line: string
  readonly band: string
  readonly self: string
  readonly shades: readonly (readonly [shade: string, number: string])[]
}

const light: Palette = {
  paper: '#ffffff',
  ink: '#292c30',
  faint: '#5b5d60',
  line: '#bbbcbd',
  band: '#f6f7f8',
  self: '#dcdddf',
  shades: [
    ['#e3eef8', '#292c30'],
    ['#c0daf0', '#292c30'],
    ['#8dbde2', '#1e2022'],
    ['#0062ba', '#ffffff'],
    ['#002c54', '#ffffff'],
  ],
}

const dark: Palette = {
  paper: '#17181a',
  ink: '#ececec',
  faint: '#a7a8a9',
  line: '#4e5052',
  band: '#1e2022',
  self: '#3a3c3f',
  shades: [
    ['#1c2f42', '#ececec'],
    ['#1f4467', '#ffffff'],
    ['#275d90', '#ffffff'],
    ['#7fb4e2', '#10151a'],
    ['#cfe6fa', '#10151a'],
  ],
}

export const palettes = { light, dark }

function colours({ paper, ink, faint, line, band, self, shades }: Palette): string {
  const cells = shades.flatMap(([shade, number], at) => [
    `.s${at + 1} .shade{fill:${shade};stroke:${ink}}`,
    `.s${at + 1} .number,.s${at + 1} .often{fill:${number}}`,
    `.s${at + 1} .round{stroke:${number}}`,
  ])
  return [
    `.paper{fill:${paper}}`,
    `.round-picture text,.tip{fill:${ink}}`,
    `.round-picture .told,.round-picture .sum{fill:${faint}}`,
    `.band{fill:${band}}`,
    `.self{fill:${self}}`,
    `.grid{stroke:${line}}`,
    `.node{fill:${paper};stroke:${ink}}`,
    `.arrow{stroke:${ink}}`,
    ...cells.map((rule) => rule.replace(/(^|,)\./g, '$1.round-picture .')),
  ].join('\n')
}

export const pictureStyle = `
.round-picture{font:13px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Helvetica Neue",Arial,sans-serif}
.heading,.score{font-weight:600}
.score{font-size:16px}
.number{font-weight:600;font-variant-numeric:tabular-nums}
.often{font-size:9px}
.grid,.arrow,.round{fill:none}
.shade{stroke-width:.75}
.round{stroke-width:1.5}
.node,.arrow{stroke-width:1.75}
${colours(light)}
@media screen and (prefers-color-scheme: dark){
${colours(dark)}
}
`
