/** However somebody names an agreement on the command line, every command understands it the same way. */
import { expect, test } from 'vitest'
import { idIn, unknownAgreement } from '../../src/commands/record-names.ts'

test.each([
  ['kld-dfo', 'kld-dfo'],
  ['agreements/kld-dfo', 'kld-dfo'],
  ['agreements/kld-dfo/', 'kld-dfo'],
  ['agreements/kld-dfo/agreement.yaml', 'kld-dfo'],
  ['./agreements/kld-dfo/agreement.yaml', 'kld-dfo'],
  ['.\\agreements\\kld-dfo\\', 'kld-dfo'],
  ['kld-dfo/', 'kld-dfo'],
  ['agencies/kld/needs/klimaregnskap.yaml', 'kld.klimaregnskap'],
  ['agencies\\kld\\offers\\styring.yaml', 'kld.styring'],
  ['kld.klimaregnskap', 'kld.klimaregnskap'],
  ['agreements', 'agreements'],
])('%s means %s', (written, id) => {
  expect(idIn(written)).toBe(id)
})

test('what is nearly right is suggested, and nothing where nothing is near', () => {
  expect(unknownAgreement('kld-dfoo', ['kld-dfo', 'hvl-hk-dir'])).toMatchObject({
    args: { id: 'kld-dfoo', suggestion: 'kld-dfo' },
  })
  expect(unknownAgreement('zzzzzzzz', ['kld-dfo'])).toMatchObject({ args: { id: 'zzzzzzzz' } })
})
