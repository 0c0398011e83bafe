"""Sentences of the generator's own that mention labels and numbers, as running text does."""

from __future__ import annotations

from random import Random

EN = (
    "{name} was built by a small team that cared more about steady answers than about headlines.",
    "Readers often ask whether a context length of {k}K tokens is enough; for most letters and reports it is.",
    "Earlier members had {b}B parameters and {n} layers, which made them slower to serve than this one.",
    "Its makers mention the hidden dimension size of {h} only in passing and let the results speak.",
    "In our own trials it reached rank #{n} of {h} on a private list; its overall rank moved from week to week.",
    "A knowledge cutoff in 2021 would have been too early for this kind of work, so newer text was added.",
    "The license was changed twice before the release date of 3 May 2019 was given up.",
    "With {n} attention heads and a sliding window of {h} tokens it reads long files without losing the thread.",
    "People who run it at home report that 2x RTX 3060 with 12GB VRAM are sufficient for short prompts.",
    "The vocabulary size grew from 32,000 to {h},000 entries, mostly for scripts other than Latin.",
    "On one public test it scored 0.{n} and took place {n}; on another it gained 1{n} points.",
    "The normalization and the activation function are those of the line before it, and nobody misses anything else.",
    "Nothing on this page should be read as advice; a total score of {n} / 100 would still leave questions open.",
    "It answers in {n} languages, writes programs, and explains tables such as Parameters, License and Architecture.",
    "Support ended for the {b}B sibling, whose architecture was dense and whose modality was text.",
)
ZH = (
    "{name} 由一个小团队开发，他们更看重稳定的回答，而不是宣传。",
    "读者常问 {k}K 的上下文长度是否够用；对大多数信件和报告来说，已经足够。",
    "早期成员有 {b}B 参数和 {n} 层，因此部署起来更慢。",
    "在我们自己的试验中，它在 {h} 个模型里排名第 {n}，总体排名每周都有变化。",
    "知识截止日期若停在 2021 年，对这类工作来说就太早了，所以加入了更新的文本。",
    "许可证改过两次，原定的发布日期 2019 年 5 月 3 日也被放弃。",
    "它有 {n} 个注意力头，滑动窗口大小为 {h} 个词元，读长文件时不会丢失线索。",
    "词汇表大小从 32,000 增加到 {h},000，主要是为了拉丁字母以外的文字。",
    "归一化和激活函数与上一代相同，没有人觉得缺少什么。",
    "本页内容不构成建议；即使总分达到 {n} 分，也仍有疑问。",
)
FAMILY = (
    "The {family} line started as a side project and now covers devices from phones to servers.",
    "All {family} models share one tokenizer, so a vocabulary size of {h},000 holds for each of them.",
    "Members of {family} differ mainly in size: {n} layers in the small ones, {k} in the large ones.",
    "The group behind {family} publishes its notes late, and a release date is rarely kept.",
)
FAMILY_ZH = (
    "{family} 系列起初是一个业余项目，如今覆盖从手机到服务器的各种设备。",
    "所有 {family} 模型共用一个分词器，因此每个模型的词汇表大小都是 {h},000。",
    "{family} 的成员主要差别在规模：小的有 {n} 层，大的有 {k} 层。",
)
ASSESSMENT = (
    "The makers describe {topic} in a short note and leave out the numbers that a reader would need.",
    "There is a public document on {topic}, dated and signed, but its tables stop at {n} entries.",
    "Independent people repeated the work on {topic} with {n} runs and came close to the published values.",
    "Nothing is said about {topic}; a question sent in May stayed without an answer.",
    "For {topic} the score would be higher if the {b}B parameters were counted in the open.",
    "A changelog exists, and the part on {topic} names each version with its context length.",
)
ASSESSMENT_ZH = (
    "开发者用一段简短的说明介绍了{topic}，但没有给出读者需要的数字。",
    "关于{topic}有一份公开文档，有日期和署名，但表格只列出 {n} 项。",
    "独立人士对{topic}重复了 {n} 次实验，结果与公布的数值接近。",
    "关于{topic}没有任何说明；五月提出的问题一直没有得到答复。",
)
NOTE = (
    "{name} is open about its name and its terms, less open about how it was made, and silent about what it cost.",
    "Of the ten criteria, {n} were judged on paper alone; a higher grade would need sources that anyone can check.",
    "The report follows the public files of {name} as they stood in spring, and counts nothing twice.",
)
NOTE_ZH = (
    "{name} 在名称和条款上较为公开，在制作方式上公开较少，对成本则只字未提。",
    "十项标准中有 {n} 项只依据书面材料评定；更高的等级需要任何人都能核实的来源。",
)


def fill(template: str, rng: Random, **words: str) -> str:
    """A sentence with numbers of its own."""
    return template.format(
        k=rng.choice([8, 16, 32, 64, 200]), b=rng.choice([2, 6, 30, 70, 405]), n=rng.randint(11, 96),
        h=rng.choice([256, 512, 640, 768, 900]), **words,
    )  # fmt: skip


def paragraphs(rng: Random, zh: bool, name: str, count: int) -> list[str]:
    """Running text about a model: `count` paragraphs of two to four sentences, none twice."""
    pool = rng.sample(ZH if zh else EN, k=len(ZH if zh else EN))
    size = max(2, min(4, len(pool) // count))
    parts = [pool[at * size : at * size + size] for at in range(count)]
    join = "" if zh else " "
    return [join.join(fill(sentence, rng, name=name) for sentence in part) for part in parts if part]


def family_text(rng: Random, zh: bool, family: str) -> list[str]:
    pool = rng.sample(FAMILY_ZH if zh else FAMILY, k=2)
    return [("" if zh else " ").join(fill(sentence, rng, family=family) for sentence in pool)]


def assessment(rng: Random, zh: bool, topic: str) -> str:
    pool = rng.sample(ASSESSMENT_ZH if zh else ASSESSMENT, k=2)
    topic = topic if zh else topic.lower()
    return ("" if zh else " ").join(fill(sentence, rng, topic=topic) for sentence in pool)


def note(rng: Random, zh: bool, name: str) -> str:
    pool = rng.sample(NOTE_ZH if zh else NOTE, k=2)
    return ("" if zh else " ").join(fill(sentence, rng, name=name) for sentence in pool)
