export { callProcedure, type ProcedureCall } from './call-procedure.ts';
export { createPmpClient, type PmpClient, type RouterInputs, type RouterOutputs } from './client.ts';
export { errorDataOf, fieldErrorsOf, isPmpError, isUnreachable, type PmpError } from './errors.ts';
export { newKey } from './keys.ts';
export { type PmpClientOptions, pmpLinks } from './links.ts';
