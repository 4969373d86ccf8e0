/** Regelboken: what is checked when a file is added or changed. */
import type { PageMaker } from '../model.ts'
import { prose } from '../prose.ts'
import { guidesIn, resolver } from './guides.ts'

export const rulesPages: PageMaker = {
  name: 'rules',
  languages: ['nb', 'nn'],
  make: (facts, language, sceneAt) => {
    const scene = sceneAt('regler/')
    const { words } = scene
    const book = prose(facts.texts.get('rules') ?? '', resolver(guidesIn(facts), scene), words('site-scroll'))
    const title = words('site-rules-title')
    return [
      {
        path: 'regler/',
        title,
        description: words('site-rules-lead'),
        section: 'guides',
        main: scene.fill('guide', {
          title,
          lang: '',
          onlyIn: language === 'nb' ? '' : words('site-guide-only-nb'),
          contents: book.headings
            .filter(({ level }) => level === 2)
            .map(({ id, text }) => ({ href: `#${encodeURIComponent(id)}`, text })),
          body: book.body,
        }),
      },
    ]
  },
}
