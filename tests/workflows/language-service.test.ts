/** Every workflow file through the service that GitHub's own editor help is made of: no finding. */
import { validate } from '@actions/languageservice'
import { describe, expect, it } from 'vitest'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { workflowFiles } from './workflow.ts'

let asked = 0

/** Under a new address each time: the service remembers what it has read under an address, whatever it says now. */
async function findings(name: string, text: string): Promise<readonly string[]> {
  asked += 1
  const document = TextDocument.create(`file:///${asked}/.github/workflows/${name}`, 'yaml', 1, text)
  const found = await validate(document)
  return found.map(({ range, message }) => `${name}:${range.start.line + 1} ${message}`)
}

it.each(workflowFiles.map(({ name, text }) => [name, text]))('%s', async (name, text) => {
  expect(await findings(name, text)).toEqual([])
})

describe('it would have said so', () => {
  const [{ text = '' } = {}] = workflowFiles.filter(({ name }) => name === 'check.yml')

  it.each([
    ['an unknown event', 'merge_group:', 'merge_groop:'],
    ['an unknown key', 'timeout-minutes:', 'timeout-minuts:'],
    ['an unknown permission', 'contents: read', 'content: read'],
    [
      'an unknown context',
      "if: github.event_name == 'pull_request'",
      "if: githb.event_name == 'pull_request'",
    ],
    ['two ways to wait', /cancel-in-progress: .*/, 'queue: max\n  cancel-in-progress: true'],
  ])('%s', async (_what, from, to) => {
    const broken = text.replace(from, () => to)
    expect(broken).not.toBe(text)
    expect(await findings('check.yml', broken)).not.toEqual([])
  })
})
