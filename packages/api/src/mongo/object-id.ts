import { ObjectId } from 'mongodb';

/** Ids are ObjectIds in the database and 24-hex strings everywhere else; these two are the only crossings. */
export const toObjectId = (id: string) => ObjectId.createFromHexString(id);
export const fromObjectId = (id: ObjectId) => id.toHexString();

export const newRecordId = () => new ObjectId().toHexString();
