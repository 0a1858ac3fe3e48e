package almanac.app.api.aurinko;

import almanac.app.ids.Ids;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.Absences;
import almanac.entry.Answer;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.feed.FeedId;
import almanac.feed.FeedQuery;
import almanac.feed.FeedRecord;
import almanac.message.Notice;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.time.AsOf;
import almanac.time.Span;
import almanac.time.SpanEdit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.springframework.stereotype.Component;

/** Sends what bodies ask for as commands, in the light of what stands. */
@Component("aurinkoEdits")
class EventEdits {

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;
    private final Viewers viewers;

    EventEdits(Commands commands, Queries queries, Ids ids, Viewers viewers) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
        this.viewers = viewers;
    }

    FeedRecord record(Caller caller, CalendarId calendar, FeedId id) {
        return queries.ask(new FeedQuery.ById(calendar, id, caller.user()), FeedRecord.class);
    }

    /** The same as it was then, where that is asked for. */
    FeedRecord record(Caller caller, CalendarId calendar, FeedId id, Optional<AsOf> then) {
        return then.map(it ->
                        queries.ask(
                                new FeedQuery.ByIdAsOf(calendar, id, it, caller.user()),
                                FeedRecord.class))
                .orElseGet(() -> record(caller, calendar, id));
    }

    EntryId create(Caller caller, CalendarId calendar, EventBody body, Notice notice) {
        var start =
                body.start()
                        .present()
                        .orElseThrow(() -> Rejected.invalid("start", "start is required"));
        var span = new Times(caller.zone()).span(start, body.end().present());
        var details = Details.titled("");
        var described =
                details.withAll(EventWrites.changes(body, details, viewers.organizer(caller)));
        var asked = body.recurrence().present().map(sent -> Recurrences.of(sent, span));
        var entry = ids.entry();
        var without = asked.flatMap(Recurrences::exclusions).orElse(List.of());
        var recurrence = asked.map(Recurrences::recurrence);
        commands.send(
                caller.actor(),
                notice,
                without.isEmpty()
                        ? new EntryCommand.CreateEntry(
                                entry,
                                calendar,
                                uid(entry),
                                caller.user(),
                                described,
                                span,
                                recurrence)
                        : new EntryCommand.ImportEntry(
                                entry,
                                calendar,
                                caller.user(),
                                new ImportedEntry(
                                        uid(entry),
                                        described,
                                        span,
                                        recurrence,
                                        without,
                                        List.of())));
        return entry;
    }

    private static String uid(EntryId entry) {
        return entry + "@almanac";
    }

    /**
     * An occurrence alone, a series whole, a part of a split one with all that follows. Whoever
     * names no revision means what stands by the time it is written.
     */
    void update(
            Caller caller,
            CalendarId calendar,
            FeedId id,
            EventBody body,
            OptionalLong revision,
            Notice notice) {
        if (revision.isPresent()) {
            var shown = record(caller, calendar, id);
            commands.send(caller.actor(), notice, edit(caller, shown, body, revision));
        } else {
            commands.sendAsRead(
                    caller.actor(),
                    notice,
                    () -> {
                        var shown = record(caller, calendar, id);
                        return edit(caller, shown, body, OptionalLong.of(shown.revision()));
                    });
        }
    }

    private EntryCommand edit(
            Caller caller, FeedRecord shown, EventBody body, OptionalLong revision) {
        var id = shown.id();
        var span =
                new Times(caller.zone()).edited(shown.span(), body.start().present(), body.end());
        var entry = id.number().entry();
        var occurrence = id.number().occurrence();
        var changes = EventWrites.changes(body, shown.details(), viewers.organizer(caller));
        var edit =
                Optional.<SpanEdit>of(new SpanEdit.Replace(span))
                        .filter(wanted -> !span.equals(shown.span()));
        var asked =
                body.recurrence().change().map(sent -> sent.map(to -> Recurrences.of(to, span)));
        var recurrence =
                asked.map(to -> to.map(Recurrences::recurrence))
                        .filter(wanted -> !asGot(wanted, span, shown));
        var absences =
                asked.flatMap(to -> to.flatMap(Recurrences::exclusions))
                        .map(wanted -> Absences.between(shown.exclusions(), wanted))
                        .orElse(Absences.AS_BEFORE);
        return id.part()
                ? new EntryCommand.UpdatePart(
                        entry,
                        occurrence.orElseThrow(),
                        changes,
                        edit,
                        recurrence,
                        revision,
                        absences)
                : new EntryCommand.UpdateEntry(
                        entry,
                        occurrence,
                        scope(id),
                        changes,
                        edit,
                        recurrence,
                        revision,
                        Optional.empty(),
                        absences,
                        false);
    }

    private static Scope scope(FeedId id) {
        return id.whole() ? Scope.ALL : Scope.THIS;
    }

    /** What clients send back as they got it asks for nothing. */
    private static boolean asGot(Optional<Recurrence> wanted, Span span, FeedRecord shown) {
        var now = shown.recurrence();
        return wanted.isPresent() && now.isPresent()
                ? RecurrenceJson.alike(wanted.get(), span, now.get(), shown.span())
                : wanted.equals(now);
    }

    void delete(
            Caller caller, CalendarId calendar, FeedId id, OptionalLong revision, Notice notice) {
        var deletion = deletion(id, revision);
        if (!commands.carriedOut(deletion)) {
            record(caller, calendar, id);
        }
        commands.send(caller.actor(), notice, deletion);
    }

    private static EntryCommand deletion(FeedId id, OptionalLong revision) {
        var number = id.number();
        return id.part()
                ? new EntryCommand.DeletePart(
                        number.entry(), number.occurrence().orElseThrow(), revision)
                : new EntryCommand.DeleteEntry(
                        number.entry(), number.occurrence(), scope(id), revision);
    }

    /** Answers by the first of the caller's addresses that is invited; the organizer is told. */
    void respond(Caller caller, CalendarId calendar, FeedId id, Answer answer) {
        var people = record(caller, calendar, id).details().people();
        var addresses = viewers.addresses(caller, calendar);
        var address =
                addresses.stream()
                        .filter(each -> people.attendee(each).isPresent())
                        .findFirst()
                        .or(() -> addresses.stream().findFirst())
                        .orElseThrow(() -> new Rejected(new Rejection.NotFound("Attendee", "")));
        commands.send(
                caller.actor(),
                Notice.ATTENDEES,
                new EntryCommand.Respond(
                        id.number().entry(),
                        id.part() ? Optional.empty() : id.number().occurrence(),
                        address,
                        answer));
    }

    List<FeedRecord> whole(Caller caller, CalendarId calendar, EntryId entry) {
        return queries.list(new FeedQuery.Whole(calendar, entry, caller.user()), FeedRecord.class);
    }
}
