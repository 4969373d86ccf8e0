/** GitHub, to be read and to be written to: two ways in, so that whoever only reads cannot write by mistake. */
import { connect } from './github/client.ts'
import { type Local, readingOver } from './github/read.ts'
import { writingOver } from './github/write.ts'
import type { Connection, ForgeRead, ForgeWrite } from './ports.ts'

/** `local` hands out the contents that are here already, by their ids; they are not fetched. */
export function githubRead(connection: Connection, local: Local): ForgeRead {
  return readingOver(connect(connection), connection, local)
}

export function githubWrite(connection: Connection): ForgeWrite {
  const client = connect(connection)
  return writingOver(
    client,
    readingOver(client, connection, () => new Map()),
  )
}
