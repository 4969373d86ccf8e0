/** A DOCX read as Word reads it, by nothing but the rules of the format: what each paragraph shows, and how it is numbered. */
import { strFromU8, unzipSync } from 'fflate'

export type Parts = Readonly<Record<string, string>>

export function partsOf(docx: Uint8Array): Parts {
  return Object.fromEntries(Object.entries(unzipSync(docx)).map(([name, bytes]) => [name, strFromU8(bytes)]))
}

/** What stands in a paragraph, and the number Word puts before it; '' for none. */
export type Shown = { readonly style: string; readonly number: string; readonly text: string }

/** Every paragraph of the body in turn, those in tables too. */
export function shownBy(parts: Parts): readonly Shown[] {
  const lists = listsOf(parts)
  return paragraphs(parts['word/document.xml'] ?? '').map((xml) => {
    const style = value(xml, 'w:pStyle') ?? 'Normal'
    return { style, number: lists.number(style, xml), text: textOf(xml) }
  })
}

export function paragraphs(xml: string): readonly string[] {
  return xml.match(/<w:p>.*?<\/w:p>|<w:p [^>]*>.*?<\/w:p>|<w:p\/>/gs) ?? []
}

export function textOf(xml: string): string {
  const written = xml.match(/<w:t(?: [^>]*)?>[^<]*<\/w:t>|<w:tab\/>|<w:br\/>/g) ?? []
  return written
    .map((tag) => (tag === '<w:tab/>' ? '\t' : tag === '<w:br/>' ? '\n' : tag.replace(/<[^>]*>/g, '')))
    .join('')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&quot;/g, '"')
    .replace(/&apos;|&#39;/g, "'")
    .replace(/&amp;/g, '&')
}

export function value(xml: string, element: string): string | undefined {
  return new RegExp(`<${element} (?:[^>]*? )?w:val="([^"]*)"`).exec(xml)?.[1]
}

/**
 * ECMA-376 part 1, 17.9: a level has a format, a text and a start; a paragraph of a level begins the deeper ones anew. The
 * level of a style is the one that names the style. Uses of one list count together, save where a use begins anew.
 */
function listsOf(parts: Parts) {
  const numbering = parts['word/numbering.xml'] ?? ''
  const abstract = new Map(
    (numbering.match(/<w:abstractNum .*?<\/w:abstractNum>/gs) ?? []).map((xml) => [
      /w:abstractNumId="(\d+)"/.exec(xml)?.[1] ?? '',
      xml.match(/<w:lvl .*?<\/w:lvl>/gs) ?? [],
    ]),
  )
  const levels = new Map(
    (numbering.match(/<w:num .*?<\/w:num>/gs) ?? []).map((xml) => {
      const id = value(xml, 'w:abstractNumId') ?? ''
      const restarts = xml.match(/<w:lvlOverride .*?<\/w:lvlOverride>/gs) ?? []
      return [
        /w:numId="(\d+)"/.exec(xml)?.[1] ?? '',
        {
          id,
          levels: abstract.get(id) ?? [],
          restarts: new Map(
            restarts.map((own) => [
              Number(/w:ilvl="(\d+)"/.exec(own)?.[1]),
              Number(value(own, 'w:startOverride') ?? 1),
            ]),
          ),
        },
      ]
    }),
  )
  const styles = new Map(
    ((parts['word/styles.xml'] ?? '').match(/<w:style .*?<\/w:style>/gs) ?? []).map((xml) => [
      /w:styleId="([^"]*)"/.exec(xml)?.[1] ?? '',
      {
        list: value(/<w:numPr>.*?<\/w:numPr>/s.exec(xml)?.[0] ?? '', 'w:numId'),
        basedOn: value(xml, 'w:basedOn'),
      },
    ]),
  )
  const listOfStyle = (style: string): { readonly list: string; readonly style: string } | undefined => {
    const known = styles.get(style)
    if (known?.list !== undefined) return { list: known.list, style }
    return known?.basedOn === undefined ? undefined : listOfStyle(known.basedOn)
  }
  const counts = new Map<string, number[]>()
  return {
    number(style: string, paragraph: string): string {
      const own = /<w:numPr>.*?<\/w:numPr>/s.exec(paragraph)?.[0]
      const inherited = listOfStyle(style)
      const list = (own && value(own, 'w:numId')) ?? inherited?.list
      if (list === undefined || list === '0') return ''
      const found = levels.get(list)
      const byStyle = found?.levels.findIndex((xml) => value(xml, 'w:pStyle') === inherited?.style) ?? -1
      const level = own ? Number(value(own, 'w:ilvl') ?? 0) : Math.max(0, byStyle)
      if (!found) return ''
      const count = counts.get(found.id) ?? []
      counts.set(found.id, count)
      const restart = found.restarts.get(level)
      // Only the first paragraph of a use begins anew; the next ones go on.
      found.restarts.delete(level)
      const start = Number(value(found.levels[level] ?? '', 'w:start') ?? 1)
      count[level] = restart ?? (count[level] ?? start - 1) + 1
      count.length = level + 1
      return (value(found.levels[level] ?? '', 'w:lvlText') ?? '').replace(/%(\d)/g, (_, digit: string) => {
        const at = Number(digit) - 1
        return counted(count[at] ?? 1, value(found.levels[at] ?? '', 'w:numFmt') ?? 'decimal')
      })
    },
  }
}

function counted(number: number, format: string): string {
  if (format === 'lowerLetter') return String.fromCharCode(96 + number)
  return format === 'lowerRoman' ? (['', 'i', 'ii', 'iii', 'iv', 'v'][number] ?? '') : String(number)
}
