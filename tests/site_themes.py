"""How the pages of the demo site look: one plan of the layout grammar per theme, and the site's style sheet."""

from __future__ import annotations

from tests.markups.registry import Plan, plain_plan

COMMON = {"navigation": "nav_links", "footer": "footer_links", "diagram": "diagram_svg", "source": "pretty"}

THEMES: dict[str, Plan] = {
    "blocks": {
        "overview_pairs": "grid_of_siblings",
        "spec_pairs": "nested_blocks",
        "related": "cards_in_links",
        "payload": "next_data",
        "attributes": "utility_classes",
        "benchmark_name": "spans_apart",
    },
    "definitions": {
        "overview_pairs": "definition_list",
        "spec_pairs": "definition_list_in_divs",
        "rank_pairs": "definition_list",
        "related": "cards_with_definition_lists",
        "group_box": "box_section",
        "payload": "linked_data",
        "rank_line": "rank_line_text",
        "criterion_form": "criterion_heading",
    },
    "tables": {
        "overview_pairs": "two_columns",
        "spec_pairs": "two_columns_th",
        "rank_pairs": "two_columns",
        "related": "table_of_models",
        "benchmark_table": "table_of_four",
        "requirement_blocks": "need_table_rows",
        "prose_form": "paragraphs_with_inline",
        "pillar_form": "pillar_flat",
    },
    "headers": {
        "overview_pairs": "header_row",
        "spec_pairs": "header_rows_of_three",
        "related": "related_links",
        "payload": "streamed",
        "group_heading": "h4",
        "total_form": "total_two_elements",
        "benchmark_table": "table_row_headers",
    },
    "icons": {
        "overview_pairs": "icons_between_spans",
        "spec_pairs": "icons_between_spans",
        "rank_pairs": "icons_between_spans",
        "heading_text": "heading_icon",
        "related": "cards_with_linked_names",
        "attributes": "hashed_classes",
        "benchmark_table": "div_table",
        "rank_text": "rank_medal_svg",
        "criterion_form": "criterion_meter",
    },
    "lines": {
        "overview_pairs": "one_text",
        "spec_pairs": "bold_label_colon_inside",
        "rank_pairs": "one_text_paragraphs",
        "rank_line": "rank_line_colon",
        "related": "carousel",
        "hidden": "template",
        "label_text": "no_break_spaces",
        "benchmark_table": "bullet_list",
        "requirement_blocks": "need_heading",
    },
    "cards": {
        "overview_pairs": "label_cards",
        "spec_pairs": "label_cards",
        "rank_pairs": "label_cards",
        "related": "cards_in_links",
        "label_text": "upper",
        "value_text": "unit_in_span",
        "section_heading": "h3_in_header",
        "benchmark_table": "flat_grid",
        "rank_text": "rank_medal",
        "pillar_form": "pillar_details",
        "attributes": "utility_classes",
    },
    "components": {
        "overview_pairs": "custom_elements",
        "spec_pairs": "slots",
        "root": "web_component",
        "label_text": "comments_around",
        "related": "related_links",
        "benchmark_table": "definition_rows",
        "total_form": "total_spans",
        "footer": "footer_chat",
        "name_form": "h1_comments",
    },
}
"""Options that differ from the plain ones, by theme."""


def plan_of(theme: str) -> Plan:
    """The whole plan of a theme."""
    return {**plain_plan(), **COMMON, **THEMES[theme]}


STYLE = """
:root { color-scheme: light dark; --line: #8885; --soft: #8881; --accent: #2a6fdb; }
* { box-sizing: border-box; }
body { font: 16px/1.55 system-ui, sans-serif; max-width: 60rem; margin: 0 auto; padding: 1rem; }
h1 { font-size: 2rem; margin: .5rem 0 1rem; }
h2 { font-size: 1.35rem; margin: 1.6rem 0 .6rem; }
h3, h4, h5 { margin: 1rem 0 .4rem; }
a { color: var(--accent); }
nav ul { display: flex; gap: 1rem; list-style: none; padding: 0; flex-wrap: wrap; }
footer { margin-top: 3rem; border-top: 1px solid var(--line); padding-top: 1rem; font-size: .85rem; }
table { border-collapse: collapse; width: 100%; margin: .5rem 0; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .35rem .6rem; text-align: left; vertical-align: top; }
dl { display: grid; grid-template-columns: minmax(10rem, 40%) 1fr; gap: .3rem 1rem; }
dl > div { display: contents; }
dt { font-weight: 600; }
dd { margin: 0; }
ul.facts { list-style: none; padding: 0; }
.grid, .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .7rem; }
.grid > *, .card, spec-item, x-fact { border: 1px solid var(--line); border-radius: .5rem; }
.grid > *, .card, spec-item, x-fact { padding: .6rem .8rem; background: var(--soft); }
spec-list { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: .7rem; }
spec-label, spec-value, spec-item, x-fact { display: block; }
x-fact { display: flex; justify-content: space-between; margin: .3rem 0; }
article, fieldset { border: 1px solid var(--line); border-radius: .5rem; padding: .6rem 1rem; margin: .6rem 0; }
svg { max-width: 3rem; max-height: 1rem; fill: currentColor; }
svg.diagram, svg:has(text) { max-width: 22rem; max-height: none; font-size: 13px; }
""".strip()
