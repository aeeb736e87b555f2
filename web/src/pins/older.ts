/** What stands in an address for the pins before a seq; `before` is a place in the timeline. */
export const OLDER = 'older'
