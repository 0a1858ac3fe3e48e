package almanac.app.api.primecal;

import almanac.app.api.primecal.EventWrites.Repetition;
import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.DefaultCalendars;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.Absences;
import almanac.entry.EntryCommand;
import almanac.entry.EntryNumber;
import almanac.entry.EntryQuery;
import almanac.entry.EntryView;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.Span;
import almanac.time.SpanEdit;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Sends what bodies ask for as commands, in the light of what stands. */
@Component
class EventEdits {

    private final Commands commands;
    private final Queries queries;
    private final DefaultCalendars defaults;
    private final Ids ids;

    EventEdits(Commands commands, Queries queries, DefaultCalendars defaults, Ids ids) {
        this.commands = commands;
        this.queries = queries;
        this.defaults = defaults;
        this.ids = ids;
    }

    /** What of an event is to be changed, and which revision the client has seen. */
    record Target(EntryNumber number, Scope scope, OptionalLong revision) {}

    /** Reads the repetition of a body that edits this event. */
    interface Repeating {
        Optional<Repetition> of(EntryView before);
    }

    EntryNumber create(Caller caller, EventBody body, Optional<Repetition> repetition) {
        var zone = repetition.flatMap(Repetition::zone).orElse(caller.zone());
        var details = EventWrites.details(body);
        var span = EventWrites.span(body, zone);
        var asked = repetition.flatMap(wanted -> wanted.from(span));
        var calendar = calendar(body).orElseGet(() -> defaultCalendar(caller));
        var entry = ids.entry();
        commands.send(
                caller.actor(),
                new EntryCommand.CreateEntry(
                        entry,
                        calendar,
                        entry + "@almanac",
                        caller.user(),
                        details,
                        asked.map(Recurrences.Asked::first).orElse(span),
                        asked.map(Recurrences.Asked::recurrence)));
        return EntryNumber.of(entry);
    }

    private static Optional<CalendarId> calendar(EventBody body) {
        return body.calendarId()
                .present()
                .map(sent -> {
                    if (sent < 1) {
                        throw Rejected.invalid(
                                "calendarId", "calendarId must be a positive number");
                    }
                    return new CalendarId(sent);
                });
    }

    private CalendarId defaultCalendar(Caller caller) {
        return defaults.of(caller.user())
                .orElseThrow(() -> new Rejected(new Rejection.NotFound("Calendar", "default")));
    }

    /** Answers the number of what changed: of a master and THIS it is its first occurrence. */
    EntryNumber update(Caller caller, EventBody body, Target target, Repeating repeating) {
        var shown = view(caller, target.number());
        var changed =
                shown.recurrence().isPresent() && target.scope() == Scope.THIS
                        ? firstOccurrence(caller, shown).number()
                        : shown.number();
        elsewhere(body, shown).ifPresent(to -> requireWhole(shown, target.scope()));
        commands.send(caller.actor(), edit(caller, body, target, shown, repeating));
        return changed;
    }

    private EntryCommand.UpdateEntry edit(
            Caller caller, EventBody body, Target target, EntryView shown, Repeating repeating) {
        var repetition = repeating.of(shown);
        var edit =
                EventWrites.spanEdit(
                        body,
                        shown.span(),
                        zoneOfTimes(caller, shown),
                        repetition.flatMap(Repetition::zone));
        var span = edit.map(wanted -> wanted.applyTo(shown.span())).orElse(shown.span());
        var master = master(caller, target, shown);
        var start = seriesStart(master, shown, span);
        var asked = repetition.map(wanted -> wanted.from(start));
        var recurrence =
                asked.map(it -> it.map(Recurrences.Asked::recurrence))
                        .filter(it -> !asGot(it, start, shown, master, repetition.get()));
        var later =
                recurrence
                        .flatMap(it -> asked.get())
                        .map(it -> start.startDate().until(it.first().startDate(), ChronoUnit.DAYS))
                        .filter(days -> days > 0)
                        .<SpanEdit>map(days ->
                                new SpanEdit.Replace(
                                        span.shape().on(span.startDate().plusDays(days))));
        return new EntryCommand.UpdateEntry(
                target.number().entry(),
                target.number().occurrence(),
                target.scope(),
                EventWrites.changes(body, shown.details()),
                later.or(() -> edit),
                recurrence,
                target.revision(),
                elsewhere(body, shown),
                Absences.AS_BEFORE,
                true);
    }

    /** What shows the recurrence in reach. */
    private EntryView master(Caller caller, Target target, EntryView shown) {
        return target.scope() == Scope.ALL && target.number().occurrence().isPresent()
                ? view(caller, EntryNumber.of(target.number().entry()))
                : shown;
    }

    /** Where an occurrence has lost its zone with its times, its series has one (contract 7.1). */
    private ZoneId zoneOfTimes(Caller caller, EntryView shown) {
        return Optional.of(shown.number())
                .filter(number -> number.occurrence().isPresent())
                .filter(number -> EventJson.zone(shown.span()).isEmpty())
                .map(number -> view(caller, EntryNumber.of(number.entry())))
                .flatMap(series -> EventJson.zone(series.span()))
                .orElse(caller.zone());
    }

    /** Where the part of the series in reach will begin. */
    private static Span seriesStart(EntryView master, EntryView shown, Span span) {
        var days = shown.span().startDate().until(span.startDate(), ChronoUnit.DAYS);
        return span.shape().on(master.span().startDate().plusDays(days));
    }

    /**
     * Clients send back what they got: that asks for nothing, and keeps what parts of the series
     * have of their own.
     */
    private static boolean asGot(
            Optional<Recurrence> wanted,
            Span start,
            EntryView shown,
            EntryView master,
            Repetition repetition) {
        var rule = wanted.flatMap(Recurrence::rule);
        var now = master.recurrence().flatMap(Recurrence::rule);
        return rule.isPresent() && now.isPresent()
                ? RecurrenceJson.alike(rule.get(), start, now.get(), master.span())
                : rule.equals(shown.recurrence().flatMap(Recurrence::rule))
                        && !repetition.explicit();
    }

    void delete(Caller caller, Target target) {
        commands.send(
                caller.actor(),
                new EntryCommand.DeleteEntry(
                        target.number().entry(),
                        target.number().occurrence(),
                        target.scope(),
                        target.revision()));
    }

    private EntryView firstOccurrence(Caller caller, EntryView master) {
        return queries.list(
                        new EntryQuery.SeriesHead(master.number().entry(), 1, caller.user()),
                        EntryView.class)
                .getLast();
    }

    private static Optional<CalendarId> elsewhere(EventBody body, EntryView shown) {
        return calendar(body).filter(to -> !to.equals(shown.calendar().id()));
    }

    /** One occurrence is on the calendar of its series (contract R6: the least destructive). */
    private static void requireWhole(EntryView shown, Scope scope) {
        var series = shown.recurrence().isPresent() || shown.number().occurrence().isPresent();
        if (series && scope != Scope.ALL) {
            throw Rejected.invalid(
                    "calendarId",
                    "calendarId moves the whole series; send updateMode or updateScope all with"
                            + " it");
        }
    }

    private EntryView view(Caller caller, EntryNumber number) {
        return queries.ask(new EntryQuery.EntryByNumber(number, caller.user()), EntryView.class);
    }
}
