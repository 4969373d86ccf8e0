import type { Context, ExitCode } from './context.ts'
export function run(_c: Context, _o: object): ExitCode { return 0 }
