"""The parts of the invented claims: places, people, papers, and pieces of sentences.

A place or a name has its spelling in ids beside it, in plain ASCII as most people write them.
Lists that are combined have lengths without a common divisor, so counting through both gives
every pair once.
"""

PLACES = (
    ("lodz", "Łódź"), ("kyiv", "Київ"), ("arhus", "Århus"), ("malmo", "Malmö"), ("turku", "Turku"),
    ("porto", "Porto"), ("coruna", "A Coruña"), ("gdansk", "Gdańsk"), ("plzen", "Plzeň"),
    ("kosice", "Košice"), ("szeged", "Szeged"), ("iasi", "Iași"), ("varna", "Варна"),
    ("patras", "Πάτρα"), ("split", "Split"), ("maribor", "Maribor"), ("graz", "Graz"),
    ("koln", "Köln"), ("liege", "Liège"), ("gent", "Gent"), ("lyon", "Lyon"), ("nimes", "Nîmes"),
    ("cork", "Cork"), ("leeds", "Leeds"), ("bergen", "Bergen"), ("tromso", "Tromsø"),
    ("nuuk", "Nuuk"), ("akureyri", "Akureyri"), ("tartu", "Tartu"), ("liepaja", "Liepāja"),
    ("siauliai", "Šiauliai"), ("lviv", "Львів"), ("odesa", "Одеса"), ("chisinau", "Chișinău"),
    ("izmir", "İzmir"), ("cairo", "القاهرة"), ("beirut", "بيروت"), ("shanghai", "上海"),
    ("taipei", "臺北"), ("osaka", "大阪"), ("ottawa", "Ottawa"), ("boston", "Boston"),
    ("bogota", "Bogotá"), ("sao-paulo", "São Paulo"), ("geneva", "Genève"), ("bern", "Bern"),
    ("valletta", "Valletta"),
)  # fmt: skip
PAPERS = (
    "Courier", "Post", "Gazette", "Herald", "Observer", "Wire", "Dispatch", "Tribune", "Review",
    "Standard", "Mirror", "Chronicle", "Monitor", "Bulletin", "Ledger", "Examiner", "Voice",
    "Times", "Record", "Register", "Telegraph", "Sentinel", "Journal", "Star", "Argus", "Echo",
    "Globe", "Mercury", "Argument", "Press", "Report", "Letter", "Weekly", "Morning", "Evening",
    "Radio", "Channel", "Agency", "Network", "Forum", "Desk", "Signal", "Beacon",
)  # fmt: skip
FIRST_NAMES = (
    ("angela", "Ángela"), ("soren", "Søren"), ("olena", "Олена"), ("lukasz", "Łukasz"),
    ("zoe", "Zoë"), ("francois", "François"), ("jurgen", "Jürgen"), ("agnes", "Ágnes"),
    ("ines", "Inês"), ("omar", "عمر"), ("wei", "伟"), ("mary", "Mary"), ("tom", "Tom"),
    ("ruta", "Rūta"), ("stepan", "Štěpán"), ("maja", "Maja"), ("nikos", "Νίκος"), ("anna", "Anna"),
    ("petr", "Petr"), ("ingrid", "Ingrid"), ("mehmet", "Mehmet"), ("carla", "Carla"),
    ("david", "David"), ("sile", "Síle"), ("bjorn", "Björn"), ("iryna", "Ірина"), ("luca", "Luca"),
    ("helle", "Helle"), ("aino", "Aino"), ("peeter", "Peeter"), ("joana", "Joana"),
    ("victor", "Victor"), ("eszter", "Eszter"), ("marko", "Marko"), ("nadia", "ناديا"),
    ("georg", "Georg"), ("alice", "Alice"),
)  # fmt: skip
LAST_NAMES = (
    ("orsted", "Ørsted"), ("nowak", "Nowak"), ("shevchenko", "Шевченко"), ("muller", "Müller"),
    ("garcia", "García"), ("dvorak", "Dvořák"), ("szabo", "Szabó"), ("ionescu", "Ionescu"),
    ("lindqvist", "Lindqvist"), ("obrien", "O'Brien"), ("haddad", "حداد"), ("wang", "王"),
    ("tamm", "Tamm"), ("kalnins", "Kalniņš"), ("jonaitis", "Jonaitis"), ("virtanen", "Virtanen"),
    ("hansen", "Hansen"), ("dupont", "Dupont"), ("rossi", "Rossi"), ("silva", "Silva"),
    ("papadopoulos", "Παπαδόπουλος"), ("horvat", "Horvat"), ("novak", "Novák"), ("smith", "Smith"),
    ("yilmaz", "Yılmaz"), ("petrov", "Петров"), ("bakker", "Bakker"), ("jensen", "Jensen"),
    ("moreau", "Moreau"), ("kowalska", "Kowalska"), ("bondarenko", "Бондаренко"),
    ("andersson", "Andersson"), ("ferreira", "Ferreira"), ("keller", "Keller"), ("berg", "Berg"),
    ("camilleri", "Camilleri"), ("popescu", "Popescu"), ("kovacs", "Kovács"), ("wright", "Wright"),
    ("ross", "Ross"), ("leclerc", "Leclerc"), ("weber", "Weber"), ("nagy", "Nagy"),
    ("murphy", "Murphy"), ("costa", "Costa"), ("lund", "Lund"), ("soares", "Soares"),
    ("fischer", "Fischer"), ("marin", "Marín"), ("kuusk", "Kuusk"), ("olsen", "Olsen"),
    ("zielinski", "Zieliński"), ("tkachenko", "Ткаченко"), ("blaha", "Bláha"), ("reyes", "Reyes"),
    ("aziz", "عزيز"), ("chen", "陈"), ("sato", "佐藤"), ("moller", "Møller"), ("byrne", "Byrne"),
    ("vella", "Vella"), ("radu", "Radu"), ("kaya", "Kaya"), ("bell", "Bell"), ("roth", "Roth"),
    ("ward", "Ward"), ("ilves", "Ilves"), ("ozols", "Ozols"), ("petit", "Petit"),
    ("greco", "Greco"), ("pinto", "Pinto"), ("simic", "Šimić"), ("vogel", "Vogel"),
    ("hruby", "Hrubý"), ("lang", "Lang"), ("stone", "Stone"), ("falk", "Falk"),
    ("moro", "Moro"), ("dean", "Dean"),
)  # fmt: skip
UNNAMED = (
    "a European diplomat", "senior officials", "a person close to the talks", "two ministers",
    "an adviser to the government", "people familiar with the plan", "a military official",
    "an official of the alliance", "a lawyer who has seen the draft", "several envoys",
)  # fmt: skip
ROLES = ("minister", "spokesperson", "envoy", "member of parliament", "mayor", "general", "analyst")
COUNTRIES = (
    "PL", "UA", "DK", "SE", "FI", "PT", "ES", "CZ", "HU", "RO", "BG", "GR", "HR", "SI", "AT",
    "DE", "BE", "FR", "IE", "GB", "NO", "IS", "EE", "LV", "LT",
)  # fmt: skip
LANGUAGES = ("en", "uk", "pl", "de", "fr", "es", "pt-BR", "ar", "zh")
TOPICS = (
    "alliance", "security", "trade", "tariffs", "greenland", "energy", "gas", "nuclear", "budget",
    "sanctions", "borders", "migration", "elections", "courts", "media", "cyber", "satellites",
    "drones", "artillery", "training", "reconstruction", "grain", "ports", "railways", "health",
    "climate", "arctic", "baltic", "black-sea", "transatlantic", "enlargement", "intelligence",
)  # fmt: skip
SUBJECTS = (
    "The government of {place}", "The council", "A majority of member states", "The ministry",
    "The joint command", "The harbour of {place}", "Every second household in {place}",
    "The new working group", "The parliament", "Industry in {place}", "The finance committee",
    "The eastern neighbour", "The coalition", "The mission", "The regional court of {place}",
)  # fmt: skip
VERBS = (
    "will pay for", "has postponed", "wants to widen", "cannot accept", "has quietly supported",
    "is preparing", "agreed to examine", "will not vote for", "underestimates", "depends on",
    "has lost confidence in", "will double", "warned against", "has already begun", "blocked",
)  # fmt: skip
OBJECTS = (
    "the plan for a joint headquarters", "new tariffs on {number} goods", "the purchase of drones",
    "a ceasefire line of {number} kilometres", "guarantees for {number} soldiers", "the gas deal",
    "a fund of {number} million euros", "the ban on exports", "an observer mission in {place}",
    "the reform of the courts", "a share of {number} per cent in the railway to {place}",
    "the return of {number} families", "the treaty on the Arctic", "a second round of talks",
)  # fmt: skip
TAILS = (  # a sentence in four has none
    "", "", "", "", " before the summit in {place}", " without the consent of parliament",
    " this spring", " unless the others follow", " for the next {number} days",
    ", whatever its partners say", " and calls it a \"matter of weeks\"",
    ": a first in its history", " (article {number})", " – at least for now",
    " because it isn't ready", ", the so-called #{number} clause",
)  # fmt: skip
QUOTES = (
    "we will not wait for {place} any longer", "this is a step too far", "there are red lines",
    "it's now or never: {number} days are left", "nobody in {place} has seen such a paper",
    "the level of trust is high", "we have had enough", "\"no\" means no, also in {place}",
    "an offer of {number} million is no offer", "what was agreed in {place} still holds",
)  # fmt: skip
WORDINGS = (
    "the talks in {place} are said to be close to an end",
    "a decision is expected in {number} days", "the paper speaks of {number} cases",
    "officials in {place} doubt it", "the plan remains vague", "it is to be discussed in {place}",
    "as the basis for a new agreement: the one of {place}",
)  # fmt: skip
NOTES = (
    "The translation differs: \"{number}\" stands only in the second article.",
    "Seen in the original on paper; the page has been changed since.",
    "The number is {number} in one place and rounded in the other.",
)  # fmt: skip
