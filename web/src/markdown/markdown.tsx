import type { ComponentChildren } from 'preact'
import { useContext } from 'preact/hooks'
import { NamesContext } from '../mentions/names-context.ts'
import type { Align, Block, Inline } from './blocks.ts'
import { CodeBlock } from './code-block.tsx'

type Props = {
  readonly blocks: readonly Block[]
  /** Where Parley itself is: links to it open inside. */
  readonly origin?: string
  /** What follows the last word, in its paragraph where there is one. */
  readonly after?: ComponentChildren
}

/** Message text: headings begin below those of the page, and each block finds its own direction. */
export function Markdown({ blocks, origin, after }: Props) {
  const last = blocks.at(-1)
  const isInside = last?.t === 'p'
  return (
    <div class="prose" dir="auto">
      {blocks.map((block, index) => (
        <BlockView key={index} block={block} origin={origin}>
          {isInside && block === last && after}
        </BlockView>
      ))}
      {!isInside && after && <p>{after}</p>}
    </div>
  )
}

type BlockProps = { readonly block: Block; readonly origin: string | undefined; readonly children?: ComponentChildren }

function BlockView({ block, origin, children }: BlockProps) {
  switch (block.t) {
    case 'p':
      return (
        <p dir="auto">
          <Inlines of={block.c} origin={origin} />
          {children}
        </p>
      )
    case 'h':
      return (
        <Heading level={block.level}>
          <Inlines of={block.c} origin={origin} />
        </Heading>
      )
    case 'quote':
      return (
        <blockquote dir="auto">
          <Blocks of={block.c} origin={origin} />
        </blockquote>
      )
    case 'list':
      return <List block={block} origin={origin} />
    case 'pre':
      return <CodeBlock code={block.v} language={block.lang} />
    case 'rule':
      return <hr />
    case 'table':
      return <TableView block={block} origin={origin} />
  }
}

function Blocks({ of, origin }: { readonly of: readonly Block[]; readonly origin: string | undefined }) {
  return of.map((block, index) => <BlockView key={index} block={block} origin={origin} />)
}

function Heading({ level, children }: { readonly level: number; readonly children: ComponentChildren }) {
  if (level <= 1) return <h3 dir="auto">{children}</h3>
  if (level === 2) return <h4 dir="auto">{children}</h4>
  if (level === 3) return <h5 dir="auto">{children}</h5>
  return <h6 dir="auto">{children}</h6>
}

type ListProps = { readonly block: Extract<Block, { t: 'list' }>; readonly origin: string | undefined }

function List({ block, origin }: ListProps) {
  const items = block.items.map((item, index) => (
    <li key={index} dir="auto">
      <Item of={item} origin={origin} />
    </li>
  ))
  if (block.start === null) return <ul>{items}</ul>
  return <ol start={block.start}>{items}</ol>
}

/** A single paragraph needs no element of its own inside an item. */
function Item({ of, origin }: { readonly of: readonly Block[]; readonly origin: string | undefined }) {
  const [first, ...rest] = of
  if (first?.t !== 'p') return <Blocks of={of} origin={origin} />
  return (
    <>
      <Inlines of={first.c} origin={origin} />
      <Blocks of={rest} origin={origin} />
    </>
  )
}

type TableProps = { readonly block: Extract<Block, { t: 'table' }>; readonly origin: string | undefined }

function TableView({ block, origin }: TableProps) {
  const [head, ...body] = block.rows
  return (
    <div class="table" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {head?.map((cell, index) => (
              <th key={index} scope="col" dir="auto" data-align={alignOf(block.align, index)}>
                <Inlines of={cell} origin={origin} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {body.map((row, at) => (
            <tr key={at}>
              {row.map((cell, index) => (
                <td key={index} dir="auto" data-align={alignOf(block.align, index)}>
                  <Inlines of={cell} origin={origin} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function alignOf(align: readonly Align[], index: number): string | undefined {
  return align[index] ?? undefined
}

function Inlines({ of, origin }: { readonly of: readonly Inline[]; readonly origin: string | undefined }) {
  return of.map((inline, index) =>
    typeof inline === 'string' ? inline : <InlineView key={index} inline={inline} origin={origin} />,
  )
}

function InlineView({ inline, origin }: { inline: Exclude<Inline, string>; origin: string | undefined }) {
  switch (inline.t) {
    case 'em':
      return (
        <em>
          <Inlines of={inline.c} origin={origin} />
        </em>
      )
    case 'strong':
      return (
        <strong>
          <Inlines of={inline.c} origin={origin} />
        </strong>
      )
    case 'del':
      return (
        <del>
          <Inlines of={inline.c} origin={origin} />
        </del>
      )
    case 'code':
      return <code>{inline.v}</code>
    case 'br':
      return <br />
    case 'name':
      return <Name v={inline.v} />
    case 'a':
      return (
        <Link href={inline.href} origin={origin}>
          <Inlines of={inline.c} origin={origin} />
        </Link>
      )
  }
}

type LinkProps = { readonly href: string; readonly origin: string | undefined; readonly children: ComponentChildren }

function Link({ href, origin, children }: LinkProps) {
  const isInside = origin !== undefined && (href === origin || href.startsWith(`${origin}/`))
  if (isInside) return <a href={href}>{children}</a>
  return (
    <a href={href} target="_blank" rel="noopener noreferrer nofollow">
      {children}
    </a>
  )
}

function Name({ v }: { readonly v: string }) {
  return <>{useContext(NamesContext)(v)}</>
}
