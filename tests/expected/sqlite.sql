CREATE TABLE "file" ( -- a row for each claims file
  "id" INTEGER PRIMARY KEY, -- numbers the rows
  "version" INTEGER, -- the version of the format: 1
  "title" TEXT, -- what the claims are about
  "membership_counted" INTEGER, -- how many members the claims count
  "membership_claim" TEXT REFERENCES "claims" ("id") -- the claim that says so
);

CREATE TABLE "sources" ( -- a row for each source
  "id" TEXT PRIMARY KEY NOT NULL, -- identifies the record; unique within its section
  "title" TEXT, -- what it is called, with a word where that needs one
  "name" TEXT, -- its name; if absent, the id
  "kind" TEXT, -- what kind of source it is
  "url" TEXT, -- its address
  "reliability" TEXT, -- Admiralty code A (completely reliable) to E (unreliable); F: cannot be judged
  "declared" INTEGER -- 1: a file states the record; 0: others name it, and that is all that is known of it
);

CREATE TABLE "articles" ( -- a row for each article
  "id" TEXT PRIMARY KEY NOT NULL, -- identifies the record; unique within its section
  "headline" TEXT, -- its headline
  "publisher" TEXT REFERENCES "sources" ("id"), -- the source that published it
  "url" TEXT, -- where it was read
  "archived" TEXT, -- where a copy is kept
  "accessed" TEXT, -- when it was read
  "date" TEXT, -- when it was published
  "language" TEXT, -- its language, as an IETF tag such as en or pt-BR
  "translated_from" TEXT, -- the language that it was translated from
  "original" INTEGER, -- whether a person has confirmed that it retells nothing (1: yes, 0: no)
  "sha256" TEXT, -- the SHA-256 of the text that was read
  "title" TEXT, -- what it is called, with a word where that needs one
  "declared" INTEGER -- 1: a file states the record; 0: others name it, and that is all that is known of it
);

CREATE TABLE "speakers" ( -- a row for each speaker
  "id" TEXT PRIMARY KEY NOT NULL, -- identifies the record; unique within its section
  "title" TEXT, -- the name, or the description of an unnamed speaker, with a word that says so
  "name" TEXT, -- the speaker's name; an unnamed speaker has none
  "description" TEXT, -- who the speaker is, if there is no name
  "kind" TEXT, -- what kind of speaker it is
  "anonymous" INTEGER, -- whether the speaker is unnamed; if absent: true without a name, false with one; not known of a speaker that is not declared (1: yes, 0: no)
  "country" TEXT, -- ISO 3166-1 alpha-2 code
  "role" TEXT, -- the speaker's office or function
  "affiliation" TEXT, -- the organisation that the speaker belongs to
  "party" TEXT, -- the speaker's political party
  "url" TEXT, -- a page about the speaker; an unnamed speaker has none
  "declared" INTEGER -- 1: a file states the record; 0: others name it, and that is all that is known of it
);

CREATE TABLE "claims" ( -- a row for each claim
  "id" TEXT PRIMARY KEY NOT NULL, -- identifies the record; unique within its section
  "text" TEXT, -- the claim in the curator's words
  "speaker" TEXT REFERENCES "speakers" ("id"), -- who made it
  "anonymous" INTEGER, -- whether its speaker is unnamed; if absent, as the speaker's record says; not known if there is none (1: yes, 0: no)
  "on_behalf_of" TEXT REFERENCES "speakers" ("id"), -- for whom a spokesperson speaks
  "source" TEXT REFERENCES "sources" ("id"), -- who first carried it
  "confidence" INTEGER, -- how sure it is that this speaker made the claim, as worded
  "confidence_label" TEXT, -- the STIX 2.1 word for the confidence
  "credibility" INTEGER, -- Admiralty code 1 (confirmed) to 5 (improbable); 6: cannot be judged
  "kind" TEXT, -- what kind of claim it is
  "date" TEXT, -- when it was made
  "place" TEXT, -- where it was made
  "context" TEXT, -- on what occasion: a debate, an interview, a post
  "language" TEXT, -- the language that it was made in, as an IETF tag such as en or pt-BR
  "status" TEXT, -- whether it still stands, or is a draft that nobody has read; if absent, active
  "direct" INTEGER, -- whether an appearance has a quote; if not, the claim is paraphrased (1: yes, 0: no)
  "origins" INTEGER, -- the number of its origins, the articles where its retellings began; absent where that is not known
  "title" TEXT, -- what it is called, with a word where that needs one
  "declared" INTEGER -- 1: a file states the record; 0: others name it, and that is all that is known of it
);

CREATE TABLE "facts" ( -- a row for each fact
  "id" TEXT PRIMARY KEY NOT NULL, -- identifies the record; unique within its section
  "text" TEXT, -- the fact
  "date" TEXT, -- when it happened
  "reference_title" TEXT, -- what the page or document is called
  "reference_url" TEXT, -- where it is
  "title" TEXT, -- what it is called, with a word where that needs one
  "declared" INTEGER -- 1: a file states the record; 0: others name it, and that is all that is known of it
);

CREATE TABLE "members" ( -- a row for each member
  "country" TEXT PRIMARY KEY NOT NULL, -- ISO 3166-1 alpha-2 code
  "name" TEXT, -- the country's name
  "eu" INTEGER, -- whether it belongs to the European Union (1: yes, 0: no)
  "nato" INTEGER, -- whether it belongs to NATO (1: yes, 0: no)
  "nuclear" INTEGER -- whether it is a nuclear-weapon state under the Non-Proliferation Treaty (1: yes, 0: no)
);

CREATE TABLE "topics" ( -- a row for each topic
  "topic" TEXT PRIMARY KEY NOT NULL -- what claims are about
);

CREATE TABLE "corrections" ( -- a row for each correction
  "id" INTEGER PRIMARY KEY, -- numbers the rows
  "article" TEXT REFERENCES "articles" ("id"), -- the article that it belongs to
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim that it belongs to
  "date" TEXT, -- when it was made
  "corrected_by" TEXT, -- who made it
  "reason" TEXT, -- why
  "url" TEXT, -- where it is
  "text" TEXT -- its words
);

CREATE TABLE "appearances" ( -- a row for each appearance
  "id" INTEGER PRIMARY KEY, -- numbers the rows
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim that it belongs to
  "article" TEXT REFERENCES "articles" ("id"), -- the article that it appears in
  "paragraph" INTEGER, -- the number of the paragraph, from 1
  "locator" TEXT, -- where in the article, if it has no paragraphs: a page, or a time such as 12:30
  "offset" INTEGER, -- how many characters of its text stand before the quote, from 0; it tells which one is meant where the quote stands several times
  "quote" TEXT, -- words that stand in quotation marks there
  "wording" TEXT, -- the article's own words; with a quote, the words that it stands in, with their quotation marks
  "attribution" TEXT, -- how that article names the speaker
  "verb" TEXT, -- the verb by which the article reports it, such as claimed
  "speaker" TEXT REFERENCES "speakers" ("id") -- the speaker that this article credits, if not the claim's speaker
);

CREATE TABLE "reviews" ( -- a row for each review
  "id" INTEGER PRIMARY KEY, -- numbers the rows
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim that it belongs to
  "reviewer" TEXT REFERENCES "sources" ("id"), -- the source that reviewed the claim
  "url" TEXT, -- where the review is
  "title" TEXT, -- its title
  "date" TEXT, -- when it was published
  "rating" TEXT, -- the verdict in its own words; it says nothing about the sourcing, as confidence does
  "value" REAL, -- the verdict as a number on the reviewer's scale
  "best" REAL, -- the end of that scale that stands for true; it may be the smaller number
  "worst" REAL, -- the end of that scale that stands for false
  "language" TEXT -- its language, as an IETF tag such as en or pt-BR
);

CREATE TABLE "evidence" ( -- a row for each evidence
  "id" INTEGER PRIMARY KEY, -- numbers the rows
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim that it belongs to
  "text" TEXT, -- what it says
  "url" TEXT, -- where it was found
  "archived" TEXT, -- where a copy is kept
  "question" TEXT, -- the question that was asked about the claim
  "answer" TEXT, -- the answer that was found
  "date" TEXT -- when it was published
);

CREATE TABLE "source_aliases" ( -- aliases of sources: other names of it
  "source" TEXT REFERENCES "sources" ("id"), -- the source
  "nth" INTEGER, -- the place in the list, from 1
  "alias" TEXT, -- other names of it
  PRIMARY KEY ("source", "nth")
) WITHOUT ROWID;

CREATE TABLE "source_same_as" ( -- same_as of sources: addresses of the same source elsewhere, such as in Wikidata
  "source" TEXT REFERENCES "sources" ("id"), -- the source
  "nth" INTEGER, -- the place in the list, from 1
  "same_as" TEXT, -- addresses of the same source elsewhere, such as in Wikidata
  PRIMARY KEY ("source", "nth")
) WITHOUT ROWID;

CREATE TABLE "source_not_same" ( -- not_same of sources: sources with a like name that are others
  "source" TEXT REFERENCES "sources" ("id"), -- the source
  "nth" INTEGER, -- the place in the list, from 1
  "not_same" TEXT REFERENCES "sources" ("id"), -- sources with a like name that are others
  PRIMARY KEY ("source", "nth")
) WITHOUT ROWID;

CREATE TABLE "article_authors" ( -- authors of articles: who wrote it
  "article" TEXT REFERENCES "articles" ("id"), -- the article
  "nth" INTEGER, -- the place in the list, from 1
  "author" TEXT, -- who wrote it
  PRIMARY KEY ("article", "nth")
) WITHOUT ROWID;

CREATE TABLE "article_retells" ( -- retells of articles: the articles that it is derived from
  "article" TEXT REFERENCES "articles" ("id"), -- the article
  "nth" INTEGER, -- the place in the list, from 1
  "retells" TEXT REFERENCES "articles" ("id"), -- the articles that it is derived from
  PRIMARY KEY ("article", "nth")
) WITHOUT ROWID;

CREATE TABLE "speaker_aliases" ( -- aliases of speakers: other names of the speaker; an unnamed speaker has none
  "speaker" TEXT REFERENCES "speakers" ("id"), -- the speaker
  "nth" INTEGER, -- the place in the list, from 1
  "alias" TEXT, -- other names of the speaker; an unnamed speaker has none
  PRIMARY KEY ("speaker", "nth")
) WITHOUT ROWID;

CREATE TABLE "speaker_same_as" ( -- same_as of speakers: addresses of the same speaker elsewhere, such as in Wikidata; an unnamed speaker has none
  "speaker" TEXT REFERENCES "speakers" ("id"), -- the speaker
  "nth" INTEGER, -- the place in the list, from 1
  "same_as" TEXT, -- addresses of the same speaker elsewhere, such as in Wikidata; an unnamed speaker has none
  PRIMARY KEY ("speaker", "nth")
) WITHOUT ROWID;

CREATE TABLE "speaker_not_same" ( -- not_same of speakers: speakers with a like name who are others; an unnamed speaker has none
  "speaker" TEXT REFERENCES "speakers" ("id"), -- the speaker
  "nth" INTEGER, -- the place in the list, from 1
  "not_same" TEXT REFERENCES "speakers" ("id"), -- speakers with a like name who are others; an unnamed speaker has none
  PRIMARY KEY ("speaker", "nth")
) WITHOUT ROWID;

CREATE TABLE "claim_topics" ( -- topics of claims: what it is about
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim
  "nth" INTEGER, -- the place in the list, from 1
  "topic" TEXT REFERENCES "topics" ("topic"), -- what it is about
  PRIMARY KEY ("claim", "nth")
) WITHOUT ROWID;

CREATE TABLE "claim_supports" ( -- supports of claims: claims that it supports
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim
  "nth" INTEGER, -- the place in the list, from 1
  "supports" TEXT REFERENCES "claims" ("id"), -- claims that it supports
  PRIMARY KEY ("claim", "nth")
) WITHOUT ROWID;

CREATE TABLE "claim_contradicts" ( -- contradicts of claims: claims that it contradicts
  "claim" TEXT REFERENCES "claims" ("id"), -- the claim
  "nth" INTEGER, -- the place in the list, from 1
  "contradicts" TEXT REFERENCES "claims" ("id"), -- claims that it contradicts
  PRIMARY KEY ("claim", "nth")
) WITHOUT ROWID;

CREATE TABLE "fact_supports" ( -- supports of facts: claims that it supports
  "fact" TEXT REFERENCES "facts" ("id"), -- the fact
  "nth" INTEGER, -- the place in the list, from 1
  "supports" TEXT REFERENCES "claims" ("id"), -- claims that it supports
  PRIMARY KEY ("fact", "nth")
) WITHOUT ROWID;

CREATE TABLE "fact_contradicts" ( -- contradicts of facts: claims that it contradicts
  "fact" TEXT REFERENCES "facts" ("id"), -- the fact
  "nth" INTEGER, -- the place in the list, from 1
  "contradicts" TEXT REFERENCES "claims" ("id"), -- claims that it contradicts
  PRIMARY KEY ("fact", "nth")
) WITHOUT ROWID;

CREATE TABLE "member_claims" ( -- claims of members: claims that name it
  "member" TEXT REFERENCES "members" ("country"), -- the member
  "nth" INTEGER, -- the place in the list, from 1
  "claim" TEXT REFERENCES "claims" ("id"), -- claims that name it
  PRIMARY KEY ("member", "nth")
) WITHOUT ROWID;

CREATE TABLE "member_facts" ( -- facts of members: facts about it
  "member" TEXT REFERENCES "members" ("country"), -- the member
  "nth" INTEGER, -- the place in the list, from 1
  "fact" TEXT REFERENCES "facts" ("id"), -- facts about it
  PRIMARY KEY ("member", "nth")
) WITHOUT ROWID;

CREATE INDEX "idx_file_membership_claim" ON "file" ("membership_claim");

CREATE INDEX "idx_sources_kind" ON "sources" ("kind");

CREATE INDEX "idx_sources_reliability" ON "sources" ("reliability");

CREATE UNIQUE INDEX "idx_sources_title" ON "sources" ("title") WHERE title IS NULL;

CREATE INDEX "idx_articles_publisher" ON "articles" ("publisher");

CREATE INDEX "idx_articles_accessed" ON "articles" ("accessed");

CREATE INDEX "idx_articles_date" ON "articles" ("date");

CREATE INDEX "idx_articles_original" ON "articles" ("original");

CREATE UNIQUE INDEX "idx_articles_title" ON "articles" ("title") WHERE title IS NULL;

CREATE INDEX "idx_speakers_kind" ON "speakers" ("kind");

CREATE INDEX "idx_speakers_anonymous" ON "speakers" ("anonymous");

CREATE UNIQUE INDEX "idx_speakers_title" ON "speakers" ("title") WHERE title IS NULL;

CREATE INDEX "idx_claims_speaker" ON "claims" ("speaker");

CREATE INDEX "idx_claims_anonymous" ON "claims" ("anonymous");

CREATE INDEX "idx_claims_on_behalf_of" ON "claims" ("on_behalf_of");

CREATE INDEX "idx_claims_source" ON "claims" ("source");

CREATE INDEX "idx_claims_confidence" ON "claims" ("confidence");

CREATE INDEX "idx_claims_confidence_label" ON "claims" ("confidence_label");

CREATE INDEX "idx_claims_kind" ON "claims" ("kind");

CREATE INDEX "idx_claims_date" ON "claims" ("date");

CREATE INDEX "idx_claims_status" ON "claims" ("status");

CREATE INDEX "idx_claims_direct" ON "claims" ("direct");

CREATE UNIQUE INDEX "idx_claims_title" ON "claims" ("title") WHERE title IS NULL;

CREATE INDEX "idx_facts_date" ON "facts" ("date");

CREATE UNIQUE INDEX "idx_facts_title" ON "facts" ("title") WHERE title IS NULL;

CREATE INDEX "idx_members_eu" ON "members" ("eu");

CREATE INDEX "idx_members_nato" ON "members" ("nato");

CREATE INDEX "idx_members_nuclear" ON "members" ("nuclear");

CREATE INDEX "idx_corrections_article" ON "corrections" ("article");

CREATE INDEX "idx_corrections_claim" ON "corrections" ("claim");

CREATE INDEX "idx_corrections_date" ON "corrections" ("date");

CREATE INDEX "idx_appearances_claim" ON "appearances" ("claim");

CREATE INDEX "idx_appearances_article" ON "appearances" ("article");

CREATE INDEX "idx_appearances_speaker" ON "appearances" ("speaker");

CREATE INDEX "idx_reviews_claim" ON "reviews" ("claim");

CREATE INDEX "idx_reviews_reviewer" ON "reviews" ("reviewer");

CREATE INDEX "idx_reviews_date" ON "reviews" ("date");

CREATE INDEX "idx_evidence_claim" ON "evidence" ("claim");

CREATE INDEX "idx_evidence_date" ON "evidence" ("date");

CREATE INDEX "idx_source_not_same_not_same" ON "source_not_same" ("not_same");

CREATE INDEX "idx_article_retells_retells" ON "article_retells" ("retells");

CREATE INDEX "idx_speaker_not_same_not_same" ON "speaker_not_same" ("not_same");

CREATE INDEX "idx_claim_topics_topic" ON "claim_topics" ("topic");

CREATE INDEX "idx_claim_supports_supports" ON "claim_supports" ("supports");

CREATE INDEX "idx_claim_contradicts_contradicts" ON "claim_contradicts" ("contradicts");

CREATE INDEX "idx_fact_supports_supports" ON "fact_supports" ("supports");

CREATE INDEX "idx_fact_contradicts_contradicts" ON "fact_contradicts" ("contradicts");

CREATE INDEX "idx_member_claims_claim" ON "member_claims" ("claim");

CREATE INDEX "idx_member_facts_fact" ON "member_facts" ("fact");

CREATE VIEW "claims_with_names" AS -- each claim with the names of its speaker and source, topics, words and verdicts
SELECT claims.id, claims.text, claims.status,
  claims.speaker, CASE WHEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN claims.anonymous THEN 'unnamed speaker' END) = 'unnamed speaker' THEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN claims.anonymous THEN 'unnamed speaker' END) WHEN claims.anonymous IS NULL THEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN claims.anonymous THEN 'unnamed speaker' END) || ' (not declared)' WHEN claims.anonymous THEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN claims.anonymous THEN 'unnamed speaker' END) || ' (unnamed)' ELSE coalesce(coalesce(speakers.name, speakers.description), CASE WHEN claims.anonymous THEN 'unnamed speaker' END) END AS speaker_name, claims.anonymous,
  claims.source, sources.name AS source_name,
  claims.confidence, claims.confidence_label, claims.credibility,
  claims.direct, claims.origins, claims.kind, (SELECT json_group_array(topic) FROM (SELECT topic FROM claim_topics WHERE claim = claims.id AND topic IS NOT NULL ORDER BY nth)) AS topics, claims.date,
  (SELECT count(DISTINCT article) FROM appearances WHERE claim = claims.id) AS articles,
  (SELECT quote FROM appearances WHERE claim = claims.id AND quote IS NOT NULL ORDER BY id LIMIT 1) AS quote, (SELECT wording FROM appearances WHERE claim = claims.id AND wording IS NOT NULL ORDER BY id LIMIT 1) AS wording,
  (SELECT json_group_array(rating) FROM (SELECT rating FROM reviews WHERE claim = claims.id AND rating IS NOT NULL ORDER BY id)) AS ratings, (SELECT json_group_array(reviewer) FROM (SELECT reviewer FROM reviews WHERE claim = claims.id AND reviewer IS NOT NULL ORDER BY id)) AS reviewers
FROM claims LEFT JOIN speakers ON speakers.id = claims.speaker
LEFT JOIN sources ON sources.id = claims.source
WHERE claims.declared;

CREATE VIEW "appearances_with_names" AS -- each appearance with its claim, its article, and the speaker whom that article credits
SELECT seen.id, seen.claim, claims.text, seen.article, articles.headline, articles.date,
  sources.name AS publisher_name, seen.quote, seen.wording, seen.attribution,
  speakers.id AS speaker, CASE WHEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END THEN 'unnamed speaker' END) = 'unnamed speaker' THEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END THEN 'unnamed speaker' END) WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END IS NULL THEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END THEN 'unnamed speaker' END) || ' (not declared)' WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END THEN coalesce(coalesce(speakers.name, speakers.description), CASE WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END THEN 'unnamed speaker' END) || ' (unnamed)' ELSE coalesce(coalesce(speakers.name, speakers.description), CASE WHEN CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker THEN claims.anonymous ELSE speakers.anonymous END THEN 'unnamed speaker' END) END AS speaker_name,
  CASE WHEN seen.speaker IS NULL OR seen.speaker = claims.speaker
    THEN claims.anonymous ELSE speakers.anonymous END AS anonymous,
  EXISTS (SELECT 1 FROM article_retells WHERE article = seen.article) AS retelling
FROM appearances AS seen JOIN claims ON claims.id = seen.claim
LEFT JOIN articles ON articles.id = seen.article
LEFT JOIN sources ON sources.id = articles.publisher
LEFT JOIN speakers ON speakers.id = coalesce(seen.speaker, claims.speaker);

CREATE VIEW "claims_by_speaker" AS -- how the claims of each speaker are sourced
SELECT claims.speaker, speakers.title AS name, count(*) AS claims, count(*) FILTER (WHERE NOT claims.anonymous) AS named, count(*) FILTER (WHERE claims.anonymous) AS unnamed, count(*) FILTER (WHERE claims.direct) AS direct, count(*) FILTER (WHERE NOT claims.direct) AS paraphrased, count(*) FILTER (WHERE claims.origins = 1) AS single_origin, count(*) FILTER (WHERE claims.origins > 1) AS multi_origin FROM claims LEFT JOIN speakers ON speakers.id = claims.speaker WHERE claims.declared GROUP BY claims.speaker ORDER BY claims DESC, claims.speaker;

CREATE VIEW "claims_by_source" AS -- how the claims that each source was the first to carry are sourced
SELECT claims.source, sources.name, count(*) AS claims, count(*) FILTER (WHERE NOT claims.anonymous) AS named, count(*) FILTER (WHERE claims.anonymous) AS unnamed, count(*) FILTER (WHERE claims.direct) AS direct, count(*) FILTER (WHERE NOT claims.direct) AS paraphrased, count(*) FILTER (WHERE claims.origins = 1) AS single_origin, count(*) FILTER (WHERE claims.origins > 1) AS multi_origin FROM claims LEFT JOIN sources ON sources.id = claims.source WHERE claims.declared GROUP BY claims.source ORDER BY claims DESC, claims.source;

CREATE VIEW "claims_by_topic" AS -- how the claims about each topic are sourced
SELECT topic, count(*) AS claims, count(*) FILTER (WHERE NOT claims.anonymous) AS named, count(*) FILTER (WHERE claims.anonymous) AS unnamed, count(*) FILTER (WHERE claims.direct) AS direct, count(*) FILTER (WHERE NOT claims.direct) AS paraphrased, count(*) FILTER (WHERE claims.origins = 1) AS single_origin, count(*) FILTER (WHERE claims.origins > 1) AS multi_origin FROM claims JOIN claim_topics ON claim = claims.id WHERE claims.declared GROUP BY topic ORDER BY claims DESC, topic;

CREATE VIEW "sourcing" AS -- how all claims are sourced
SELECT count(*) AS claims, count(*) FILTER (WHERE NOT claims.anonymous) AS named, count(*) FILTER (WHERE claims.anonymous) AS unnamed, count(*) FILTER (WHERE claims.direct) AS direct, count(*) FILTER (WHERE NOT claims.direct) AS paraphrased, count(*) FILTER (WHERE claims.origins = 1) AS single_origin, count(*) FILTER (WHERE claims.origins > 1) AS multi_origin FROM claims WHERE claims.declared;

CREATE VIEW "weakest_claims" AS -- the claims with an unnamed speaker, one origin and no quote
SELECT * FROM claims_with_names WHERE anonymous AND origins = 1 AND NOT direct;

CREATE VIEW "sources_searched" AS -- what search looks through in sources
SELECT sources.rowid AS row,
  sources.name AS name,
  (SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM source_aliases WHERE source = sources.id ORDER BY nth)) AS aliases
FROM sources;

CREATE VIRTUAL TABLE "sources_fts" USING fts5 /* content="sources" */ (name, aliases, content="sources_searched", content_rowid="row", tokenize='unicode61 remove_diacritics 2');

CREATE VIEW "articles_searched" AS -- what search looks through in articles
SELECT articles.rowid AS row,
  articles.headline AS headline,
  (SELECT coalesce(name || ' ' || char(57344) || ' ', '') || coalesce((SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM source_aliases WHERE source = sources.id ORDER BY nth)), '') FROM sources WHERE id = articles.publisher) AS publisher_name,
  (SELECT group_concat(author, ' ' || char(57344) || ' ') FROM (SELECT author FROM article_authors WHERE article = articles.id ORDER BY nth)) AS authors,
  (SELECT group_concat(words, '') FROM (SELECT coalesce(reason || ' ' || char(57344) || ' ', '') || coalesce(text || ' ' || char(57344) || ' ', '') AS words FROM corrections WHERE article = articles.id ORDER BY id)) AS corrections
FROM articles;

CREATE VIRTUAL TABLE "articles_fts" USING fts5 /* content="articles" */ (headline, publisher_name, authors, corrections, content="articles_searched", content_rowid="row", tokenize='unicode61 remove_diacritics 2');

CREATE VIEW "speakers_searched" AS -- what search looks through in speakers
SELECT speakers.rowid AS row,
  speakers.name AS name,
  speakers.description AS description,
  speakers.role AS role,
  speakers.affiliation AS affiliation,
  speakers.party AS party,
  (SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM speaker_aliases WHERE speaker = speakers.id ORDER BY nth)) AS aliases
FROM speakers;

CREATE VIRTUAL TABLE "speakers_fts" USING fts5 /* content="speakers" */ (name, description, role, affiliation, party, aliases, content="speakers_searched", content_rowid="row", tokenize='unicode61 remove_diacritics 2');

CREATE VIEW "claims_searched" AS -- what search looks through in claims
SELECT claims.rowid AS row,
  claims.text AS text,
  (SELECT coalesce(name || ' ' || char(57344) || ' ', '') || coalesce(description || ' ' || char(57344) || ' ', '') || coalesce((SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM speaker_aliases WHERE speaker = speakers.id ORDER BY nth)), '') FROM speakers WHERE id = claims.speaker) AS speaker_name,
  (SELECT coalesce(name || ' ' || char(57344) || ' ', '') || coalesce((SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM source_aliases WHERE source = sources.id ORDER BY nth)), '') FROM sources WHERE id = claims.source) AS source_name,
  (SELECT group_concat(topic, ' ' || char(57344) || ' ') FROM (SELECT topic FROM claim_topics WHERE claim = claims.id ORDER BY nth)) AS topics,
  claims.place AS place,
  claims.context AS context,
  (SELECT group_concat(words, '') FROM (SELECT coalesce(quote || ' ' || char(57344) || ' ', '') || coalesce(wording || ' ' || char(57344) || ' ', '') || coalesce(attribution || ' ' || char(57344) || ' ', '') AS words FROM appearances WHERE claim = claims.id ORDER BY id)) AS appearances,
  (SELECT group_concat(words, '') FROM (SELECT coalesce(title || ' ' || char(57344) || ' ', '') AS words FROM reviews WHERE claim = claims.id ORDER BY id)) AS reviews,
  (SELECT group_concat(words, '') FROM (SELECT coalesce(text || ' ' || char(57344) || ' ', '') || coalesce(question || ' ' || char(57344) || ' ', '') || coalesce(answer || ' ' || char(57344) || ' ', '') AS words FROM evidence WHERE claim = claims.id ORDER BY id)) AS evidence,
  (SELECT group_concat(words, '') FROM (SELECT coalesce(reason || ' ' || char(57344) || ' ', '') || coalesce(text || ' ' || char(57344) || ' ', '') AS words FROM corrections WHERE claim = claims.id ORDER BY id)) AS corrections
FROM claims;

CREATE VIRTUAL TABLE "claims_fts" USING fts5 /* content="claims" */ (text, speaker_name, source_name, topics, place, context, appearances, reviews, evidence, corrections, content="claims_searched", content_rowid="row", tokenize='unicode61 remove_diacritics 2');

CREATE VIEW "facts_searched" AS -- what search looks through in facts
SELECT facts.rowid AS row,
  facts.text AS text,
  facts.reference_title AS reference_title
FROM facts;

CREATE VIRTUAL TABLE "facts_fts" USING fts5 /* content="facts" */ (text, reference_title, content="facts_searched", content_rowid="row", tokenize='unicode61 remove_diacritics 2');

CREATE VIEW "appearances_searched" AS -- what search looks through in appearances
SELECT appearances.rowid AS row,
  (SELECT coalesce(name || ' ' || char(57344) || ' ', '') || coalesce((SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM source_aliases WHERE source = sources.id ORDER BY nth)), '') FROM sources WHERE id = (SELECT publisher FROM articles WHERE id = appearances.article)) AS publisher_name,
  appearances.quote AS quote,
  appearances.wording AS wording,
  appearances.attribution AS attribution,
  (SELECT coalesce(name || ' ' || char(57344) || ' ', '') || coalesce(description || ' ' || char(57344) || ' ', '') || coalesce((SELECT group_concat(alias, ' ' || char(57344) || ' ') FROM (SELECT alias FROM speaker_aliases WHERE speaker = speakers.id ORDER BY nth)), '') FROM speakers WHERE id = coalesce(appearances.speaker, (SELECT speaker FROM claims WHERE id = appearances.claim))) AS speaker_name
FROM appearances;

CREATE VIRTUAL TABLE "appearances_fts" USING fts5 /* content="appearances" */ (publisher_name, quote, wording, attribution, speaker_name, content="appearances_searched", content_rowid="row", tokenize='unicode61 remove_diacritics 2');

CREATE TABLE "about" ( -- what each table and view has, and how Datasette shows it
  "name" TEXT PRIMARY KEY NOT NULL, -- of the table or view
  "description" TEXT, -- what it has
  "datasette" TEXT -- its settings in a metadata file of Datasette, as JSON
);

CREATE VIEW "metadata" AS -- the text of a metadata file for Datasette
SELECT json_object(
  'title', coalesce((SELECT title FROM file), 'Claims'),
  'description', 'Who said what, on whose authority, in which words. Confidence rates the sourcing: how sure it is that this speaker made the claim, as worded. It does not say whether the claim is true.',
  'databases', json_object((SELECT CASE WHEN instr(name, '.') THEN rtrim(rtrim(name, replace(name, '.', '')), '.') ELSE name END FROM (SELECT (SELECT replace(path, rtrim(path, replace(path, '/', '')), '') FROM (SELECT replace((SELECT file FROM pragma_database_list WHERE name = 'main'), char(92), '/') AS path)) AS name)), json_object(
    'tables', (SELECT json_group_object(name, json(datasette)) FROM about)))
) AS json;

