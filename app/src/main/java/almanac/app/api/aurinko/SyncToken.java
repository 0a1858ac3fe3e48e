package almanac.app.api.aurinko;

import almanac.calendar.CalendarId;
import almanac.feed.FeedPlace;
import almanac.feed.FeedTerms;
import almanac.feed.GonePlace;
import almanac.user.UserId;
import java.util.Locale;

/**
 * How far a client's copy is: what was agreed at the start of its sync, and up to where it was
 * told. Good for its user and its calendar alone.
 *
 * @param told up to where it was told what is there; of no account to {@link Kind#DELETED}
 * @param gone up to where it was told what is there no more; of no account to {@link Kind#UPDATED}
 */
record SyncToken(
        Kind kind,
        UserId user,
        CalendarId calendar,
        FeedTerms terms,
        FeedPlace told,
        GonePlace gone) {

    /** What it continues. */
    enum Kind {
        UPDATED,
        DELETED,
        /** Both, as one stream. */
        STREAM;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    static SyncToken starting(Kind kind, UserId user, CalendarId calendar, FeedTerms terms) {
        return new SyncToken(
                kind, user, calendar, terms, FeedPlace.START, GonePlace.at(terms.begunAfter()));
    }

    SyncToken told(FeedPlace place) {
        return new SyncToken(kind, user, calendar, terms, place, gone);
    }

    SyncToken gone(GonePlace place) {
        return new SyncToken(kind, user, calendar, terms, told, place);
    }

    /**
     * What is gone is told from where what is there was, and during the first load from its start.
     */
    SyncToken asStream() {
        return kind == Kind.STREAM
                ? this
                : new SyncToken(
                        Kind.STREAM,
                        user,
                        calendar,
                        terms,
                        told,
                        GonePlace.at(Math.max(told.position(), terms.begunAfter())));
    }
}
