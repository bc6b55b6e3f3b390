"""Measurements beside peers and floors; nothing here is timed by the tests."""

from __future__ import annotations
