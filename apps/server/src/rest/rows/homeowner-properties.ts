import { CreateProperty, Property, UpdateProperty } from '@pmp/contracts/property';
import { type Operation, operation } from '../operation.ts';
import { command, list, repeatable } from '../operation-makers.ts';
import * as sample from '../samples/property.ts';
import { ListQuery } from '../walk-pages.ts';

const path = '/homeowner/properties';
const tag = 'homeowner';
const reply = { schema: Property, name: 'PropertyOut', example: sample.property };

/** The homes that a homeowner looks after. */
export const homeownerPropertyOperations: readonly Operation[] = [
  operation({
    ...list(path),
    name: 'list_properties',
    summary: 'List your properties',
    tag,
    procedure: 'homeowner.properties.list',
    query: ListQuery,
    reply: { ...reply, list: true },
    refusals: [],
  }),
  operation({
    method: 'POST',
    path,
    name: 'create_property',
    summary: 'Add a property',
    description: repeatable,
    tag,
    procedure: 'homeowner.properties.create',
    body: { schema: CreateProperty, name: 'Property', example: sample.newProperty },
    idempotency: 'clientKey',
    status: 201,
    reply,
    refusals: [409],
  }),
  operation({
    ...command,
    method: 'PATCH',
    path: `${path}/{id}`,
    name: 'update_property',
    summary: 'Correct a property',
    description: `Send what changes and the \`version\` that you have seen. ${repeatable}`,
    tag,
    procedure: 'homeowner.properties.update',
    body: { schema: UpdateProperty, name: 'PropertyUpdate', example: sample.propertyEdit },
    reply,
  }),
];
