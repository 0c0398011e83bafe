"""Words of the pages' frame in both languages, for the generator's own use."""

from __future__ import annotations

EN = {
    "specs": "Technical Specifications", "requirements": "System Requirements",
    "caption": "VRAM requirements for different quantization methods and context sizes",
    "diagram": "Architecture Diagram", "benchmarks": "Evaluation Benchmarks", "rankings": "Rankings",
    "integrity": "Model Integrity", "transparency": "Model Transparency",
    "integrity_report": "Model Integrity Report",
    "transparency_report": "Transparency Report", "total": "Total Score", "note": "Audit Note",
    "benchmark": "Benchmark", "category": "Category", "score": "Score", "rank": "Rank",
    "about": "About {}", "other": "Other {} Models",
    "none": "No evaluation benchmarks for {} available.", "no_related": "No related models available",
    "related": "Related Models", "similar": "Similar Models", "compare": "Compare with Other Models",
    "overall": "Overall Rank", "coding": "Coding Rank", "parameters": "Parameters", "context": "Context Length",
    "license": "License", "overview": "Overview", "architecture": "Architecture", "active": "Active Parameters",
}  # fmt: skip
ZH = {
    "specs": "技术规格", "requirements": "系统要求", "caption": "不同量化方法和上下文大小的显存要求",
    "diagram": "架构图",
    "benchmarks": "评估基准", "rankings": "排名情况", "integrity": "模型完整性", "transparency": "模型透明度",
    "integrity_report": "模型完整性报告", "transparency_report": "透明度报告", "total": "总分", "note": "审计说明",
    "benchmark": "基准", "category": "类别", "score": "分数", "rank": "排名", "about": "关于 {}",
    "other": "其他 {} 模型",
    "none": "没有可用的 {} 评估基准。", "no_related": "暂无相关模型", "related": "相关模型", "similar": "相关模型",
    "compare": "相关模型", "overall": "总体排名", "coding": "编程排名", "parameters": "参数", "context": "上下文长度",
    "license": "许可证", "overview": "概览", "architecture": "架构", "active": "活跃参数",
}  # fmt: skip


def words(zh: bool) -> dict[str, str]:
    return ZH if zh else EN
