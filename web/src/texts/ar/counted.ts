const rules = new Intl.PluralRules('ar')

type Forms = Readonly<{ one: string; two: string; few: string; many: string; other: string; zero?: string }>

/** A sentence with a count, in the form that Arabic has for it; `{n}` is the number. */
export function counted(count: number, forms: Forms): string {
  return (forms[rules.select(count)] ?? forms.other).replace('{n}', String(count))
}
