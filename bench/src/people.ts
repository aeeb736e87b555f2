/** Somebody with a session's token. */
export type BenchPerson = { id: string; token: string; userName: string }

export const PASSWORD = 'a long enough phrase'

/** Sends a command over HTTP; throws when it is refused. */
export async function command(
  url: string,
  token: string | null,
  name: string,
  input: Record<string, unknown>,
): Promise<{ subjectId: string; seq: number; token: string | null }> {
  const response = await fetch(`${url}/api/${name}`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-parley-token': '1',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ id: Bun.randomUUIDv7(), ...input }),
  })
  const answer = await response.json()
  if (!response.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
  return { subjectId: answer.outcome.subjectId, seq: answer.outcome.seq, token: answer.token ?? null }
}

/** Founds the community of an empty server. */
export async function anOwner(url: string, code: string | null): Promise<BenchPerson> {
  const { subjectId, token } = await command(url, null, 'community.found', {
    code,
    communityName: 'Bench',
    userName: 'owner',
    password: PASSWORD,
    guestRooms: false,
  })
  return { id: subjectId, token: token ?? '', userName: 'owner' }
}

/** Registers a member. */
export async function aMember(url: string, userName: string): Promise<BenchPerson> {
  const { subjectId, token } = await command(url, null, 'account.register', { userName, password: PASSWORD })
  return { id: subjectId, token: token ?? '', userName }
}
