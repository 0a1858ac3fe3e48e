package almanac.app.api.academic;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.DefaultCalendars;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.time.AsOf;
import almanac.time.Moments;
import almanac.time.SpanEdit;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/**
 * Sends what bodies ask for as commands; only events on calendars of the caller's own are there.
 */
@Component
class AcademicEventEdits {

    private final Commands commands;
    private final Queries queries;
    private final DefaultCalendars defaults;
    private final Ids ids;

    AcademicEventEdits(Commands commands, Queries queries, DefaultCalendars defaults, Ids ids) {
        this.commands = commands;
        this.queries = queries;
        this.defaults = defaults;
        this.ids = ids;
    }

    EntryView create(Caller caller, AcademicEventBody body) {
        var asked = AcademicWrites.creating(body);
        var entry = ids.entry();
        commands.send(
                caller.actor(),
                new EntryCommand.CreateEntry(
                        entry,
                        defaultCalendar(caller),
                        entry + "@almanac",
                        caller.user(),
                        Details.titled("").withAll(asked.changes()),
                        Moments.span(asked.start().orElseThrow(), asked.end(), caller.zone()),
                        Optional.empty()));
        return own(caller, EntryNumber.of(entry));
    }

    private CalendarId defaultCalendar(Caller caller) {
        return defaults.of(caller.user())
                .orElseThrow(() -> new IllegalStateException("no default calendar"));
    }

    /** An event of the caller's own; one of others is not there. */
    EntryView own(Caller caller, EntryNumber number) {
        return own(caller, number, new EntryQuery.EntryByNumber(number, caller.user()));
    }

    /** The same as it was, of a calendar that was the caller's own. */
    EntryView own(Caller caller, EntryNumber number, AsOf then) {
        return own(caller, number, new EntryQuery.EntryAsOf(number, then, caller.user()));
    }

    private EntryView own(Caller caller, EntryNumber number, EntryQuery query) {
        var view = queries.ask(query, EntryView.class);
        if (!view.calendar().ownedBy(caller.user())) {
            throw new Rejected(AcademicEventIds.notFound(AcademicEventIds.text(number)));
        }
        return view;
    }

    EntryView update(
            Caller caller, EntryNumber number, AcademicEventBody body, OptionalLong revision) {
        var shown = own(caller, number);
        var asked = AcademicWrites.updating(body, shown);
        commands.send(
                caller.actor(),
                new EntryCommand.UpdateEntry(
                        number.entry(),
                        number.occurrence(),
                        reach(number),
                        asked.changes(),
                        times(caller, shown, asked),
                        Optional.empty(),
                        revision));
        return own(caller, number);
    }

    private static Scope reach(EntryNumber number) {
        return number.occurrence().isPresent() ? Scope.THIS : Scope.ALL;
    }

    private Optional<SpanEdit> times(Caller caller, EntryView shown, AcademicWrites asked) {
        if (asked.start().isEmpty() && asked.end().isEmpty()) {
            return Optional.empty();
        }
        var single = shown.recurrence().isEmpty() && shown.number().occurrence().isEmpty();
        if (single) {
            return Optional.of(new SpanEdit.Moments(asked.start(), asked.end(), caller.zone()));
        }
        return Optional.of(
                new SpanEdit.Moments(
                        asked.start().map(AcademicEventEdits::whole),
                        asked.end().map(AcademicEventEdits::whole),
                        caller.zone()));
    }

    /** Rules know whole seconds only. */
    private static Instant whole(Instant sent) {
        return sent.truncatedTo(ChronoUnit.SECONDS);
    }

    void delete(Caller caller, EntryNumber number, OptionalLong revision) {
        var deletion =
                new EntryCommand.DeleteEntry(
                        number.entry(), number.occurrence(), reach(number), revision);
        if (!commands.carriedOut(deletion)) {
            own(caller, number);
        }
        commands.send(caller.actor(), deletion);
    }
}
