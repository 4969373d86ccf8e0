import type { Story } from '../../story.ts'

/** An administrator sets up the repository, in two rounds, and a third finds nothing to do. */
export const story: Story = {
  tell: async ({ bench, say, run }) => {
    say('Administratoren ser hva som mangler. Ingenting blir gjort.')
    await run('setup', { as: 'kontoret-example', dry: true })
    const writes = bench.log.filter(({ method }) => method !== 'GET')
    if (writes.length > 0) throw new Error('something was written')

    say('Så blir det gjort, men forbindelsen brytes midt i.')
    bench.after(4, 'crash')
    await run('setup', { as: 'kontoret-example' })

    say('Neste gang blir bare resten gjort.')
    await run('setup', { as: 'kontoret-example' })

    say('Og så er det ingenting igjen.')
    await run('setup', { as: 'kontoret-example' })

    say('Med en app godtar reglene bare dens stemme.')
    await run('setup', { as: 'kontoret-example', input: { app: '4242' } })

    say('En som ikke er administrator, kan ikke.')
    await run('setup', { as: 'dfo-example', language: 'nn' })
  },
}
