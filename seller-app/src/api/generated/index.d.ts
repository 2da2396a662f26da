// Made by `npm run generate` from the OpenAPI documents. Do not edit.
import type * as contract from './contract'

export type paths = contract.paths
export type schemas = contract.components['schemas']
