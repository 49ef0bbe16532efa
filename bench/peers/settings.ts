const variable = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`${name} is needed.`);
  return value;
};

/** What the bench tells each peer. */
export const settings = {
  port: Number(variable('PORT')),
  mongoUrl: variable('MONGO_CONNECTION_STRING'),
  dbName: variable('DB_NAME'),
  issuer: variable('PMP_ISSUER'),
  audience: variable('AUTH0_API_AUDIENCE'),
  rolesClaim: variable('PMP_ROLES_CLAIM'),
};
