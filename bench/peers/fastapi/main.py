"""The service as a small FastAPI service of this kind is usually written: pydantic models, python-jose, pymongo's async client.

Started by gunicorn with uvicorn workers. The key set is fetched once; every request verifies its token, as such services do.
"""

import hashlib
import json
import os
import secrets
import urllib.request
from datetime import datetime, timezone
from typing import Annotated, Literal

from bson import ObjectId
from fastapi import Depends, FastAPI, HTTPException, Query
from fastapi.security import HTTPAuthorizationCredentials, HTTPBearer
from jose import JWTError, jwt
from pydantic import BaseModel, Field
from pymongo import AsyncMongoClient

ISSUER = os.environ["PMP_ISSUER"]
AUDIENCE = os.environ["AUTH0_API_AUDIENCE"]
ROLES_CLAIM = os.environ["PMP_ROLES_CLAIM"]
VIEW = {"commands": 0, "tail": 0, "daySlot": 0, "clientKey": 0, "clientHash": 0, "relayDueAt": 0}
OWNER_MOVES = {"draft": ["cancel"], "submitted": ["cancel"], "quoting": ["cancel"], "assigned": ["cancel"], "scheduled": ["cancel"]}
PRIORITIES = ["low", "normal", "high", "urgent"]

app = FastAPI()
bearer = HTTPBearer()
client: AsyncMongoClient = AsyncMongoClient(os.environ["MONGO_CONNECTION_STRING"], w="majority", journal=True)
requests = client[os.environ["DB_NAME"]]["requests"]
with urllib.request.urlopen(f"{ISSUER}.well-known/jwks.json") as reply:
    KEYS = {key["kid"]: key for key in json.load(reply)["keys"]}


class Caller(BaseModel):
    id: str
    roles: list[str]


class Address(BaseModel):
    line1: str = Field(min_length=1, max_length=120)
    line2: str | None = Field(default=None, max_length=120)
    city: str = Field(min_length=1, max_length=80)
    region: str | None = Field(default=None, max_length=80)
    postalCode: str = Field(min_length=2, max_length=16)
    country: str | None = None


class Point(BaseModel):
    lon: float
    lat: float


class Place(BaseModel):
    jurisdictionId: str | None
    point: Point | None
    precision: str | None
    cell: str | None


class MaintenanceRequest(BaseModel):
    title: str = Field(min_length=3, max_length=120)
    description: str = Field(min_length=1, max_length=4000)
    category: str = Field(min_length=2, max_length=40)
    priority: Literal["low", "normal", "high", "urgent"] = "normal"
    address: Address
    clientKey: str | None = Field(default=None, min_length=8, max_length=64)


class MaintenanceRequestOut(BaseModel):
    id: str
    number: str
    version: int
    status: str
    title: str
    description: str
    category: str
    priority: str
    priorityFloor: str | None
    effectivePriority: str
    address: Address
    place: Place
    waitingOn: str
    visibility: str
    resolution: str | None
    closingText: str | None
    allowedMoves: list[str]
    createdAt: datetime
    updatedAt: datetime
    propertyId: str | None
    editable: bool


class Page(BaseModel):
    items: list[MaintenanceRequestOut]
    nextCursor: str | None


async def homeowner(credentials: Annotated[HTTPAuthorizationCredentials, Depends(bearer)]) -> Caller:
    token = credentials.credentials
    try:
        key = KEYS[jwt.get_unverified_header(token)["kid"]]
        claims = jwt.decode(token, key, algorithms=["RS256"], audience=AUDIENCE, issuer=ISSUER)
    except (JWTError, KeyError) as error:
        raise HTTPException(status_code=401, detail="Invalid token") from error
    roles = claims.get(ROLES_CLAIM) or []
    if "homeowner" not in roles:
        raise HTTPException(status_code=403, detail="Only a homeowner may do this")
    name = hashlib.sha256(f"{ISSUER}\n{claims['sub']}".encode()).hexdigest()[:24]
    return Caller(id=name, roles=roles)


Homeowner = Annotated[Caller, Depends(homeowner)]


def to_out(doc: dict) -> MaintenanceRequestOut:
    floor = doc.get("priorityFloor")
    effective = max(doc["priority"], floor or "low", key=PRIORITIES.index)
    return MaintenanceRequestOut(
        id=str(doc["_id"]),
        number=doc["number"],
        version=doc["version"],
        status=doc["status"],
        title=doc["title"],
        description=doc["description"],
        category=doc["category"],
        priority=doc["priority"],
        priorityFloor=floor,
        effectivePriority=effective,
        address=doc["address"],
        place=doc["place"],
        waitingOn=doc["waitingOn"],
        visibility=doc["visibility"],
        resolution=doc["resolution"],
        closingText=doc.get("closingText"),
        allowedMoves=OWNER_MOVES.get(doc["status"], []),
        createdAt=doc["createdAt"],
        updatedAt=doc["updatedAt"],
        propertyId=str(doc["propertyId"]) if doc["propertyId"] else None,
        editable=doc["status"] in ("draft", "submitted"),
    )


@app.get("/ping")
async def ping() -> dict:
    return {"status": "ok", "version": "0.1.0", "time": datetime.now(timezone.utc)}


@app.get("/homeowner/requests")
async def list_requests(caller: Homeowner, limit: Annotated[int, Query(ge=1, le=100)] = 20) -> Page:
    found = requests.find({"homeownerId": ObjectId(caller.id)}, VIEW).sort("sk", -1).limit(limit + 1)
    docs = await found.to_list(limit + 1)
    items = [to_out(doc) for doc in docs[:limit]]
    return Page(items=items, nextCursor=docs[limit - 1]["sk"] if len(docs) > limit else None)


@app.get("/homeowner/requests/{id}")
async def get_request(id: str, caller: Homeowner) -> MaintenanceRequestOut:
    doc = await requests.find_one({"_id": ObjectId(id), "homeownerId": ObjectId(caller.id)}, VIEW)
    if doc is None:
        raise HTTPException(status_code=404, detail="Not found")
    return to_out(doc)


@app.post("/homeowner/requests", status_code=201)
async def create_request(request: MaintenanceRequest, caller: Homeowner) -> MaintenanceRequestOut:
    now = datetime.now(timezone.utc)
    _id = ObjectId()
    doc = {
        "_id": _id,
        "homeownerId": ObjectId(caller.id),
        "propertyId": None,
        "sk": f"{int(now.timestamp() * 1000):012x}{_id}",
        "number": f"PM-{secrets.token_hex(4).upper()}",
        "version": 1,
        "status": "submitted",
        **request.model_dump(exclude={"address", "clientKey"}),
        "priorityFloor": None,
        "address": request.address.model_dump(exclude_none=True),
        "place": {"jurisdictionId": "riverton", "point": None, "precision": None, "cell": None},
        "waitingOn": "homeowner",
        "visibility": "parties",
        "resolution": None,
        "closingText": None,
        "createdAt": now,
        "updatedAt": now,
        "commands": [],
        "tail": [],
    }
    if request.clientKey:
        doc["clientKey"] = request.clientKey
    await requests.insert_one(doc)
    return to_out(doc)
