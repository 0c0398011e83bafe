"""What the whole way is held against: `python -m bench.peers bare|typical|"typical, tags" ROOT PAGES [DATABASE]`.

`bare`: Scrapy as it is installed, 16 requests at once, a callback that does nothing.
`typical`: how most projects do it: a CSS selector for each of 60 values (by the label beside it, since the same
place holds another value on the next page; by classes, as the browser's tools and selector gadgets write them), an
ItemLoader that cleans them, and a pipeline that writes and commits item by item. It archives nothing, keeps no
history and checks nothing. `typical, tags` names the tag before each class, which is three times as fast.
"""

from __future__ import annotations

import sqlite3
import sys
from collections.abc import AsyncIterator, Iterator
from typing import Any

import scrapy
from itemloaders.processors import Join, MapCompose, TakeFirst
from scrapy.crawler import CrawlerProcess
from scrapy.http import Response
from scrapy.loader import ItemLoader

from tests.markups.facts import PILLARS

TOGETHER = {"CONCURRENT_REQUESTS": 16, "CONCURRENT_REQUESTS_PER_DOMAIN": 16}


class Bare(scrapy.Spider):
    """Fetches pages."""

    name = "bare"
    root = ""
    pages = 0

    async def start(self) -> AsyncIterator[scrapy.Request]:
        for number in range(self.pages):
            yield scrapy.Request(f"{self.root}/models/bench-{number:08d}")

    def parse(self, response: Response) -> Iterator[Any]:
        return iter(())


LABELS = (
    "Context Length", "Modality", "Architecture", "License", "Release Date", "Knowledge Cutoff",
    "Attention Structure", "Hidden Dimension Size", "Number of Layers", "Attention Heads", "Key-Value Heads",
    "Activation Function", "Normalization", "Position Embedding", "Parameters", "Attention Head Dimension",
    "RoPE Theta", "Sliding Window Attention", "Sliding Window Size", "FFN Intermediate Size (Dense)",
    "Multi-Token Prediction Heads", "Vocabulary Size", "Active Parameters", "Total Expert Parameters",
    "Number of Experts", "Active Experts", "Overall Rank", "Coding Rank", "Shared Experts",
    "FFN Intermediate Size (per Expert)", "Dense Layers Before MoE",
)  # fmt: skip
CRITERIA = tuple(name for _, _, names in PILLARS for name in names)


def selectors(tags: bool) -> dict[str, str]:
    """Name of a field -> its selector, as one writes them after a look at the page's source."""
    div, section, p = ("div", "section", "p") if tags else ("", "", "")
    found = {
        "name": "h1::text",
        "title": "title::text",
        "summary": 'meta[name="description"]::attr(content)',
        "description": f"{div}.prose {p or '*'}::text",
        "benchmark_names": f"table tbody tr td:first-child {div}.text-xs::text",
        "benchmark_scores": "table tbody tr td:nth-child(2)::text",
        "benchmark_ranks": "table tbody tr td:nth-child(3)::text",
        "rank": f"{section}.mt-12 > {div}.rounded-xl .mt-1::text",
        "total": f"{section}.mt-12 > {div}.rounded-xl > {div}.mt-1::text",
    }
    for at, label in enumerate(LABELS):
        found[f"value_{at}"] = f'{div}.rounded-xl:contains("{label}") {div}.mt-1::text'
    for at, name in enumerate(CRITERIA):
        found[f"score_{at}"] = f'{div}.justify-between:contains("{name}") {div}.mt-1::text'
        found[f"assessment_{at}"] = f'{div}.mt-6:contains("{name}") {p}.leading-7::text'
    return found


SELECTORS = selectors(tags="typical, tags" in sys.argv)
assert len(SELECTORS) == 60

Profile = type("Profile", (scrapy.Item,), {name: scrapy.Field() for name in ("url", *SELECTORS)})


class ProfileLoader(ItemLoader):
    """Strips every value; the first one counts, of lists all."""

    default_item_class = Profile
    default_input_processor = MapCompose(str.strip)
    default_output_processor = TakeFirst()
    description_out = benchmark_names_out = benchmark_scores_out = benchmark_ranks_out = Join("\n")


class Typical(Bare):
    """Reads 60 values of each page."""

    name = "typical"

    def parse(self, response: Response) -> Iterator[Any]:
        loader = ProfileLoader(response=response)
        loader.add_value("url", response.url)
        for name, selector in SELECTORS.items():
            loader.add_css(name, selector)
        yield loader.load_item()


class CommitEach:
    """One row an item, one commit a row."""

    database = "items.db"

    def open_spider(self) -> None:
        self.connection = sqlite3.connect(self.database)
        columns = ", ".join(SELECTORS)
        self.connection.execute(f"CREATE TABLE IF NOT EXISTS items (url TEXT PRIMARY KEY, {columns})")

    def close_spider(self) -> None:
        self.connection.close()

    def process_item(self, item: Any) -> Any:
        values = [item.get(name) for name in ("url", *SELECTORS)]
        marks = ", ".join("?" * len(values))
        self.connection.execute(f"INSERT OR REPLACE INTO items VALUES ({marks})", values)
        self.connection.commit()
        return item


def main(arguments: list[str]) -> None:
    kind, root, pages = arguments[0], arguments[1], int(arguments[2])
    settings: dict[str, Any] = dict(TOGETHER)
    if kind != "bare":
        CommitEach.database = arguments[3]
        settings["ITEM_PIPELINES"] = {CommitEach: 300}
    process = CrawlerProcess(settings)
    process.crawl(Bare if kind == "bare" else Typical, root=root, pages=pages)
    process.start()


if __name__ == "__main__":
    main(sys.argv[1:])
