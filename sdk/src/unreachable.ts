/** Nobody answered. Whether the request was carried out is unknown; a command may be sent again with the same id. */
export class Unreachable extends Error {
  constructor() {
    super('The server cannot be reached.')
    this.name = 'Unreachable'
  }
}
