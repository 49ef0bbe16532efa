"""The service as a small FastAPI service of this kind is usually written: pydantic models, python-jose, pymongo's async client.

Started by gunicorn with uvicorn workers. The key set is fetched once; every request verifies its token, as such services do.
"""

import hashlib
import json
import os
import secrets
import urllib.request
from datetime import datetime, timedelta, timezone
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
VIEW = {
    "commands": 0,
    "tail": 0,
    "daySlot": 0,
    "clientKey": 0,
    "clientHash": 0,
    "relayDueAt": 0,
    "board": 0,
    "dueAt": 0,
}
OWNER_MOVES = {
    "draft": ["submit", "cancel"],
    "submitted": ["invite", "offer", "cancel", "merge"],
    "quoting": ["invite", "award", "cancel", "merge"],
    "assigned": ["release", "schedule", "hold", "cancel"],
    "scheduled": ["release", "unschedule", "hold", "cancel"],
    "in_progress": ["release", "hold"],
    "on_hold": ["release", "resume"],
    "completed": ["confirm", "send_back"],
    "closed": ["reopen"],
    "cancelled": ["restore"],
    "rejected": [],
}
EVERYONE = ObjectId("0" * 24)
PRIORITIES = ["low", "normal", "high", "urgent"]

app = FastAPI()
bearer = HTTPBearer()
client: AsyncMongoClient = AsyncMongoClient(os.environ["MONGO_CONNECTION_STRING"], w="majority", journal=True, tz_aware=True)
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


class Money(BaseModel):
    minor: int
    currency: str


class ChangeOrder(BaseModel):
    id: str
    total: Money
    state: str


class Award(BaseModel):
    contractorId: str
    quoteId: str | None
    revision: int | None
    agreed: Money
    awardedAt: datetime
    acceptedAt: datetime | None
    acceptDueAt: datetime | None
    changeOrders: list[ChangeOrder]


class Window(BaseModel):
    start: datetime
    end: datetime


class WindowOffer(BaseModel):
    by: str
    zone: str
    windows: list[Window]


class Visit(Window):
    zone: str
    state: str


class Hold(BaseModel):
    reason: str
    by: str
    from_: str = Field(alias="from")
    since: datetime
    until: datetime | None


class Completion(BaseModel):
    at: datetime
    note: str
    done: list[str]
    labourMinutes: int
    cost: Money
    warrantyUntil: datetime | None


class Scores(BaseModel):
    quality: int
    time: int
    price: int


class Invoice(BaseModel):
    id: str
    total: Money
    state: str


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
    visits: list[Visit]
    hold: Hold | None
    startedAt: datetime | None
    completion: Completion | None
    returnedCount: int
    duplicateOfId: str | None
    reopenCount: int
    endedAt: datetime | None
    propertyId: str | None
    editable: bool
    invitedIds: list[str]
    published: bool
    quoteDueAt: datetime | None
    spendCap: Money | None
    award: Award | None
    windows: WindowOffer | None
    scores: Scores | None
    invoice: Invoice | None
    lastContractorId: str | None


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


def id_of(value: ObjectId | None) -> str | None:
    return str(value) if value else None


def within(days: int, since: datetime | None, now: datetime) -> bool:
    return since is not None and now - since <= timedelta(days=days)


def allowed_moves(doc: dict) -> list[str]:
    now = datetime.now(timezone.utc)
    status, award, completion = doc["status"], doc.get("award"), doc.get("completion") or {}
    out: set[str] = set()
    if status in ("assigned", "scheduled", "in_progress"):
        if award and award["acceptedAt"] is None:
            out = {"schedule", "hold"}
    elif status == "on_hold":
        if doc["hold"]["reason"] == "stop_work":
            out = {"release", "resume"}
    elif status == "completed":
        if award and any(order["state"] == "proposed" for order in award["changeOrders"]):
            out.add("confirm")
        if not within(7, completion.get("at"), now):
            out.add("send_back")
    elif status == "closed":
        warranty = completion.get("warrantyUntil")
        if not within(30, doc.get("endedAt") or doc["updatedAt"], now) and not (warranty and now <= warranty):
            out = {"reopen"}
    elif status == "cancelled":
        if not within(30, doc.get("endedAt") or doc["updatedAt"], now):
            out = {"restore"}
    return [move for move in OWNER_MOVES[status] if move not in out]


def to_award(doc: dict) -> Award:
    currency = doc["agreed"]["currency"]
    return Award(
        contractorId=str(doc["contractorId"]),
        quoteId=id_of(doc["quoteId"]),
        revision=doc["revision"],
        agreed=doc["agreed"],
        awardedAt=doc["awardedAt"],
        acceptedAt=doc["acceptedAt"],
        acceptDueAt=doc["acceptDueAt"],
        changeOrders=[
            ChangeOrder(id=str(one["id"]), total=Money(minor=one["minor"], currency=currency), state=one["state"])
            for one in doc["changeOrders"]
        ],
    )


def to_out(doc: dict) -> MaintenanceRequestOut:
    floor, award, invoice = doc.get("priorityFloor"), doc.get("award"), doc.get("invoice")
    open_to = doc.get("openTo", [])
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
        allowedMoves=allowed_moves(doc),
        visits=doc.get("visits", []),
        hold=doc.get("hold"),
        startedAt=doc.get("startedAt"),
        completion=doc.get("completion"),
        returnedCount=doc.get("returnedCount", 0),
        duplicateOfId=id_of(doc.get("duplicateOfId")),
        reopenCount=doc.get("reopenCount", 0),
        endedAt=doc.get("endedAt"),
        createdAt=doc["createdAt"],
        updatedAt=doc["updatedAt"],
        propertyId=id_of(doc["propertyId"]),
        editable=doc["status"] in ("draft", "submitted"),
        invitedIds=[str(one) for one in open_to if one != EVERYONE],
        published=EVERYONE in open_to,
        quoteDueAt=doc.get("quoteDueAt"),
        spendCap=doc.get("spendCap"),
        award=to_award(award) if award else None,
        windows=doc.get("windows"),
        scores=doc.get("scores"),
        invoice={**invoice, "id": str(invoice["id"])} if invoice else None,
        lastContractorId=id_of(doc.get("lastContractorId")),
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
        "address": request.address.model_dump(exclude_none=True),
        "place": {"jurisdictionId": "riverton", "point": None, "precision": None, "cell": None},
        "waitingOn": "homeowner",
        "visibility": "parties",
        "resolution": None,
        "createdAt": now,
        "updatedAt": now,
        "commands": [],
        "tail": [],
    }
    if request.clientKey:
        doc["clientKey"] = request.clientKey
    await requests.insert_one(doc)
    return to_out(doc)
