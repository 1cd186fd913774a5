"""Phrases with which pages speak to their readers, and not of the news."""

import re

_SHORT = 240  # characters: the longest text that such a phrase decides about
_PHRASES = {
    "advertisement": r"""
        (?:advertise?ment|advertising|sponsored(?:\s+content)?|anzeige|werbung|реклама|publicité|publicidad|pubblicità|reklama|advertentie)\W*$
        | (?:story|article|content|post)\s+continues\s+(?:below|after)
        | (?:continue|scroll)\s+(?:reading|down)?.{0,20}\b(?:below|advertisement)\W*$
        """,
    "read also": r"""
        (?:read|see|watch|listen|find\s+out)\s+(?:also|more|next|on)\b
        | (?:also|more)\s+(?:read|on|from|about|coverage|stories)\b
        | (?:related|recommended|don[’']t\s+miss|dont\s+miss|trending|most\s+read|up\s+next|you\s+(?:may|might)\s+(?:also\s+)?like)\b
        | (?:read|learn)\s*:
        | (?:читайте|дивіться|смотрите|слухайте)\s+(?:також|также|ще|ещё|більше)\b
        | (?:по\s+темі|по\s+теме|більше\s+новин)\b
        | (?:lesen\s+sie|mehr\s+(?:zum\s+thema|dazu|zu)|lesen\s+sie\s+(?:auch|hier|mehr)|auch\s+interessant|zum\s+thema)\b
        | (?:lire\s+aussi|à\s+lire|a\s+lire|voir\s+aussi|lea\s+también|lee\s+también|te\s+puede\s+interesar|leia\s+(?:também|mais)|leggi\s+anche|czytaj\s+(?:też|także|więcej)|zobacz\s+(?:też|także)|lees\s+ook|läs\s+(?:också|mer)|les\s+(?:også|mer))\b
        """,
    "newsletter box": r"""
        (?:sign\s+up|subscribe|register)\s+(?:for|to|here|now|today)\b(?!.{0,60}\b(?:said|says)\b)
        | get\s+.{0,80}\b(?:in|to)\s+your\s+inbox
        | (?:join|follow)\s+(?:us|our|the\s+conversation)\b
        | (?:support|donate\s+to)\s+(?:our|us|independent)\b
        | (?:click|tap)\s+here\s+to\b | download\s+(?:our|the)\s+app\b
        | (?:підписуйтесь|підпишіться|підписуйтеся|подписывайтесь|слідкуйте)\b
        | (?:abonnieren\s+sie|jetzt\s+abonnieren|melden\s+sie\s+sich|folgen\s+sie\s+uns|hier\s+geht\s+es\s+zum\s+newsletter)\b
        """,
    "share buttons": r"""
        share\s+(?:this|on|via|to|with|article|story|post|full\s+article)\b | (?:share|tweet|email|print|save|teilen|поділитися|поделиться|partager|compartir|condividi|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|copy\s+link|link\s+copied|comments?|\d+|x)(?:\W+(?:share|shares|tweet|email|print|save|teilen|facebook|twitter|whatsapp|telegram|linkedin|reddit|pinterest|copy\s+link|viber|messenger|comments?|\d+|x))*\W*$
        | (?:artikel|beitrag)\s+(?:teilen|drucken)
        """,
    "cookie banner": r"""
        (?:we|this\s+(?:web)?site|our\s+(?:web)?site)\s+(?:and\s+our\s+partners\s+)?uses?\s+cookies
        | (?:ми\s+використовуємо|мы\s+используем)\s+(?:файли\s+|файлы\s+)?cookie
        | (?:wir|diese\s+(?:web)?seite)\s+(?:verwenden|nutzen|verwendet|nutzt)\s+cookies
        | by\s+(?:continuing|clicking|using)\b.{0,80}\b(?:cookies|terms|privacy)
        """,
    "paywall": r"""
        (?:subscribe|register|log\s*in|sign\s*in|sign\s+up)\s+(?:now\s+)?to\s+(?:continue|keep|read|unlock|access)
        | (?:to\s+(?:continue|keep)\s+reading|continue\s+reading\s+(?:with|for)|to\s+read\s+(?:the\s+(?:full|rest)|this|more))
        | this\s+(?:article|story|content|post)\s+is\s+(?:only\s+)?(?:for|available\s+to|reserved\s+for|exclusive\s+to)\b
        | (?:already|not\s+yet)\s+(?:a\s+|an\s+)?(?:subscriber|member|subscribed|registered)
        | (?:you\s+have|you[’']ve)\s+(?:reached|read|used)\b.{0,60}\b(?:articles?|limit)
        | (?:keep|continue)\s+reading\s*(?:by|for|with|$)
        | unlock\s+(?:this|the\s+full)\b
        | (?:jetzt\s+weiterlesen|weiterlesen\s+mit|dieser\s+artikel\s+ist\s+(?:nur\s+)?für|sie\s+sind\s+bereits\s+abonnent)
        | (?:ця\s+стаття\s+доступна|щоб\s+(?:читати|прочитати)\s+(?:далі|повністю)|оформіть\s+передплату|тільки\s+для\s+передплатників)
        """,
    "caption": r"""
        (?:photo|photos|foto|fotos|фото|image|picture|bild|credit|illustration|ілюстрація|video|відео)\s*(?:by\b|credit|illustration)?\s*[:©]
        | (?:getty\s+images|shutterstock|©)\b
        """,
    "byline": r"""
        (?:by|von|par|por|автор|author|text|words)\s*:?\s+(?:[A-ZÀ-ÞА-ЯІЇЄҐ][\w.’'-]*[\s,&]*(?:and\s+|und\s+|et\s+|та\s+|i\s+)?){1,6}(?:\s*[|,·-]\s*.{0,60})?$
        | reporting\s+by\b | (?:edited|written|compiled)\s+by\b | our\s+standards\s*:
        | \d{1,3}\s*(?:min|minutes?|mins)\s*read\b | (?:reading\s+time|lesezeit|час\s+читання)\b
        """,
    "date line": r"""
        (?:published|updated|posted|last\s+(?:updated|modified)|first\s+published|created|veröffentlicht|aktualisiert|stand|erstellt|опубліковано|оновлено|опубликовано|publié|mis\s+à\s+jour|publicado|actualizado)\b[^.]{0,20}\d
        """,
    "legal notice": r"""
        (?:©|\(c\)\s|copyright\b|all\s+rights\s+reserved|alle\s+rechte\s+vorbehalten|усі\s+права\s+захищені|все\s+права\s+защищены)
        | .{0,60}\ball\s+rights\s+reserved
        | this\s+material\s+may\s+not\s+be\s+published
        """,
    "script notice": r"""
        (?:please\s+)?(?:enable|turn\s+on|activate)\s+javascript | you\s+need\s+to\s+enable\s+javascript
        | (?:your\s+browser|javascript)\b.{0,60}\b(?:not\s+support|outdated|disabled|required|enable)
        """,
    "navigation": r"""
        (?:skip\s+to|jump\s+to|back\s+to\s+top|go\s+to\s+(?:the\s+)?(?:top|home)|view\s+(?:all|comments|gallery)|show\s+(?:more|less|comments)|load\s+more|leave\s+a\s+(?:comment|reply)|view\s+this\s+post\s+on)\b
        | (?:next|previous|home|menu|search|close|print|play|watch|listen|live|gallery)\W*$
        """,
}
# Texts that such a phrase decides about only where they lead elsewhere, or are no sentence.
_LEADING = {"read also", "newsletter box", "navigation", "caption", "byline"}
_COMPILED = {
    why: re.compile(pattern, re.IGNORECASE | re.VERBOSE) for why, pattern in _PHRASES.items()
}
_CREDITED = re.compile(
    r"\((?:[\w\s-]{0,20}\s)?(?:photo|foto|фото|image|picture|bild|archive?|file)\b[^()]{0,80}\)\W*$"
    r"|[(/|,–-]\s*(?:getty\s+images|reuters|afp|ap(?:\s+photo)?|epa|dpa|pa\s+(?:wire|media|images)|shutterstock|unian|ukrinform|imago)[\w\s/.-]{0,40}\)?\W*$",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?…。！？।][\"'”’“»«)\]]*$")


def said_in(text: str, linked: int) -> str:
    """Return what a text is if it is no part of an article by its words; else nothing.

    `linked` characters of it stand in links.
    """
    if len(text) > _SHORT:
        return ""
    is_sentence = _SENTENCE_END.search(text) is not None
    for why, pattern in _COMPILED.items():
        if pattern.match(text) and not (why in _LEADING and is_sentence and not linked):
            return why
    return "caption" if not is_sentence and _CREDITED.search(text) else ""
