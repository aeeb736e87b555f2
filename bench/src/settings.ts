/** Limits are raised by settings, never bypassed; the bench says which. */
export const RAISED = {
  PARLEY_LIMIT_MESSAGES_PER_S: '1000000',
  PARLEY_LIMIT_MESSAGES_BURST: '1000000',
  PARLEY_LIMIT_FRAMES_PER_S: '1000000',
  PARLEY_LIMIT_FRAMES_BURST: '1000000',
}
