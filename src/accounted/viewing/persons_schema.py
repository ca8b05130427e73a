"""The tables of the view of a project's lists and persons: one SQLite file below `derived/`, made anew at any time."""

from typing import Final

VERSION: Final = "3"
"""Of the tables and of what is stored in them; another version makes the view anew."""

TABLES: Final = """
create table meta (key text primary key, value text not null) without rowid;
create table list (
  number integer primary key, id text not null, document text not null, name text not null, content text not null
);
create table row (
  place integer primary key, id text not null unique, person text not null, list integer not null,
  number integer not null, naming text not null, aside text not null, withheld integer not null, content text not null
);
create index row_by_person on row (person, place);
create index row_by_list on row (list, number);
create index row_by_aside on row (list, aside, number) where aside <> '';
create index row_withheld on row (id) where withheld = 1;
create table person (
  place integer primary key, id text not null unique, rows integer not null, lists integer not null,
  decided integer not null, chain integer not null, withheld integer not null, said text not null,
  content text not null
);
create index person_by_rows on person (rows desc, place);
create index person_by_chain on person (chain, place) where chain > 0;
create index person_by_decided on person (decided, place) where decided > 0;
create table superseded (old text primary key, new text not null) without rowid;
create table moved (old text primary key, new text not null) without rowid;
create table pair (
  one integer not null, other integer not null, probability real not null, linked integer not null,
  content text not null, primary key (one, other)
) without rowid;
create index pair_by_other on pair (other);
create table chain (one integer not null, other integer not null, primary key (one, other)) without rowid;
create table question (place integer primary key, one text not null, other text not null, why text not null);
create table aside (place integer primary key, document text not null, content text not null);
create virtual table found using fts5 (said, tokenize = 'trigram', content = '');
"""
