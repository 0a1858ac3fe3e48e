package almanac.app.api.comments;

import almanac.app.web.Caller;
import almanac.comment.ThreadId;
import almanac.entry.EntryNumber;

/** Where somebody who may read the event speaks. */
record Place(Caller caller, EntryNumber number, ThreadId thread) {}
