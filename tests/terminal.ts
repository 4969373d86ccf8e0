/** The tool on a real terminal: keys are pressed, and the screen is read, in a window of tmux. */
import { execFileSync, spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root } from './worlds.ts'

export const hasTerminal = spawnSync('tmux', ['-V']).status === 0

let opened = 0

/** Each terminal has a server of its own: one that is just being stopped would take the next session with it. */
function server(): (...words: readonly string[]) => string {
  const socket = `mobilitet-${process.pid}-${opened++}`
  return (...words) => execFileSync('tmux', ['-L', socket, '-f', '/dev/null', ...words], { encoding: 'utf8' })
}

export type Terminal = {
  /** Waits until the screen shows the text, and gives the whole screen. */
  shows(text: string): Promise<string>
  /** Types the letters as they are. */
  types(text: string): void
  /** Presses keys by the names tmux gives them: `Enter`, `Tab`, `Escape`, `Down`. */
  presses(...keys: readonly string[]): void
  close(): void
}

/** Starts `mobilitet` in a folder. When it is done the screen shows its exit code, as `exit 0`. */
export function terminal(folder: string, words: readonly string[]): Terminal {
  const tmux = server()
  const command = [process.execPath, '--import', 'tsx', join(root, 'src/cli.ts'), ...words, '--root', folder]
  const quoted = command.map((word) => `'${word.replaceAll("'", `'\\''`)}'`).join(' ')
  tmux(
    'new-session',
    '-d',
    '-s',
    'tool',
    '-x',
    '100',
    '-y',
    '50',
    '-c',
    root,
    `env -u CI ${quoted}; echo "exit $?"; sleep 60`,
  )
  const screen = () => tmux('capture-pane', '-p', '-t', 'tool')
  return {
    async shows(text) {
      const patience = Date.now() + 20_000
      for (let seen = screen(); ; seen = screen()) {
        if (seen.includes(text)) return seen
        if (Date.now() > patience) throw new Error(`«${text}» never came; the screen says\n${seen}`)
        await new Promise((resume) => setTimeout(resume, 50))
      }
    },
    types: (text) => void tmux('send-keys', '-t', 'tool', '-l', '--', text),
    presses: (...keys) => void tmux('send-keys', '-t', 'tool', ...keys),
    close: () => void tmux('kill-server'),
  }
}
