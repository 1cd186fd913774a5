"""The keys of the data file of a language that is read by the order of its words.

Reading a file and docs/languages.md follow this table. English has keys of its own, for the rules
of its grammar.
"""

from collections.abc import Mapping
from types import MappingProxyType

NEEDED = ("language", "name", "nouns", "verbs.saying")
NOUNS = ("small", "capital")  # how a noun is written that is no name

KEYS: Mapping[str, str] = MappingProxyType(
    {
        "language": "its code (ISO 639-1), as the name of the file",
        "name": "its name in English",
        "abbreviations": "words after which a point ends no sentence, without it",
        "starters": "words that with a capital letter begin a sentence, even after these",
        "nouns": "small, or capital where each noun has a capital letter, as in German",
        # what says that somebody said something
        "verbs.saying": "she says that …; “…”, says she",
        "verbs.naming": "she calls it “…”",
        "verbs.beside": "“…”, she laughs: only beside a quotation",
        "verbs.holding": "beliefs and plans: she hopes",
        "publishing": "those of newspapers, which take a noun too: the Post writes",
        "participles": "the verb in: she has said",
        "auxiliaries": "the other word in it: has",
        "parted": "verbs in two words, the second later, one verb a line",
        "impersonal": "verbs without a subject, one a line: in the text it says",
        "cue_phrases": "verbs of several words that follow each other, one a line",
        "negations": "not",
        "leading": "phrases before a source: according to; one a line",
        "trailing": "words after a source, as German has them",
        "own": "phrases with he or she in the place of a star, one a line: in * words",
        "owners": "what stands in the place of the star: his her",
        "circles": "phrases that are a source: from government circles; one a line",
        "citing": "phrases before where a source has it from, one a line: with reference to",
        "as": "as, in: as she said",
        "conjunctions": "words before what is said, without which a claim is written: that whether",
        "denials": "verbs that say the contrary of what follows, in their forms: denied",
        "pointers": "words for the sentence before, one a line: about this",
        "pointing": "verbs that credit it: the police reported this",
        "that": "further ones, which a claim keeps",
        "mood": "verbs that show what is said without such a word, as in German",
        # who can say it
        "pronouns.he": "words for one man",
        "pronouns.she": "words for one woman",
        "pronouns.never": "words for whom no place of a text shows: they we it",
        "subjects": "pronouns before a verb: he she they",
        "objects": "pronouns for who hears it: him her them",
        "relatives": "who which",
        "indefinite": "somebody many some",
        "determiners": "the a this his",
        "indefinite_articles": "those of them with which somebody new is named: a",
        "oblique": "those with which no subject begins",
        "coordinators": "and or but",
        "linking": "words within a source: of from",
        "places": "words before where many say something without a name: in the ministry they say",
        "plural_endings": "ends of verbs of which several are the subject",
        "agreement.he": "ends of verbs of which he is the subject",
        "agreement.she": "ends of verbs of which she is the subject",
        "turning_ends": "ends of verbs without a subject of their own: referring",
        # what is no source
        "prepositions": "in on at",
        "adverbs": "also now today",
        "adverb_phrases": "those of several words, one a line: in turn",
        "fronted": "words before a verb whose subject follows it: this thereupon",
        "times": "days, months and the like",
        "hearers": "nouns for who hears it: journalists newspaper",
        "subordinators": "because when where",
        # people
        "given.he": "given names of men",
        "given.she": "given names of women",
        "given.any": "given names of both",
        "titles.he": "words before a name and no part of it: mr",
        "titles.she": "mrs",
        "titles.any": "dr prof",
        "ends.he": "ends of nouns for a man: -man",
        "ends.she": "ends of nouns for a woman: -woman",
        "ends.any": "ends of nouns for both",
        "common_ends": "ends of nouns for people that are hardly a name",
        "surname_ends": "ends by which one word alone is a surname",
        "case_ends": "ends that a name gets in another case",
        "no_name_ends": "ends of words with a capital that begin no name",
        "no_surname_ends": "ends of a second word that make the first one no given name",
        "particles": "small words within a name: van",
        "inner_particles": "those after one of these: van der",
        "bodies": "nouns of bodies: ministry",
        "outlets": "nouns before the name of a newspaper or the like: the magazine",
        "several": "nouns of several people: experts",
        "unnamed": "words that say that somebody is not to be named: anonymity",
        "because": "words before the reason",
    }
)
