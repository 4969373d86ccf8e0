/**
 * The look of every page: Designsystemet's default theme (https://designsystemet.no, @digdir/designsystemet-css
 * 1.22.0, MIT), the few tokens used here copied in, so that a document carries all it needs and fetches nothing.
 * Text and background keep at least 4.5:1 in both colour schemes; tests/browser/document.test.ts proves it.
 */
const tokens = `:root {
  color-scheme: light dark;
  --background: #ffffff;
  --background-tinted: #f3f3f4;
  --surface-tinted: #eef4fa;
  --surface-warning: #fcf2e2;
  --border-subtle: #bbbcbd;
  --border-default: #77797b;
  --border-warning: #a56d13;
  --text: #292c30;
  --text-subtle: #5b5d60;
  --text-warning: #3c2807;
  --accent: #0062ba;
  --accent-text: #005db1;
  --accent-strong: #002c54;
  --focus-inner: #ffffff;
  --focus-outer: #292c30;
  --font: Inter, "Inter Variable", "Source Sans 3", "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif;
  --size-1: 0.25rem;
  --size-2: 0.5rem;
  --size-3: 0.75rem;
  --size-4: 1rem;
  --size-5: 1.25rem;
  --size-6: 1.5rem;
  --size-8: 2rem;
  --size-10: 2.5rem;
  --size-14: 3.5rem;
  --size-18: 4.5rem;
  --radius: 0.25rem;
  --hang: 3.25rem;
  --measure: 42rem;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --background: #17181a;
    --background-tinted: #1e2022;
    --surface-tinted: #142941;
    --surface-warning: #322616;
    --border-subtle: #4e5052;
    --border-default: #808183;
    --border-warning: #a37a46;
    --text: #ececec;
    --text-subtle: #a7a8a9;
    --text-warning: #f7ebdb;
    --accent: #4c91cf;
    --accent-text: #8eaacb;
    --accent-strong: #e7edf4;
    --focus-inner: #17181a;
    --focus-outer: #ececec;
  }
}
`

const text = `* { box-sizing: border-box }
html { font-size: 100%; -webkit-text-size-adjust: 100% }
body {
  margin: 0;
  background: var(--background-tinted);
  color: var(--text);
  font: 400 1.0625rem/1.6 var(--font);
  letter-spacing: 0.005em;
  overflow-wrap: break-word;
  hyphens: manual;
}
h1, h2, h3, h4 { color: var(--text); font-weight: 500; line-height: 1.3; text-wrap: balance; margin: 0 }
h1 { font-size: clamp(1.625rem, 1.2rem + 2vw, 2.25rem); letter-spacing: -0.005em; margin-bottom: var(--size-6) }
h2 { font-size: 1.375rem; margin: var(--size-10) 0 var(--size-3) }
h3 { font-size: 1.125rem; margin: var(--size-6) 0 var(--size-2) }
p { margin: 0 0 var(--size-3) }
ul, ol { margin: 0 0 var(--size-4); padding-inline-start: 1.5rem }
li { margin-bottom: var(--size-1) }
li::marker { color: var(--accent) }
strong, th { font-weight: 600 }
a { color: var(--accent-text); text-decoration-thickness: 0.06em; text-underline-offset: 0.24em }
a:hover { text-decoration-thickness: 0.12em }
:focus-visible { outline: 3px solid var(--focus-outer); outline-offset: 3px; box-shadow: 0 0 0 3px var(--focus-inner) }
main:focus { outline: none; box-shadow: none }
:target { scroll-margin-top: var(--size-6) }
.blank { display: inline-block; max-width: 100%; overflow: hidden; vertical-align: bottom; white-space: nowrap }
`

const shell = `.skip-link { position: absolute; left: -999rem; padding: var(--size-3) var(--size-4) }
.skip-link:focus { left: var(--size-2); top: var(--size-2); z-index: 1; background: var(--background); color: var(--text) }
.site-header, .site-footer, main { width: 100%; max-width: calc(var(--measure) + var(--hang) + 2 * var(--size-14)); margin-inline: auto }
.overview :is(.site-header, .site-footer, main) { max-width: 72rem }
.site-header { padding: var(--size-6) var(--size-14) var(--size-5) }
.programme { color: var(--accent-strong); font-weight: 600; margin: 0 }
.notice { color: var(--text-subtle); font-size: 0.875rem; line-height: 1.5; margin: var(--size-1) 0 0 }
main {
  background: var(--background);
  border-top: 4px solid var(--accent);
  box-shadow: 0 1px 2px rgb(0 0 0 / 12%), 0 4px 16px rgb(0 0 0 / 5%);
  padding: var(--size-14) var(--size-14) var(--size-18);
}
.site-footer { color: var(--text-subtle); font-size: 0.875rem; line-height: 1.5; padding: var(--size-8) var(--size-14) var(--size-14) }
.site-footer ul { list-style: none; padding: 0; margin: 0 0 var(--size-4) }
.site-footer dl { margin: 0 }
.site-footer dl div { display: flex; flex-wrap: wrap; column-gap: var(--size-2) }
.site-footer dt::after { content: ":" }
.site-footer dd { margin: 0; min-width: 0; overflow-wrap: anywhere }
`

/** `a)` as in law; a browser that cannot count so, writes `a.`. */
const points = `@counter-style letters { system: extends lower-alpha; suffix: ") " }
@counter-style romans { system: extends lower-roman; suffix: ") " }
@counter-style numbers { system: extends decimal; suffix: ") " }
ol[type="a"] { list-style-type: lower-alpha; list-style-type: letters }
ol[type="i"] { list-style-type: lower-roman; list-style-type: romans }
ol[type="1"] { list-style-type: decimal; list-style-type: numbers }
`

const documentStyle = `.clause > p, .clause > ul, .clause > ol { margin-inline-start: var(--hang); max-width: var(--measure) }
.clause > h2, .clause > p { position: relative }
.clause > h2 { padding-inline-start: var(--hang) }
.clause .number { font-variant-numeric: tabular-nums }
.clause > h2 > .number { position: absolute; inset-inline-start: 0; color: var(--accent) }
.clause > p > .number { position: absolute; inset-inline-start: calc(-1 * var(--hang)); color: var(--text-subtle) }
.callout {
  background: var(--surface-warning);
  border: 1px solid var(--border-warning);
  border-inline-start-width: 6px;
  border-radius: var(--radius);
  color: var(--text-warning);
  margin: var(--size-6) 0;
  padding: var(--size-4) var(--size-5) var(--size-2);
}
.callout li::marker { color: inherit }
`

const tables = `.scroll { position: relative; overflow-x: auto; margin: var(--size-3) 0 var(--size-5) }
table { border-collapse: collapse; width: 100%; margin: var(--size-3) 0 var(--size-5); font-size: 0.9375rem; line-height: 1.5 }
.scroll > table { margin: 0; min-width: 34rem }
caption { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
th, td { border-bottom: 1px solid var(--border-subtle); padding: var(--size-2) var(--size-3); text-align: start; vertical-align: top }
thead :is(th, td) { background: var(--surface-tinted); border-bottom: 2px solid var(--accent); color: var(--text); vertical-align: bottom }
tbody th { font-weight: 500 }
.clause-signatures tbody :is(th, td) { height: 5rem; vertical-align: bottom }
.clause-signatures thead th:nth-child(1):nth-last-child(4) { width: 32% }
.clause-signatures thead th:nth-child(4):nth-last-child(1) { width: 28% }
.clause-signatures .blank { width: 100% }
`

/** Languages side by side; on a phone one below the other, each with its name above it. */
const parallel = `body:has(.parallel) :is(.site-header, .site-footer, main) { max-width: 68rem }
.parallel { table-layout: fixed; hyphens: auto; overflow-wrap: anywhere }
.parallel tr > :first-child { width: 4.25rem; color: var(--text-subtle); font-variant-numeric: tabular-nums }
.parallel tbody tr > :first-child { font-weight: 400 }
@media screen and (max-width: 40rem) {
  .parallel thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .parallel, .parallel :is(tbody, tr, th, td) { display: block }
  .parallel tbody tr { border-bottom: 1px solid var(--border-subtle); padding-block: var(--size-3) }
  .parallel tbody tr > * { border: 0; padding: 0 0 var(--size-2); width: auto }
  .parallel td:empty { display: none }
  .parallel td[lang] { border-inline-start: 3px solid var(--border-subtle); padding-inline-start: var(--size-3) }
  .parallel td[lang] + td[lang] { border-inline-start-color: var(--accent) }
  .parallel td[lang]::before { content: attr(data-language); color: var(--text-subtle); display: block; font-size: 0.8125rem }
}
`

const overviewStyle = `.lead { font-size: 1.1875rem; max-width: var(--measure); margin-bottom: var(--size-6) }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: var(--size-3); margin: var(--size-6) 0 }
.figures div { background: var(--surface-tinted); border-radius: var(--radius); padding: var(--size-4) var(--size-5); display: flex; flex-direction: column-reverse }
.figures dd { color: var(--accent-strong); font-size: 2rem; font-weight: 500; line-height: 1.2; margin: 0; font-variant-numeric: tabular-nums }
.figures dt { color: var(--text-subtle); font-size: 0.9375rem }
.contents { display: flex; flex-wrap: wrap; gap: var(--size-1) var(--size-5); list-style: none; padding: 0 }
.score { font-weight: 600; font-variant-numeric: tabular-nums; white-space: nowrap }
.fine { color: var(--text-subtle); font-size: 0.875rem }
.phase { border: 1px solid var(--border-default); border-radius: 999px; display: inline-block; font-size: 0.875rem; padding: 0 var(--size-3); white-space: nowrap }
details { margin: var(--size-1) 0 }
summary { color: var(--accent-text); cursor: pointer }
details ul { font-size: 0.875rem; margin: var(--size-2) 0 }
`

const narrow = `@media (max-width: 48rem) {
  :root { --hang: 2.75rem }
  .site-header, .site-footer, main { padding-inline: var(--size-6) }
  main { padding-block: var(--size-8) var(--size-10) }
}
@media (max-width: 34rem) {
  body { font-size: 1rem }
  .site-header, .site-footer, main { padding-inline: var(--size-4) }
  .clause > p, .clause > ul, .clause > ol { margin-inline-start: 0 }
  .clause > h2 { padding-inline-start: 0 }
  .clause > :is(h2, p) > .number { position: static; margin-inline-end: 0.25em }
  table:not(.wide, .parallel) :is(th, td) { font-size: 0.875rem; hyphens: auto; overflow-wrap: anywhere; padding-inline: var(--size-1) }
  table:not(.wide, .parallel) th[scope="row"] { width: 46% }
}
`

/** Always light on paper. Widths in millimetres: A4 with room for holes on the left. */
const print = `@page { size: A4; margin: 20mm 20mm 24mm 25mm; @bottom-left { font: 8pt/1.3 sans-serif; color: #5b5d60 } @bottom-right { font: 8pt/1.3 sans-serif; color: #5b5d60 } }
@media print {
  :root { color-scheme: light; --hang: 12mm; --measure: none }
  html { font-size: 10pt }
  body { background: none; font-size: 10pt; line-height: 1.45 }
  .skip-link { display: none }
  .site-header, .site-footer, main { max-width: none; padding-inline: 0 }
  .site-header { border-bottom: 2pt solid var(--accent); padding-block: 0 var(--size-3); margin-bottom: var(--size-8) }
  main { border: 0; box-shadow: none; padding-block: 0 }
  h1 { font-size: 20pt }
  h2 { font-size: 13pt; margin-top: var(--size-6) }
  h1, h2, h3 { break-after: avoid }
  p, li { orphans: 3; widows: 3 }
  tr, ul, ol, .callout { break-inside: avoid }
  p:has(+ :is(ul, ol, table, .scroll)) { break-after: avoid }
  thead { display: table-header-group }
  .scroll { overflow: visible }
  .scroll > table { min-width: 0; font-size: 9pt }
  .scroll :is(th, td) { hyphens: auto; overflow-wrap: anywhere; padding-inline: var(--size-1) }
  thead :is(th, td), .callout { print-color-adjust: exact; -webkit-print-color-adjust: exact }
  .clause-signatures, .site-footer { break-inside: avoid }
  .site-footer { border-top: 0.5pt solid var(--border-default); margin-top: var(--size-8); padding-block: var(--size-3) 0; font-size: 8pt }
  a { color: inherit }
}
`

/** Cells to write in. Two thirds of the width go to the answer, and a line is as high by hand as it is in print. */
export const roomStyle = `td.room { line-height: 2; min-width: 8rem }
table:has(.room) td { border-inline-start: 1px solid var(--border-subtle) }
tbody th[scope="row"] + td.room:last-child { width: 66% }
table:has(.room) tr { break-inside: avoid }
@media print { td.room { line-height: 7.5mm; min-width: 0 } }
`

/** The whole style sheet. */
export const style =
  tokens + text + points + shell + documentStyle + tables + parallel + overviewStyle + narrow + print
