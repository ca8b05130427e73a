"""The tables of a project's view: one SQLite file below `derived/`, made anew at any time."""

from typing import Final

VERSION: Final = "7"
"""Of the tables and of what is stored in them; another version makes the view anew."""

TABLES: Final = """
create table meta (key text primary key, value text not null) without rowid;
create table document (
  id text primary key, place integer not null unique, title text not null, speaker text not null,
  publisher text not null, first text not null, last text not null, language text not null, kind text not null,
  sha256 text not null, figures integer not null, names integer not null, rejections integer not null,
  looked integer not null, text text, content text not null
) without rowid;
create table body (place integer primary key, text text not null);
create table stated (
  id text primary key, document text not null, place integer not null, start integer not null, kind text not null,
  effect text not null, speaker text not null, first text not null, event text not null, rule text not null,
  state text not null, whole integer not null, weight integer not null, dated text not null,
  folded text not null,
  content text not null, core text not null
) without rowid;
create table decision (
  id text primary key, place integer not null, kind text not null, value text not null, by text not null,
  at text not null, why text not null, undoes text, stands integer not null
) without rowid;
create table decided (thing text not null, decision text not null, primary key (thing, decision)) without rowid;
create table event (id text primary key, place integer not null, title text not null, content text not null)
without rowid;
create table comparison (
  id text primary key, event text not null, place integer not null, effect text not null, content text not null
) without rowid;
create table counted (event text not null, place integer not null, rule text not null, effect text not null,
  content text not null, primary key (event, place)) without rowid;
create table position (event text not null, place integer not null, content text not null,
  primary key (event, place)) without rowid;
create table compared (comparison text not null, stated text not null, place integer not null,
  primary key (comparison, place)) without rowid;
create table tie (id text primary key, place integer not null, content text not null) without rowid;
create table tied (document text not null, tie text not null, primary key (document, tie)) without rowid;
create table remark (id text primary key, place integer not null, code text not null, content text not null)
without rowid;
create table remarked (thing text not null, remark text not null, primary key (thing, remark)) without rowid;
create table aside (place integer primary key, content text not null);
create table act (
  number integer primary key, act text not null, device text not null, line integer not null, at text not null,
  who text not null, kind text not null, content text not null
);
create table about (thing text not null, number integer not null, primary key (thing, number)) without rowid;
create virtual table words using fts5 (title, body, folded, tokenize = 'trigram');
"""

INDEXES: Final = """
create index document_by_date on document (first, place);
create index document_numbers on document (figures, names, rejections);
create unique index stated_in_order on stated (place);
create index stated_by_document on stated (document, start);
create index stated_listed on stated (first, place, state, kind, effect, speaker, rule, folded);
create index stated_by_speaker on stated (speaker);
create index stated_by_state on stated (state, place);
create index stated_by_dated on stated (dated, place);
create index stated_by_event on stated (event);
create index stated_by_label on stated (json_extract(content, '$.label')) where kind <> 'figure';
create index stated_by_where on stated (json_extract(content, '$.where')) where kind = 'figure';
create index stated_by_weight on stated (weight desc, place);
create index comparison_by_event on comparison (event, place);
create index compared_by_stated on compared (stated);
create index tie_in_order on tie (place);
create index remark_in_order on remark (place, code);
create index remark_by_code on remark (code, place);
create index tied_by_tie on tied (tie);
create index act_by_kind on act (kind, number);
"""
"""Made when the rows are written: each row is then put into its place once."""
