import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

type Schema = {
  $ref?: string
  type?: string | string[]
  enum?: string[]
  items?: Schema
  properties?: Record<string, Schema>
  required?: string[]
  anyOf?: Schema[]
}
type Parameter = { name: string; in: string; schema: Schema }
type Body = { content?: Record<string, { schema: Schema }> }
type Operation = { parameters?: Parameter[]; requestBody?: Body; responses: Record<string, Body> }
type Document = { paths: Record<string, Record<string, Operation>>; components: { schemas: Record<string, Schema> } }

const read = (url: URL) => JSON.parse(readFileSync(url, 'utf8')) as Document
const ours = read(new URL('contract.json', import.meta.url))
const published = new URL('../../../docs/generated/openapi/', import.meta.url)
const services = existsSync(published)
  ? readdirSync(published)
      .filter((name) => name.endsWith('.json'))
      .map((name) => read(new URL(name, published)))
  : []

/// `/api/orders/{id}/notes` as any service may call its variables.
const shape = (path: string) => path.replace(/{[^}]+}/g, '{}')
const family = (path: string) => path.split('/').slice(0, 3).join('/')

const solid = (document: Document, schema: Schema): Schema => {
  const one = schema.anyOf?.find(({ type }) => type !== 'null') ?? schema
  return one.$ref === undefined ? one : solid(document, document.components.schemas[one.$ref.split('/').at(-1) ?? ''] ?? {})
}
const kind = ({ type }: Schema) => (Array.isArray(type) ? type.find((one) => one !== 'null') : type)
const json = (body: Body | undefined) => Object.entries(body?.content ?? {}).find(([type]) => /json|\*\/\*/.test(type))?.[1].schema

/// What we read or send that the service does not have, by its place.
function missing(mine: Schema | undefined, [service, theirs]: [Document, Schema | undefined], place: string): string[] {
  if (mine === undefined) return []
  if (theirs === undefined) return [`${place}: no body`]
  const [want, have] = [solid(ours, mine), solid(service, theirs)]
  const [wantKind, haveKind] = [kind(want), kind(have)]
  if (wantKind !== haveKind && !(wantKind === 'number' && haveKind === 'integer')) return [`${place}: ${wantKind}, but the service has ${haveKind}`]
  if (want.items !== undefined) return missing(want.items, [service, have.items], `${place}[]`)
  const values = (have.enum ?? []).filter((value) => want.enum?.includes(value) === false)
  const unheard = values.map((value) => `${place}: ${value} is not expected here`)
  return Object.entries(want.properties ?? {}).reduce((found, [name, property]) => {
    const theirProperty = have.properties?.[name]
    if (theirProperty === undefined) return [...found, `${place}.${name} is not there`]
    return [...found, ...missing(property, [service, theirProperty], `${place}.${name}`)]
  }, unheard)
}

const operations = Object.entries(ours.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, mine]) => ({ method, path, mine, service: services.find(({ paths }) => Object.keys(paths).some((one) => family(one) === family(path))) })),
)

test.each(operations.filter(({ service }) => service !== undefined))('$method $path is what its service publishes', ({ method, path, mine, service }) => {
  if (service === undefined) return
  const theirs = Object.entries(service.paths).find(([one, methods]) => shape(one) === shape(path) && method in methods)?.[1][method]
  expect(theirs).toBeDefined()
  const names = (operation: Operation | undefined) => (operation?.parameters ?? []).filter((one) => one.in !== 'path').map(({ name }) => name)
  const ourAnswer = Object.keys(mine.responses).find((status) => status.startsWith('2')) ?? '200'
  const answer = Object.entries(theirs?.responses ?? {}).find(([status]) => status.startsWith('2'))
  expect(names(theirs)).toEqual(expect.arrayContaining(names(mine)))
  expect(missing(json(mine.requestBody), [service, json(theirs?.requestBody)], 'request')).toEqual([])
  expect(missing(json(mine.responses[ourAnswer]), [service, json(answer?.[1])], 'answer')).toEqual([])
})

test('what a service does not have, has otherwise, or has besides is found', () => {
  const mine = { properties: { title: { type: 'string' }, total: { type: 'number' }, status: { type: 'string', enum: ['OPEN'] } } }
  const theirs = { properties: { total: { type: 'string' }, status: { type: 'string', enum: ['OPEN', 'SHUT'] } } }
  expect(missing(mine, [ours, theirs], 'order')).toEqual([
    'order.title is not there',
    'order.total: number, but the service has string',
    'order.status: SHUT is not expected here',
  ])
})
