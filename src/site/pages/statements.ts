/** Tilgjengelighetserklæringen, and the page for those who follow a link that leads nowhere. */
import type { PageMaker } from '../model.ts'

export const accessibilityPages: PageMaker = {
  name: 'accessibility',
  languages: ['nb', 'nn'],
  make: ({ programme }, language, sceneAt) => {
    const scene = sceneAt('tilgjengelighet/')
    return [
      {
        path: 'tilgjengelighet/',
        title: scene.words('site-foot-accessibility'),
        description: scene.words('site-accessibility-lead'),
        main: scene.fill(`accessibility-${language}`, {
          title: scene.words('site-foot-accessibility'),
          mailbox: programme.settings?.office.mailbox ?? '',
        }),
      },
    ]
  },
}

/** Web servers show `404.html` for every address they do not have. It speaks all three languages. */
export const lostPages: PageMaker = {
  name: 'lost',
  languages: ['nb'],
  make: ({ speakers }, _language, sceneAt) => {
    const scene = sceneAt('404.html')
    return [
      {
        path: '404.html',
        title: scene.words('site-lost-title'),
        description: scene.words('site-lost-text'),
        main: scene.fill('lost', {
          others: (['nn', 'en'] as const).map((language) => ({
            lang: language,
            title: speakers[language].words('site-lost-title'),
            text: speakers[language].words('site-lost-text'),
          })),
        }),
      },
    ]
  },
}
