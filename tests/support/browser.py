"""Waiting for what happens in a browser."""

from __future__ import annotations

import time

from playwright.sync_api import Page


def until(page: Page, condition: str) -> None:
    """Waits for a condition in JavaScript. (`wait_for_function` evaluates strings, which the page forbids.)"""
    deadline = time.monotonic() + 10
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(50)
