"""Rarer forms of the system requirements: tables over all context sizes, devices in one line."""

from __future__ import annotations

from typing import Any

from tests.markups.registry import Context, option
from tests.markups.tree import Child, Children, h

Need = dict[str, Any]


@option("requirement_device")
def device_one_line(ctx: Context, device: str, memory: str) -> Children:
    return [h("div", f"{device} ({memory})")]


@option("requirement_device")
def device_middot(ctx: Context, device: str, memory: str) -> Children:
    return [h("p", f"{device} · {memory}")]


@option("requirement_device")
def device_count_apart(ctx: Context, device: str, memory: str) -> Children:
    count, _, name = device.partition("x ")
    return [h("div", h("span", f"{count}x"), " ", h("span", name)), h("div", memory)]


@option("requirement_device")
def device_badge_first(ctx: Context, device: str, memory: str) -> Children:
    return [h("div", h("b", device)), h("div", h("span", memory, class_="badge"))]


@option("requirement_blocks")
def need_table_with_head(ctx: Context, need: Need) -> Child:
    """A table per context size, with titles."""
    titles = ("等级", "设备", "显存") if ctx.facts.zh else ("Tier", "Device", "Memory")
    head = h("tr", [h("th", title) for title in titles])
    rows = [
        h("tr", h("td", tier), h("td", device), h("td", memory)) for tier, device, memory in need["devices"]
    ]
    parts: Children = [h("h4", need["context"])]
    parts += [h("p", need["vram"])] if need["vram"] else []
    return h("div", parts, h("table", h("thead", head), h("tbody", rows)))


@option("requirement_blocks")
def need_columns(ctx: Context, need: Need) -> Child:
    """A column per tier: the tiers as titles over the devices."""
    head = h("tr", [h("th", tier) for tier, _, _ in need["devices"]])
    row = h(
        "tr",
        [h("td", ctx.use("requirement_device", device, memory)) for _, device, memory in need["devices"]],
    )
    ctx.lossy.add("a column per tier")
    size = h("div", h("span", need["context"]), h("span", " ", need["vram"]) if need["vram"] else None)
    return h("div", size, h("table", h("thead", head), h("tbody", row)))


@option("requirement_blocks")
def need_header_line(ctx: Context, need: Need) -> Child:
    """Context size and memory side by side in one heading line."""
    top = h("div", h("span", need["context"]), "\n", h("span", need["vram"]) if need["vram"] else None)
    tiers = [
        h("div", h("p", tier), h("div", ctx.use("requirement_device", device, memory)))
        for tier, device, memory in need["devices"]
    ]
    ctx.lossy.add("context size and memory in one line")
    return h("div", top, h("div", tiers, class_="grid grid-cols-3"))


@option("requirement_blocks")
def need_list_lines(ctx: Context, need: Need) -> Child:
    """ "Consumer: 2x RTX 4090 (24GB VRAM)"."""
    rows = [
        h("li", h("strong", tier, ":"), f" {device} ({memory})") for tier, device, memory in need["devices"]
    ]
    vram = h("p", need["vram"]) if need["vram"] else None
    ctx.lossy.add("tier and device in one line")
    return h("div", h("p", h("b", need["context"])), vram, h("ul", rows))


@option("requirement_device")
def device_comma(ctx: Context, device: str, memory: str) -> Children:
    return [h("div", f"{device}, {memory}")]


@option("requirement_whole")
def counted_table(ctx: Context, needs: list[Need]) -> Children:
    """A table with a column for the count and bare context sizes."""
    zh = ctx.facts.zh
    titles = ("上下文", "所需显存", "等级", "设备", "数量", "显存") if zh else ()
    titles = titles or ("Context", "VRAM Required", "Tier", "Device", "Count", "Memory")
    ctx.lossy.add("requirements in one table")
    rows = []
    for need in needs:
        for tier, device, memory in need["devices"]:
            count, _, name = device.partition("x ")
            size = need["context"].split(" ")[0]
            cells = [size, need["vram"] or "-", tier, name, count, memory]
            rows.append(h("tr", [h("td", cell) for cell in cells]))
    head = h("tr", [h("th", title) for title in titles])
    return [h("table", h("thead", head), h("tbody", rows))]
