"""Published declarations as values, in every script, with names that would be formulas, markup or code; and lives of them."""

from typing import Any

NAUGHTY = (
    "=1+1",
    "+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1)",
    "\t=1",
    "＝1",
    '=HYPERLINK("http://evil.example")',
    "_x0041_",
    "https://evil.example/",
    "00123",
    "1e5",
    "'quoted",
    'a"b,c;d',
    "line\nbreak",
    "#panic($x$) <b>&amp;</b> ]]>",
    "\u202eright",
)
# A title and three paragraphs in scripts that are drawn in different ways.
SCRIPTS = {
    "en": (
        "Heat plans",
        "Recalling that heat kills,",
        "Commit to act each year;",
        "Call on governments to pay for it.",
    ),
    "ar": ("خطط مواجهة الحر", "إذ نذكّر بأن الحر يقتل،", "نلتزم بالعمل كل سنة؛", "ندعو الحكومات إلى أن تدفع."),
    "zh": ("关于热浪的计划", "忆及高温致人死亡，", "承诺每年采取行动；", "呼吁各国政府为此出资。"),
    "hi": (
        "ताप योजनाएँ",
        "यह स्मरण करते हुए कि गर्मी जान लेती है,",
        "हर वर्ष कार्य करने का संकल्प लेते हैं;",
        "सरकारों से भुगतान का आह्वान करते हैं।",
    ),
    "ru": (
        "Планы на случай жары",
        "Напоминая, что жара убивает,",
        "обязуются действовать каждый год;",
        "призывают правительства платить.",
    ),
}
CHOICES = ("yes", "no", "abstain", "not_voting", "absent")
HASH = "5e" * 32


def document(
    language: str = "en", cities: tuple[str, ...] = ("Freetown", "غزة", "Ghent", "Suva", "北京")
) -> dict[str, Any]:
    """A declaration in this language, voted on by these cities, each choice in its turn."""
    title, *words = SCRIPTS[language]
    roll = [
        city_of(number, name) | {"member": f"Mayor {name}", "mandate": f"m{number}"}
        for number, name in enumerate(cities)
    ]
    for number, row in enumerate(roll):
        row["choice"] = CHOICES[number % len(CHOICES)]
    return {
        "number": 3,
        "slug": "3-heat-plans",
        "title": title,
        "adopted_at": "2026-11-22T09:30:00.000Z",
        "published_at": "2026-11-22T10:00:00.000Z",
        "session": {"title": "Water and heat", "time_zone": "Africa/Freetown"},
        "sponsors": [city_of(number, name) | {"mover": not number} for number, name in enumerate(cities[:3])],
        "text": {"language": language, "paragraphs": paragraphs(words)},
        "text_hash": "7e" * 32,
        "corrections": [],
        "vote": vote(roll),
        "figures": {"supporting": figures(roll), "took_part": figures(roll)},
        "amendments": [{"number": 1, "mover": city_of(0, cities[0]), "fate": "adopted"}],
        "certifications": [
            {"office": office, "at": "2026-11-22T09:40:00.000Z", "entry": 7} for office in ("chair", "secretariat")
        ],
        "check": {"origin": "parliament.example/1-water", "entries": {"vote.closed": 6, "session.convened": 1}},
    }


def paragraphs(words: list[str]) -> list[dict[str, Any]]:
    rows = (("PP1", "", 0), ("1", "we_commit", 0), ("1 (a)", "", 1))
    return [
        {"label": label, "addressee": addressee, "depth": depth, "printed": each}
        for (label, addressee, depth), each in zip(rows, words, strict=True)
    ]


def city_of(number: int, name: str) -> dict[str, Any]:
    known = {"country": "SLE", "country_name": "Sierra Leone", "continent": "AF", "population": 1_200_000, "cities": 1}
    return {"seat": f"seat-{number}", "city": name, "other_name": "", **known}


def vote(roll: list[dict[str, Any]]) -> dict[str, Any]:
    cast = [row["choice"] for row in roll]
    sentence = {"template": "In favour: {yes}.", "params": {"yes": cast.count("yes")}}
    return {
        "id": "vote-1",
        "number": 5,
        "closed_at": "2026-11-22T09:30:00.000Z",
        "manner": {"template": "by roll call", "params": {}},
        "outcome": "adopted",
        "explanation": [sentence],
        "tally": {choice: cast.count(choice) for choice in CHOICES},
        "roll_call": roll,
        "roll_call_hash": "9e" * 32,
    }


def figures(roll: list[dict[str, Any]]) -> dict[str, int]:
    behind = [row for row in roll if row["choice"] == "yes"]
    counts = {"mayors": len(behind), "cities": len(behind), "countries": 1, "continents": 1}
    return counts | {"people": sum(row["population"] for row in behind), "cities_without_population": 0}


def untouched(declaration: dict[str, Any]) -> dict[str, Any]:
    """The life of a declaration with which nothing has happened yet."""
    first = {"version": 1, "document_hash": HASH, "published_at": declaration["published_at"], "notice": ""}
    return {
        "version": 1,
        "versions": [first],
        "withdrawn": None,
        "superseded": None,
        "signatories": [],
        "endorsements": [],
        "addressees": [],
        "commitments": [],
        "figures": dict.fromkeys(
            ("mayors", "cities", "countries", "continents", "people", "cities_without_population"), 0
        ),
    }


def named_only() -> dict[str, Any]:
    """An addressee to which nothing was sent yet."""
    about = {"dispatches": [], "replies": [], "position": None, "status": "to_send", "removed": None}
    return about | {"addressee": "addressee-1", "kind": "governments", "name": "Ministry of Water"}


def followed_up(declaration: dict[str, Any]) -> dict[str, Any]:
    """The life of one that was sent to two addressees, of whom one answered, and under which a city promised and reported."""
    sent = {"how": "letter", "sent_on": "2026-12-03", "answer_by": "2027-01-31", "note": "By courier."}
    sent |= {"at": "2026-12-03T08:00:00.000Z"}
    reply = {"received_on": "2026-12-20", "position": "partly", "summary": "We will look into pipes."}
    reply |= {"next_step": "A meeting", "next_step_on": "2027-02-01", "at": "2026-12-21T08:00:00.000Z"}
    answered = {"dispatches": [sent], "replies": [reply], "position": "partly", "status": "replied"}
    mistaken = {"at": "2026-12-05T08:00:00.000Z", "reason": "That office was closed long ago."}
    removed = {"name": "Ministry of Ice", "dispatches": [sent | {"note": ""}], "status": "removed", "removed": mistaken}
    report = {
        "report": "report-2",
        "status": "under_way",
        "reported_on": "2027-06-01",
        "note": "Two districts are done.",
    }
    report |= {"evidence": "https://suva.example/water", "at": "2027-06-02T08:00:00.000Z"}
    first = report | {"report": "report-1", "note": "Nothing was built.", "at": "2027-01-02T08:00:00.000Z"}
    promised = city_of(3, "Suva") | {
        "measure": "Homes with safe water",
        "unit": "homes",
        "baseline": "1200.50",
        "target": "5000",
        "figure": "1500",
        "due_on": "2030-12-31",
        "status": "under_way",
        "finding": "confirmed",
        "reports": [first, report],
        "reviews": [],
        "withdrawn": None,
        "at": "2026-12-10T08:00:00.000Z",
    }
    return untouched(declaration) | {
        "addressees": [named_only() | answered, named_only() | removed],
        "commitments": [promised],
    }


def statements() -> list[dict[str, Any]]:
    """What seats handed in about the vote; the second is of a seat that the roll call does not have."""
    return [
        {
            "kind": "explanation",
            "seat": "seat-1",
            "city": "Now called otherwise",
            "text": "من أجل الماء.",
            "at": "2026-11-22T09:45:00.000Z",
        },
        {
            "kind": "dissent",
            "seat": "seat-9",
            "city": "Nice",
            "text": "We were away.",
            "at": "2026-11-22T09:50:00.000Z",
        },
    ]


def signed(declaration: dict[str, Any], cities: tuple[str, ...], reservation: str = "") -> dict[str, Any]:
    """The life of one that these cities signed; the last of them took it back."""
    rows = [
        city_of(number, name)
        | {
            "signature": f"signature-{number}",
            "by": f"Mayor {name}",
            "function": "Mayor",
            "council_date": "2026-11-01",
            "council_reference": "Res. 7/2026",
            "reservation": "" if number else reservation,
            "version": 1,
            "document_hash": HASH,
            "at": f"2026-11-{23 + number % 5}T08:00:00.000Z",
            "withdrawn": None,
            "entry": {"log": "institution", "seq": 40 + number},
        }
        for number, name in enumerate(cities)
    ]
    rows[-1]["withdrawn"] = {"at": "2026-11-29T08:00:00.000Z", "reason": "The council voted anew."}
    network = {"network": "A network of ports", "by": "Ada", "function": "Chair", "statement": "We stand with them."}
    network |= {"at": "2026-11-24T08:00:00.000Z", "withdrawn": None}
    behind = figures([row | {"choice": "yes"} for row in rows[:-1]])
    return untouched(declaration) | {"signatories": rows, "endorsements": [network], "figures": behind}
