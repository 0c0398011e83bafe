"""Forms of the system requirements."""

from __future__ import annotations

import re
from typing import Any

from tests.markups import wholes  # noqa: F401  (its options)
from tests.markups.registry import Context, dimension, option
from tests.markups.sections import heading
from tests.markups.tree import Child, Children, h
from tests.markups.words import words

dimension("requirement_blocks", 0.7)
dimension("requirement_device", 0.5)

TIERS_ZH = {"Consumer": "消费级", "Datacenter": "数据中心", "Apple Silicon": "Apple 芯片"}
Need = dict[str, Any]


@option("requirement_device")
def device_blocks(ctx: Context, device: str, memory: str) -> Children:
    return [h("div", device), h("div", memory)]


@option("requirement_device")
def device_spans(ctx: Context, device: str, memory: str) -> Children:
    return [h("span", device), h("br"), h("span", memory)]


@option("requirement_device")
def device_paragraphs(ctx: Context, device: str, memory: str) -> Children:
    return [h("p", h("strong", device)), h("p", h("small", memory))]


@option("requirement_device")
def device_times_sign(ctx: Context, device: str, memory: str) -> Children:
    count, _, name = device.partition("x ")
    return [h("div", f"{count} × {name}"), h("div", memory)]


@option("requirement_device")
def device_space_before_unit(ctx: Context, device: str, memory: str) -> Children:
    return [h("div", device), h("div", re.sub(r"(\d)(GB)", r"\1 \2", memory))]


@option("requirement_blocks")
def need_blocks(ctx: Context, need: Need) -> Child:
    tiers = [
        h("div", h("div", tier), h("div", ctx.use("requirement_device", device, memory)))
        for tier, device, memory in need["devices"]
    ]
    return h("div", h("div", h("div", need["context"]), _vram(need)), tiers)


@option("requirement_blocks")
def need_heading(ctx: Context, need: Need) -> Child:
    tiers = [
        h("li", h("h4", tier), ctx.use("requirement_device", device, memory))
        for tier, device, memory in need["devices"]
    ]
    return h("article", h("h3", need["context"]), _vram(need, "p"), h("ul", tiers))


@option("requirement_blocks")
def need_table_rows(ctx: Context, need: Need) -> Child:
    rows = [
        h("tr", h("td", tier), h("td", h("div", device)), h("td", h("div", memory)))
        for tier, device, memory in need["devices"]
    ]
    return h("div", h("p", need["context"]), _vram(need, "p"), h("table", h("tbody", rows)))


@option("requirement_blocks")
def need_flat(ctx: Context, need: Need) -> Child:
    parts: Children = [h("div", need["context"]), _vram(need)]
    for tier, device, memory in need["devices"]:
        parts += [h("div", tier), h("div", device), h("div", memory)]
    return h("div", parts)


@option("requirement_blocks")
def need_definition_list(ctx: Context, need: Need) -> Child:
    rows = [
        [h("dt", tier), h("dd", h("div", device), h("div", memory))]
        for tier, device, memory in need["devices"]
    ]
    return h("section", h("div", h("strong", need["context"])), _vram(need), h("dl", rows))


@option("requirement_blocks")
def need_details(ctx: Context, need: Need) -> Child:
    rows = [
        h("div", h("span", tier), h("div", ctx.use("requirement_device", device, memory)))
        for tier, device, memory in need["devices"]
    ]
    return h("details", h("summary", h("span", need["context"])), _vram(need), rows, open="")


def _vram(need: Need, tag: str = "div") -> Child | None:
    return h(tag, need["vram"]) if need["vram"] else None


def requirements(ctx: Context, needs: list[Need]) -> Child:
    """The section; without rows only its heading and caption, as older pages have it."""
    w = words(ctx.facts.zh)
    if ctx.facts.zh:
        needs = [in_chinese(need) for need in needs]
    ctx.record["requirements"] = [line for need in needs for line in expected_lines(need)]
    blocks = ctx.use("requirement_whole", needs) if needs else []
    return h("section", heading(ctx, w["requirements"]), h("p", w["caption"]), blocks)


def in_chinese(need: Need) -> Need:
    number = need["context"].split()[0]
    devices = [
        [TIERS_ZH[tier], device, memory.replace("VRAM", "显存")] for tier, device, memory in need["devices"]
    ]
    vram = need["vram"] and need["vram"].replace("VRAM", "显存")
    return {"context": f"{number} 个词元", "vram": vram, "devices": devices}


def expected_lines(need: Need) -> list[dict[str, Any]]:
    """What a reader notes down: one line per tier."""
    lines = []
    for tier, device, memory in need["devices"]:
        count, _, name = device.partition("x ")
        lines.append(
            {
                "context_tokens": int(re.sub(r"\D", "", need["context"])),
                "vram_gb": float(need["vram"].split()[0]) if need["vram"] else None,
                "tier": tier,
                "device": name,
                "device_count": int(count),
                "device_vram_gb": float(memory.split("GB")[0]),
            }
        )
    return lines
