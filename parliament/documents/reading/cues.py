"""Words by which paragraphs of resolutions are known, in the languages in which resolutions are written most.

They only help where marks and punctuation leave it open, and only with the first words of a paragraph; a language
that is not here is read by marks and punctuation alone.
"""

from __future__ import annotations

from typing import Final

import regex

from parliament.texts import Addressee, Section

HEADINGS: Final[dict[Section, tuple[str, ...]]] = {
    "preamble": (
        "preamble", "preambular part", "preambular paragraphs", "préambule", "preámbulo", "preâmbulo", "präambel", "преамбула",
        "الديباجة", "ديباجة", "序言", "前言", "प्रस्तावना", "คำปรารภ", "መግቢያ",
    ),
    "operative": (
        "operative part", "operative paragraphs", "operative clauses", "dispositif", "parte dispositiva", "verfügender teil",
        "постановляющая часть", "المنطوق", "منطوق القرار", "执行部分",
    ),
    "annex": (
        "annex", "annexe", "anexo", "anhang", "appendix", "allegato", "приложение", "ملحق", "المرفق", "مرفق", "附件", "अनुलग्नक",
        "ภาคผนวก", "አባሪ",
    ),
}  # fmt: skip

_PREAMBLE: Final = (
    "whereas", "recalling", "noting", "considering", "having", "recognizing", "recognising", "aware", "concerned", "mindful",
    "convinced", "bearing in mind", "reaffirming", "guided by", "taking note", "taking into account", "acknowledging", "alarmed",
    "deeply concerned", "considérant", "rappelant", "notant", "ayant", "attendu", "conscient", "consciente", "préoccupé",
    "convaincu", "reconnaissant", "considerando", "recordando", "observando", "teniendo", "habiendo", "reconociendo",
    "preocupada", "convencida", "recordando", "in anbetracht", "unter hinweis", "in der erwägung", "напоминая", "отмечая",
    "учитывая", "принимая", "إذ", "وإذ",
)  # fmt: skip
_OPERATIVE: Final = (
    "resolved", "resolves", "decides", "calls upon", "calls on", "urges", "requests", "we commit", "we call", "commits",
    "be it resolved", "therefore be it resolved", "recommends", "encourages", "declares", "endorses", "adopts", "invites",
    "décide", "demande", "exhorte", "appelle", "s’engage", "s'engage", "recommande", "invite les", "prie", "decide", "insta",
    "pide", "exhorta", "resuelve", "recomienda", "se compromete", "beschließt", "fordert", "ersucht", "постановляет",
    "призывает", "تقرر", "يقرر", "تدعو", "يدعو", "تطلب", "تحث",
)  # fmt: skip
# Scripts without spaces: the words need no end.
_PREAMBLE_RUN: Final = ("回顾", "注意到", "铭记", "考虑到", "认识到", "重申", "鉴于")
_OPERATIVE_RUN: Final = ("决定", "呼吁", "敦促", "要求", "建议")

_COMMITS = regex.compile(
    r"(?i)\W*(?:we |further |also )*(?:commits?\b|(?:pledges?|undertakes?)\b|s[’']engage|se compromete)"
)
_CALLS = regex.compile(
    r"(?i)\W*(?:we |further |also )*(?:calls? (?:up)?on|urges?|requests?|invites?|encourages?|recommends?|demande|exhorte|appelle"
    r"|insta|pide|exhorta)\b"
)
_INSTITUTIONS = regex.compile(
    r"(?i)\b(united nations|world bank|international (?:institutions|organi[sz]ations|financial|monetary)|nations unies"
    r"|naciones unidas|banque mondiale|banco mundial|instituciones internacionales|institutions internationales)\b"
)
_GOVERNMENTS = regex.compile(
    r"(?i)\b(governments?|member states|states parties|gouvernements?|gobiernos?|états membres)\b"
)
_NEAR: Final = 90  # letters; whom a paragraph addresses stands close to its verb

_LONGEST_LINK: Final = 80
_LINK = regex.compile(
    r"(?i)(?<=[;,،؛；，])\s*(?:and|or|et|ou|y|e|und|oder|و)\s*[;,]?\s*$|[;,]?\s*(?:and\s+)?(?:now,?\s+)?therefore,?\s+be it"
    r"(?:\s+further)?(?:\s+resolved)?\s*[,:;]?\s*$|[;,]?\s*(?:and\s+)?be it further(?:\s+resolved)?\s*[,:;]?\s*$"
)


def _begins(words: tuple[str, ...], run: tuple[str, ...]) -> regex.Pattern[str]:
    spaced = "|".join(map(regex.escape, words))
    return regex.compile(rf"(?i)\W*(?:(?:{spaced})(?![\p{{L}}\p{{M}}])|{'|'.join(run)})")


_PREAMBLE_CUE = _begins(_PREAMBLE, _PREAMBLE_RUN)
_OPERATIVE_CUE = _begins(_OPERATIVE, _OPERATIVE_RUN)


def is_reason(words: str) -> bool:
    """Whether a paragraph begins as preambles do."""
    return bool(_PREAMBLE_CUE.match(words))


def is_demand(words: str) -> bool:
    """Whether a paragraph begins as operative parts do."""
    return bool(_OPERATIVE_CUE.match(words))


def section_named(words: str) -> Section | None:
    """The section that a line announces, if it says nothing else: "Annex", "Annex 2", "PREAMBLE:"."""
    plain = regex.sub(r"[\s.:：]+$", "", words.strip()).casefold()
    alone = regex.sub(r"\s*(\p{Nd}{1,2}|[ivx]{1,4}|\p{L})$", "", plain) if " " in plain else plain
    return next((section for section, known in HEADINGS.items() if plain in known or alone in known), None)


def addressee_of(words: str) -> Addressee:
    """To whom a demand is addressed, where its first words say so."""
    if _COMMITS.match(words):
        return "we_commit"
    if _CALLS.match(words):
        near = words[:_NEAR]
        if _INSTITUTIONS.search(near):
            return "institutions"
        if _GOVERNMENTS.search(near):
            return "governments"
    return ""


def unlinked(words: str) -> tuple[str, bool]:
    """The words without what only leads to the next paragraph ("; and", "now, therefore, be it"), and whether there was any."""
    at = max(len(words) - _LONGEST_LINK, 0)
    found = _LINK.search(words, at)
    return (words[: found.start()], True) if found and found.start() else (words, False)
