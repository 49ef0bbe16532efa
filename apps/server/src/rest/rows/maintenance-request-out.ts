import { Point } from '@pmp/contracts/place';
import { HomeownerRequest } from '@pmp/contracts/request-view';
import { z } from 'zod';
import { request } from '../samples/request.ts';

/** The request as the homeowner sees it, with the position back under the name by which it was sent. */
const MaintenanceRequestOut = z.strictObject({ ...HomeownerRequest.shape, location: z.nullable(Point) });

export const toOut = (seen: HomeownerRequest): z.infer<typeof MaintenanceRequestOut> => {
  const { precision, point } = seen.place;
  return { ...seen, location: precision === 'device' ? point : null };
};

export const requestReply = {
  schema: MaintenanceRequestOut,
  name: 'MaintenanceRequestOut',
  example: request,
};
