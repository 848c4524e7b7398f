"""Machinery of documents out: productions in the background, frozen editions. Features declare, this never looks up."""
