import { expect, test } from 'bun:test'
import type { ComponentChildren } from 'preact'
import { renderToString } from 'preact-render-to-string'
import { CommandForm } from './command-form.tsx'
import { Area, Field } from './field.tsx'
import { FormsContext, type FormProblem } from './page-forms.ts'

const problem: FormProblem = {
  command: 'room.edit',
  message: 'A room with this name exists or existed.',
  field: 'name',
  suggestion: 'tea-2',
  values: { name: 'tea', roomId: '1' },
}

function draw(children: ComponentChildren, given: FormProblem | null = null): string {
  const page = { token: 'a-token', newId: () => 'an-id', here: '/r/tea', problem: given }
  return renderToString(<FormsContext.Provider value={page}>{children}</FormsContext.Provider>)
}

test('a form carries what its command needs, and leads back', () => {
  const html = draw(
    <CommandForm command="room.edit" hidden={{ roomId: '1' }} checks={['openToGuests']}>
      <Field name="name" label="Name" value="tea" />
    </CommandForm>,
  )
  expect(html).toContain('<form method="post" action="/api/room.edit">')
  for (const [name, value] of [
    ['id', 'an-id'],
    ['then', '/r/tea'],
    ['token', 'a-token'],
    ['checks', 'openToGuests'],
    ['roomId', '1'],
  ])
    expect(html).toContain(`<input type="hidden" name="${name}" value="${value}"`)
  expect(html).not.toContain('problem')
})

test('what was wrong stands under its field, with what had been typed', () => {
  const html = draw(
    <CommandForm command="room.edit">
      <Field name="name" label="Name" value="coffee" hint="A hint." />
      <Area name="description" label="Description" value="Old" />
    </CommandForm>,
    problem,
  )
  expect(html).toContain('value="tea"')
  expect(html).not.toContain('coffee')
  expect(html).toContain('aria-describedby="name-hint name-problem"')
  expect(html).toContain('role="alert"')
  expect(html).toContain('“tea-2” is free.')
  expect(html).toMatch(/<textarea[^>]*>Old<\/textarea>/u)
})

test('of two forms of one command only the one that was sent shows the problem', () => {
  const other = { ...problem, field: null }
  const form = (value: string) => (
    <CommandForm command="room.edit" of={{ name: 'roomId', value }}>
      <button type="submit">Save</button>
    </CommandForm>
  )
  expect(draw(form('1'), other)).toContain(problem.message)
  expect(draw(form('2'), other)).not.toContain(problem.message)
})
