"""What the first files of a project say: one record of each section that a claim needs."""

from ..json_schema import schema

SETTINGS = """\
# This folder is a project. coalition reads its claims from here, and from any
# folder below. A line such as "# texts = …" is an example.
# 'coalition help data' explains all of them.

data = "claims.yaml"    # or files, folders, globs: ["claims", "old/*.yaml"]
# texts = "texts"       # plain texts of articles, for verify: texts/ID.txt
# ignore = ["drafts"]   # what is not read in folders of data
# coalition = ">=0.1"   # the versions of the program that it is for

# [check]
# ignore = ["no-url"]   # problems that check does not look for
# fail-on = "warning"   # check exits with 1 for doubtful records too
"""
CLAIMS = """\
# yaml-language-server: $schema=claims.schema.json
# The line above is for editors: they complete the keys, and find typos.
#
# The records below are an example. Put your own in their place.
#   coalition new claim         asks for the next record
#   coalition help drafting     says how an article becomes claims
#   coalition check --strict    finds mistakes
#   coalition help format       explains each key

version: 1
title: An example to write over

# Who carries news: an outlet, an institution, a person.
sources:
  - id: harbour-news            # other records name it by its id
    name: Harbour News
    kind: outlet

# What you read. An article is an original, or it says which ones it retells:
#     retells: [other-id]
articles:
  - id: bridge-closed
    headline: Bridge closed for two years
    publisher: harbour-news     # the id of a source
    url: https://harbour.example/bridge
    date: 2026-03-02            # or 2026-03, or 2026
    original: true              # it retells nothing

# Who says something. A speaker without a name has a description, and a reason:
#   - id: engineer
#     description: an engineer of the port
#     anonymity_reason: not allowed to speak to the press
speakers:
  - id: ana-ruiz
    name: Ana Ruiz
    role: mayor

# What is claimed, by whom, and in which words.
claims:
  - id: bridge-closed-two-years
    # The text is in your words. It can be understood alone.
    text: The harbour bridge stays closed for two years.
    speaker: ana-ruiz           # the id of a speaker
    source: harbour-news        # who first carried it
    confidence: high            # how sure you are that this was said so
    topics: [bridge]
    date: 2026-03-02
    appearances:                # where you read it
      - article: bridge-closed
        paragraph: 1            # the first one is 1
        # The quote is in quotation marks there, letter by letter.
        quote: The bridge stays closed for two years
        attribution: Mayor Ana Ruiz     # how the article names the speaker
"""


def schema_of_claims() -> str:
    """Return the schema that the first line of the claims names: editors have no other way to it.

    It is a file of the project, so that it is there without a network, and of this version.
    """
    return schema("claims-file")
