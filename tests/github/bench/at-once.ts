/**
 * Octokit's queue goes through a dozen timers of zero for each request, and Node makes each of them wait a millisecond.
 * On the bench nothing else takes that long, so «as soon as everybody has had their turn» is taken at its word.
 */
const { setTimeout: later, clearTimeout: never } = globalThis

Object.assign(globalThis, {
  setTimeout: Object.assign(
    (work: () => void, milliseconds = 0, ...args: []) =>
      milliseconds > 0 ? later(work, milliseconds, ...args) : setImmediate(work, ...args),
    later,
  ),
  clearTimeout: (timer: NodeJS.Timeout | NodeJS.Immediate | undefined) =>
    timer !== undefined && 'hasRef' in timer && timer.constructor.name === 'Immediate'
      ? clearImmediate(timer as NodeJS.Immediate)
      : never(timer as NodeJS.Timeout),
})
