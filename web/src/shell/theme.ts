/** What the reader chose in this browser; `system` follows the system. */
export type Theme = 'system' | 'light' | 'dark'
