"""The report in a real Chromium: drawn, silent, escaped, usable by mouse, keyboard and on a phone."""

import pytest

from tests.chromium import browser, complaints, requested, wait
from tests.synthetic import HOSTILE

pytestmark = pytest.mark.browser

DRAW_ALL = "document.querySelectorAll('[data-chart]').forEach((chart) => chart.scrollIntoView())"
DRAWN = "return document.querySelectorAll('[data-drawn] canvas').length"
CELLS = "return [...document.querySelectorAll('#table-%s tbody tr')].map((row) => row.cells[%d].textContent)"


@pytest.fixture(scope="module")
def shared(report, tmp_path_factory):
    with browser(tmp_path_factory.mktemp("profile")) as driver:
        yield driver


@pytest.fixture
def page(shared, report, request):
    shared.get("about:blank")
    complaints(shared), requested(shared)
    shared.get(report.as_uri())
    wait(shared, "return document.querySelector('#table-models tbody tr') !== null")
    request.node.driver = shared
    return shared


def press(driver, *keys: str) -> None:
    from selenium.webdriver import ActionChains

    ActionChains(driver).send_keys(*keys).perform()


def find(driver, selector: str):
    from selenium.webdriver.common.by import By

    return driver.find_element(By.CSS_SELECTOR, selector)


def click(driver, selector: str) -> None:
    driver.execute_script("arguments[0].scrollIntoView({block: 'center'})", find(driver, selector))
    find(driver, selector).click()


def test_draws_everything_without_a_word_or_a_request(page, report):
    page.execute_script("document.querySelectorAll('[data-chart]').forEach(draw)")
    wait(page, f"{DRAWN} === 5")
    sizes = page.execute_script(
        "return [...document.querySelectorAll('canvas')].map((canvas) => canvas.width * canvas.height)"
    )
    assert min(sizes) > 100_000
    assert complaints(page) == []
    assert requested(page) == [report.as_uri()]


def test_charts_are_drawn_when_they_come_into_view(page):
    assert page.execute_script("return document.querySelector('#chart-transparency').dataset.drawn") is None
    find(page, "#transparency").location_once_scrolled_into_view  # noqa: B018
    wait(page, "return document.querySelector('#chart-transparency').dataset.drawn === 'yes'")


def test_page_text_is_text(page):
    page.execute_script("document.querySelectorAll('[data-chart]').forEach(draw)")
    wait(page, f"{DRAWN} === 5")
    assert HOSTILE in page.execute_script(CELLS % ("contradictions", 0))
    assert any(HOSTILE in text for text in page.execute_script(CELLS % ("changes", 2)))
    options = page.execute_script("return [...document.querySelectorAll('option')].map((o) => o.textContent)")
    assert f"{HOSTILE} (1)" in options
    assert page.execute_script("return document.images.length") == 0
    assert page.execute_script("return document.scripts.length") == 3
    assert complaints(page) == []


def test_a_tooltip_shows_page_text_as_text(page):
    from selenium.webdriver import ActionChains

    page.execute_script("document.querySelector('#chart-sizes').scrollIntoView({block: 'center'})")
    wait(page, "return document.querySelector('#chart-sizes').dataset.drawn === 'yes'")
    x, y = page.execute_script(
        "const view = views.get('sizes').view, [left, top] = view.origin(), edge = view.padding();"
        "return [left + edge.left + view.scale('x')(new Date('2025-08-01')),"
        " top + edge.top + view.scale('y')(9e9)]"
    )
    canvas = find(page, "#chart-sizes canvas")
    middle = (canvas.size["width"] / 2, canvas.size["height"] / 2)
    ActionChains(page).move_to_element_with_offset(canvas, x - middle[0], y - middle[1]).perform()
    tooltip = wait(page, "return document.querySelector('#vg-tooltip-element.visible')")
    assert HOSTILE in tooltip.text
    assert "Parameters 9B" in tooltip.text
    assert page.execute_script("return document.querySelectorAll('#vg-tooltip-element script').length") == 0


def test_an_injected_script_would_not_run(page):
    page.execute_script(
        "document.body.insertAdjacentHTML('beforeend', '<img src=x onerror=\"window.hit = 1\">')"
    )
    wait(page, "return document.images.length === 1")
    assert page.execute_script("return window.hit") is None


def test_numbers_lead_to_their_page(page):
    links = page.execute_script(
        "return [...document.querySelectorAll('#table-models td.num:not(.none)')]"
        ".map((cell) => [cell.firstChild.href, cell.closest('tr').cells[0].firstChild.href])"
    )
    assert len(links) > 50
    assert all(own == of_model and own.startswith("https://apxml.com/models/") for own, of_model in links)


def test_sorting_by_mouse(page):
    header = find(page, "#table-models th:nth-child(5)")
    click(page, "#table-models th:nth-child(5) button")
    contexts = [
        int(text.replace(",", "")) for text in page.execute_script(CELLS % ("models", 4)) if text != "–"
    ]
    assert header.get_attribute("aria-sort") == "descending"
    assert contexts[0] == 10_000_000
    assert contexts == sorted(contexts, reverse=True)
    click(page, "#table-models th:nth-child(5) button")
    assert header.get_attribute("aria-sort") == "ascending"
    contexts = [
        int(text.replace(",", "")) for text in page.execute_script(CELLS % ("models", 4)) if text != "–"
    ]
    assert contexts == sorted(contexts)


def test_by_keyboard_alone(page):
    from selenium.webdriver.common.keys import Keys

    press(page, Keys.TAB)
    assert page.execute_script("return document.activeElement.className") == "skip"
    find(page, "[data-table=models] input").send_keys("qwen3-8B")
    assert page.execute_script(CELLS % ("models", 0)) == ["Qwen3-8B"]
    assert find(page, "[data-table=models] output").text == "1 of 100 rows"
    press(page, Keys.TAB, Keys.TAB, Keys.ENTER)
    assert (
        page.execute_script("return document.activeElement.closest('th').getAttribute('aria-sort')")
        == "ascending"
    )
    assert page.execute_script("return getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_show_more(page):
    assert len(page.execute_script(CELLS % ("models", 0))) == 50
    button = find(page, "[data-table=models] .more")
    assert button.text == "Show more (50 left)"
    page.execute_script("arguments[0].click()", button)
    assert len(page.execute_script(CELLS % ("models", 0))) == 100
    assert not button.is_displayed()


def test_another_benchmark_is_drawn(page):
    page.execute_script("document.querySelector('#chart-benchmark').scrollIntoView()")
    wait(page, "return document.querySelector('#chart-benchmark').dataset.drawn === 'yes'")
    shown = "return views.get('benchmark').view.scale('y').domain()"
    assert max(page.execute_script(shown)) < 2
    page.execute_script(
        "const choice = document.getElementById('benchmark');"
        "choice.value = 'Text Arena'; choice.dispatchEvent(new Event('change'))"
    )
    wait(page, f"{shown}[1] > 1000")
    assert complaints(page) == []


def test_colours_follow_the_system_and_the_button(report, tmp_path):
    background = "return getComputedStyle(document.body).backgroundColor"
    with browser(tmp_path / "profile", dark=True) as driver:
        driver.get(report.as_uri())
        dark = driver.execute_script(background)
        assert find(driver, "#theme").get_attribute("aria-pressed") == "true"
        find(driver, "#theme").click()
        light = driver.execute_script(background)
    assert [sum(map(int, rgb[4:-1].split(","))) > 600 for rgb in (dark, light)] == [False, True]


def test_fits_a_phone(report, tmp_path):
    with browser(tmp_path / "profile", width=390, height=844) as driver:
        driver.get(report.as_uri())
        driver.execute_script("document.querySelectorAll('[data-chart]').forEach(draw)")
        wait(driver, f"{DRAWN} === 5")
        assert driver.execute_script("return document.documentElement.scrollWidth") == 390
        widths = driver.execute_script(
            "return [...document.querySelectorAll('canvas')].map((c) => c.clientWidth)"
        )
        assert max(widths) <= 358
        assert complaints(driver) == []
