package almanac.app.api.aurinko;

import almanac.app.error.Failure;
import almanac.app.error.Refusal;
import almanac.app.web.Caller;
import almanac.app.web.DefaultCalendars;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.entry.EntryNumber;
import almanac.entry.OccurrenceKey;
import almanac.feed.FeedId;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.AsOf;
import almanac.webhook.EndpointId;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Ids as this API reads them; {@link FeedId#text} writes them. A calendar and an event are their
 * numbers, an occurrence has one of its own; the later part of a split series is {@code 42.17}, its
 * series and the occurrence with which it begins.
 */
@Component
class AurinkoIds {

    private static final String PRIMARY = "primary";
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,15}");
    private static final Pattern PART = Pattern.compile("([1-9]\\d{0,9})\\.(-?\\d{1,18})");

    private final Queries queries;
    private final DefaultCalendars defaults;

    AurinkoIds(Queries queries, DefaultCalendars defaults) {
        this.queries = queries;
        this.defaults = defaults;
    }

    /** The calendar of a path, {@code primary} being the caller's default one. */
    CalendarView calendar(Caller caller, String sent) {
        return queries.ask(
                new CalendarQuery.CalendarById(named(caller, sent), caller.user()),
                CalendarView.class);
    }

    /** The same as it was then, where that is asked for. */
    CalendarView calendar(Caller caller, String sent, Optional<AsOf> then) {
        return then.map(it ->
                        queries.ask(
                                new CalendarQuery.CalendarAsOf(
                                        named(caller, sent), it, caller.user()),
                                CalendarView.class))
                .orElseGet(() -> calendar(caller, sent));
    }

    /** The same, whether or not it is there and the caller may see it. */
    CalendarId named(Caller caller, String sent) {
        return isPrimary(sent)
                ? defaults.of(caller.user())
                        .orElseThrow(() -> new Rejected(new Rejection.NotFound("Calendar", sent)))
                : number(sent);
    }

    /**
     * The same for a caller who wants to change something.
     *
     * @throws Refusal with 403 for whoever may see it and not do so
     */
    CalendarView calendar(Caller caller, String sent, Permission needed) {
        var view = calendar(caller, sent);
        if (!view.permission().includes(needed)) {
            throw new Refusal(Failure.Kind.FORBIDDEN, "Access denied to this calendar");
        }
        return view;
    }

    private static CalendarId number(String sent) {
        if (!NUMBER.matcher(sent).matches()) {
            throw new Rejected(new Rejection.NotFound("Calendar", sent));
        }
        return new CalendarId(Long.parseLong(sent));
    }

    static boolean isPrimary(String sent) {
        return sent.equals(PRIMARY);
    }

    /**
     * @throws Rejected with NotFound for what no subscription is called
     */
    static EndpointId subscription(String sent) {
        if (!NUMBER.matcher(sent).matches()) {
            throw new Rejected(new Rejection.NotFound("Subscription", sent));
        }
        return new EndpointId(Long.parseLong(sent));
    }

    /** What an id of an event names; one that we never gave is not found. */
    static FeedId event(String sent) {
        return number(EntryNumber::parse, sent)
                .map(FeedId::of)
                .or(() -> part(sent))
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Event", sent)));
    }

    private interface Reading {
        Optional<EntryNumber> of(long number);
    }

    private static Optional<EntryNumber> number(Reading reading, String sent) {
        return NUMBER.matcher(sent).matches() ? reading.of(Long.parseLong(sent)) : Optional.empty();
    }

    private static Optional<FeedId> part(String sent) {
        var part = PART.matcher(sent);
        return part.matches()
                ? number(EntryNumber::parse, part.group(1))
                        .filter(number -> number.occurrence().isEmpty())
                        .map(number ->
                                FeedId.part(
                                        number.entry(),
                                        new OccurrenceKey(Long.parseLong(part.group(2)))))
                : Optional.empty();
    }
}
