"""
What the renewal run is measured beside: the least that a database must do, and the way most code does it.

The floor decides in SQL and writes one expense, one event, a balance and a due
date a service: no journal of the account, no state, no coverage, no outbox.
The naive way loads, decides and commits one service at a time through an ORM.
Both keep unique keys on expenses and events, and refuse when the money is out.
"""

from __future__ import annotations

import time

from sqlalchemy import BigInteger, ForeignKey, Integer, String, UniqueConstraint, create_engine, text
from sqlalchemy.orm import DeclarativeBase, Mapped, Session, mapped_column

PRICE = 1_000_000
"""100.00 in ten-thousandths."""

BATCH = 400


class Base(DeclarativeBase):
    """The tables of the floor."""


class Wallet(Base):
    """An account and its money."""

    __tablename__ = "floor_accounts"
    id: Mapped[int] = mapped_column(primary_key=True)
    balance: Mapped[int] = mapped_column(BigInteger)


class Server(Base):
    """A service and the period that is due."""

    __tablename__ = "floor_services"
    id: Mapped[int] = mapped_column(primary_key=True)
    account_id: Mapped[int] = mapped_column(ForeignKey("floor_accounts.id"), index=True)
    period: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String)


class Cost(Base):
    """An expense of a period."""

    __tablename__ = "floor_expenses"
    __table_args__ = (UniqueConstraint("service_id", "period"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int]
    period: Mapped[int]
    amount: Mapped[int] = mapped_column(BigInteger)


class Told(Base):
    """An event of a period."""

    __tablename__ = "floor_events"
    __table_args__ = (UniqueConstraint("service_id", "period"),)
    id: Mapped[int] = mapped_column(primary_key=True)
    service_id: Mapped[int]
    period: Mapped[int]
    name: Mapped[str]


_SET = (
    """INSERT INTO floor_expenses (service_id, period, amount)
       SELECT id, period, :price FROM (
         SELECT s.id, s.period, a.balance,
                :price * row_number() OVER (PARTITION BY s.account_id ORDER BY s.id) AS wanted
         FROM floor_services s JOIN floor_accounts a ON a.id = s.account_id
         WHERE s.account_id > :low AND s.account_id <= :high AND s.period = 0) due WHERE wanted <= balance""",
    """INSERT INTO floor_events (service_id, period, name)
       SELECT s.id, s.period, CASE WHEN e.id IS NULL THEN 'refused' ELSE 'renewed' END
       FROM floor_services s LEFT JOIN floor_expenses e ON e.service_id = s.id AND e.period = s.period
       WHERE s.account_id > :low AND s.account_id <= :high AND s.period = 0""",
    """UPDATE floor_accounts SET balance = balance - coalesce((SELECT sum(e.amount) FROM floor_expenses e
       JOIN floor_services s ON s.id = e.service_id WHERE s.account_id = floor_accounts.id AND e.period = 0), 0)
       WHERE id > :low AND id <= :high""",
    "UPDATE floor_services SET period = 1 WHERE account_id > :low AND account_id <= :high AND period = 0",
)


def filled(url: str, accounts: int, services: int) -> Session:
    """The tables of the floor with accounts of which one in seven is short of money."""
    engine = create_engine(url)
    Base.metadata.drop_all(engine)
    Base.metadata.create_all(engine)
    session = Session(engine)
    money = [{"id": n, "balance": PRICE * (1 if n % 7 == 0 else services)} for n in range(1, accounts + 1)]
    session.execute(Wallet.__table__.insert(), money)  # type: ignore[attr-defined]  # a table of this module
    due = [{"account_id": n, "period": 0, "state": "active"} for n in range(1, accounts + 1) for _ in range(services)]
    session.execute(Server.__table__.insert(), due)  # type: ignore[attr-defined]  # as above
    session.commit()
    return session


def by_sets(url: str, accounts: int, services: int) -> float:
    """Services a second, decided and written in SQL, so many accounts a transaction."""
    session = filled(url, accounts, services)
    began = time.perf_counter()
    for low in range(0, accounts, BATCH):
        for statement in _SET:
            session.execute(text(statement), {"price": PRICE, "low": low, "high": low + BATCH})
        session.commit()
    took = time.perf_counter() - began
    session.close()
    session.get_bind().dispose()  # type: ignore[union-attr]  # an engine
    return accounts * services / took


def one_by_one(url: str, accounts: int, services: int, *, count: int, searches: bool = False) -> float:
    """
    Services a second, one transaction each through the ORM.

    Args:
        url: of the database.
        accounts: how many there are.
        services: of each.
        count: how many services are handled; all would take minutes.
        searches: look for the next service after each one, instead of reading the list of what is due once.
    """
    session = filled(url, accounts, services)
    due = session.query(Server.id).filter(Server.period == 0).order_by(Server.id)
    ids = [] if searches else [row.id for row in due.limit(count)]
    session.commit()
    began = time.perf_counter()
    for place in range(count):
        number = due.limit(1).scalar() if searches else ids[place]
        server = session.get_one(Server, number, with_for_update=True)
        wallet = session.get_one(Wallet, server.account_id, with_for_update=True)
        has_money = wallet.balance >= PRICE
        if has_money:
            wallet.balance -= PRICE
            session.add(Cost(service_id=number, period=server.period, amount=PRICE))
        session.add(Told(service_id=number, period=server.period, name="renewed" if has_money else "refused"))
        server.period += 1
        session.commit()
    took = time.perf_counter() - began
    session.close()
    session.get_bind().dispose()  # type: ignore[union-attr]  # as above
    return count / took
