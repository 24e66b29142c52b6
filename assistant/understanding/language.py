"""The language of a text, short ones too: by script first, Latin texts by their small words."""

import re
from functools import lru_cache

__all__ = ["detect"]

UNKNOWN = "und"
READ = 600
"""Characters that are looked at."""

_SCRIPTS = (
    ("han", "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"),
    ("kana", "\u3041-\u30ff\uff66-\uff9f"),
    ("hangul", "\u1100-\u11ff\u3131-\u318e\uac00-\ud7a3"),
    ("cyrillic", "\u0400-\u052f"),
    ("arabic", "\u0600-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"),
    ("hebrew", "\u0590-\u05ff"),
    ("greek", "\u0370-\u03ff"),
    ("thai", "\u0e01-\u0e5b"),
    ("devanagari", "\u0900-\u097f"),
    ("latin", "a-zA-Z\u00c0-\u024f\u1e00-\u1eff"),
)
_SCRIPT = {name: re.compile(f"[{span}]") for name, span in _SCRIPTS}
_WORD = re.compile("[a-z\u00df-\u024f\u1e00-\u1eff]+(?:'[a-z]+)?")
_NOISE = re.compile(r"https?://[!-~]+|[@#][A-Za-z0-9_]+|[!-~]+@[!-~]+|<[^>]{0,200}>|&[a-z]+;")

# Function words and the words that reviews are made of; a word of several languages counts for
# each of them, so that only what tells them apart decides.
_WORDS = {
    "en": "the and is was it this that to of for in on not with are have has had my you your "
    "they we be at as but so very good great bad love nice no i'm don't it's didn't can't "
    "won't i what how when all from would will just get got been were out up an me "
    "service product thanks please why do does did never ever there here or if by too "
    "could should because after again only than then them their his her she he who which "
    "about into over more best worst works work fast slow excellent perfect terrible "
    "awful poor quality price delivery arrived broken ok thank",
    "es": "el la los las un una de que y en es no se con por para su me muy pero más lo mi al "
    "del está este esta fue todo bien bueno buena mal malo mala gracias llegó producto "
    "calidad envío servicio cliente tarde roto precio excelente como ha han hay son tiene "
    "sin cuando nunca recomiendo compra pedido encanta también ya si ni hace rápido "
    "perfecto tienda caro barato contento atención semanas días mejor peor era ser desde "
    "yo te nos le o a",
    "fr": "le la les un une des de du et en est pas ne je tu il elle nous vous ce cette ces que "
    "qui dans sur pour avec très mais plus mon ma mes son sa au aux a été bien bon bonne "
    "mauvais mauvaise merci produit qualité livraison service client colis reçu jamais "
    "tout tous trop c'est j'ai n'est d'un l'article commande prix cassé rapide parfait "
    "magasin retard cher satisfait déçu recommande même comme si ou où y sont était fait "
    "avoir être deux jours",
    "de": "der die das und ist nicht ich ein eine einen mit zu für auf war es den dem von im "
    "sehr aber auch wir sie er hat habe haben wie so nur noch nach bei gut schlecht "
    "schnell super alles leider produkt qualität lieferung kundenservice paket preis "
    "danke kaputt wieder immer kein keine mir mich wurde werden sind als am an aus über "
    "oder wenn man schon mehr nie ware bestellung zufrieden toll bin angekommen schlechte "
    "gute geliefert funktioniert teuer",
    "it": "il lo la i gli le un una di che e è non in con per sono mi si ma molto più del della "
    "dei al alla ho ha questo questa anche come tutto bene buono buona ottimo ottima "
    "pessimo pessima grazie prodotto qualità spedizione servizio cliente consegna prezzo "
    "rotto arrivato arrivata mai perfetto negozio veloce ritardo ordine consiglio "
    "soddisfatto caro nel dal stato subito era ci da se o a su due giorni dopo fare "
    "perché così",
    "pt": "o a os as um uma de que e em é não com por para do da dos das no na nos nas se muito "
    "mas mais meu minha foi ser está ao também já bom boa ruim ótimo ótima péssimo "
    "obrigado obrigada produto qualidade entrega serviço cliente atendimento chegou preço "
    "quebrado rápido rápida nunca recomendo loja compra pedido veio tudo bem como quando "
    "eu você ele isso este esta atrasado caro gostei adorei dias ainda são tem sem pelo "
    "pela até",
    "nl": "de het een en van is niet ik dat te op in met voor maar ook aan zijn was er heel erg "
    "zeer goed goede slecht slechte snel product kwaliteit levering klantenservice pakket "
    "prijs bedankt kapot weer nooit geen mijn heb heeft wel nog bij om als we ze hij je u "
    "wat deze dit naar uit werkt besteld ontvangen tevreden mooi duur geleverd bestelling "
    "alles veel meer kan door over laat weken dagen binnen",
    "pl": "i w nie się na z jest to do że o jak ale bardzo za po od dla przez tak już tylko był "
    "była dobry dobra dobrze polecam produkt jakość dostawa obsługa szybko zły cena "
    "dziękuję paczka super oraz mi co",
    "tr": "ve bir bu çok da de için ile ama değil iyi güzel kötü ürün kargo hızlı geldi var yok "
    "daha ne gibi kadar tavsiye ederim teşekkürler kalite kaliteli fiyat hiç ben bana "
    "oldu olarak",
    "sv": "och att det är inte en ett som på för med jag av till den har men så mycket bra "
    "dålig snabb leverans kvalitet tack aldrig väldigt var om kan från vi min mig "
    "produkten",
    "id": "yang dan di tidak ini itu dengan untuk saya ada dari sangat bagus barang pengiriman "
    "cepat sudah tapi tetapi juga lama harga terima kasih sekali belum bisa kualitas "
    "jelek",
    "vi": "và là không của có cho được này rất tốt hàng giao nhanh nhưng tôi với một những các "
    "đã mình sản phẩm chất lượng đẹp quá shop",
}
_MARKS = {
    "es": "ñ¿¡",
    "fr": "œùêîûëçèà",
    "de": "ßäöü",
    "it": "èòìù",
    "pt": "ãõçêâ",
    "pl": "łżźśęąćń",
    "tr": "ğışçö",
    "sv": "åäö",
    "vi": "ơưđăạảấầẩẫậắằặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ",
}
_MARK_WEIGHT = 0.9


@lru_cache(maxsize=1)
def _weights() -> dict[str, dict[str, float]]:
    """Word -> language -> weight: a word of k languages weighs 1/k in each."""
    owners: dict[str, list[str]] = {}
    for language, words in _WORDS.items():
        for word in set(words.split()):
            owners.setdefault(word, []).append(language)
    return {word: dict.fromkeys(found, 1 / len(found)) for word, found in owners.items()}


def _latin(text: str) -> str:
    weights = _weights()
    scores = dict.fromkeys(_WORDS, 0.0)
    for word in _WORD.findall(text.lower()):
        for language, weight in weights.get(word, {}).items():
            scores[language] += weight
    for language, marks in _MARKS.items():
        scores[language] += _MARK_WEIGHT * sum(text.count(mark) for mark in marks)
    # Shoppers write names and slang: without evidence a Latin text is English.
    best = max(scores, key=lambda language: (scores[language], language == "en"))
    return best if scores[best] >= 0.75 and scores[best] > scores["en"] else "en"


def detect(text: str) -> str:
    """ISO 639-1 code of the language that carries the text, "und" where no letter stands.

    A text of two languages gets the one that says more: a Chinese sentence with English words in
    it is Chinese.
    """
    sample = text[:READ]
    if sample.isascii():
        if not _SCRIPT["latin"].search(sample):
            return UNKNOWN
        return _latin(_NOISE.sub(" ", sample))
    sample = _NOISE.sub(" ", sample)
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPT.items()}
    if not any(counts.values()):
        return UNKNOWN
    east = counts["han"] + counts["kana"]
    # A Chinese character weighs as much as a Latin word: names and loan words do not decide.
    if east and east >= len(_WORD.findall(sample.lower())) and east >= counts["hangul"]:
        # A lone の decorates Chinese shop names.
        return "ja" if counts["kana"] > max(0.08 * east, 1 if counts["han"] > 3 else 0) else "zh"
    script = max(counts, key=lambda name: counts[name])
    return _OF_SCRIPT[script](sample)


def _cyrillic(text: str) -> str:
    return "uk" if re.search("[іїєґІЇЄҐ]", text) else "ru"


def _arabic(text: str) -> str:
    return "fa" if re.search("[پچژگ]", text) else "ar"


_OF_SCRIPT = {
    "han": lambda _: "zh",
    "kana": lambda _: "ja",
    "hangul": lambda _: "ko",
    "cyrillic": _cyrillic,
    "arabic": _arabic,
    "hebrew": lambda _: "he",
    "greek": lambda _: "el",
    "thai": lambda _: "th",
    "devanagari": lambda _: "hi",
    "latin": _latin,
}
