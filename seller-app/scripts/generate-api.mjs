// Types of the API from the OpenAPI documents listed in openapi.inputs.json: one file for each document, one index over all.
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import openapiTS, { astToString } from 'openapi-typescript'

const root = fileURLToPath(new URL('..', import.meta.url))
const out = `${root}/src/api/generated`
const inputs = JSON.parse(readFileSync(`${root}/openapi.inputs.json`, 'utf8'))
const notice = '// Made by `npm run generate` from the OpenAPI documents. Do not edit.\n'

rmSync(out, { recursive: true, force: true })
mkdirSync(out, { recursive: true })

const names = []
for (const input of inputs) {
  const name = basename(input, '.json')
  const types = astToString(await openapiTS(pathToFileURL(`${root}/${input}`)))
  writeFileSync(`${out}/${name}.d.ts`, `${notice}${types}`)
  names.push(name)
}

const ident = (name) => name.replace(/[^a-z]+(.)?/gi, (_, next) => (next ?? '').toUpperCase())
const imports = names.map((name) => `import type * as ${ident(name)} from './${name}'`).join('\n')
const paths = names.map((name) => `${ident(name)}.paths`).join(' & ')
const schemas = names.map((name) => `${ident(name)}.components['schemas']`).join(' & ')
writeFileSync(`${out}/index.d.ts`, `${notice}${imports}\n\nexport type paths = ${paths}\nexport type schemas = ${schemas}\n`)
console.log(`API types from ${inputs.length} document(s): ${names.join(', ')}`)
