"""The desk in a browser, and waiting for what happens there."""

from __future__ import annotations

import time

from playwright.sync_api import Browser, BrowserContext, Page, expect

from tests.support.desk import RunningDesk


def opened(browser: Browser | BrowserContext, desk: RunningDesk) -> Page:
    page = browser.new_page()
    page.goto(desk.address)
    expect(page.locator(".desk")).to_be_visible()
    return page


def until(page: Page, condition: str) -> None:
    """Waits for a condition in JavaScript. (`wait_for_function` evaluates strings, which the page forbids.)"""
    deadline = time.monotonic() + 10
    while not page.evaluate(condition):
        assert time.monotonic() < deadline, condition
        page.wait_for_timeout(50)
