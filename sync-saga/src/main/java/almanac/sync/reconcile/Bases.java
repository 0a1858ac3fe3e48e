package almanac.sync.reconcile;

import almanac.entry.ImportedEntry;

/** What a link remembers of both sides: from here on, what differs is an edit. */
public record Bases(ImportedEntry local, ImportedEntry remote) {}
