package almanac.app.api.ics;

import almanac.app.ids.Ids;
import almanac.app.ids.Ids.Reservation;
import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Outcome;
import almanac.app.web.Queries;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand.ImportEntry;
import almanac.entry.EntryId;
import almanac.entry.EntryQuery;
import almanac.entry.ImportResult;
import almanac.entry.ImportedEntry;
import almanac.icalendar.ImportFile;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.ImportFile.Item.Unreadable;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Carries out an import: each item is a command of its own, so that one that is refused stays
 * alone. A few run at the same time; the store writes what waits together.
 */
@Component
class Imports {

    private static final int AT_ONCE = 32;
    private static final int CHUNK = 20;
    private static final int WAITS = 30;
    private static final Pattern OWN_UID = Pattern.compile("entry-([1-9]\\d{0,9})@almanac");

    private final Commands commands;
    private final Queries queries;
    private final Ids ids;

    Imports(Commands commands, Queries queries, Ids ids) {
        this.commands = commands;
        this.queries = queries;
        this.ids = ids;
    }

    private record Part(int first, List<Outcome<ImportResult>> outcomes, OptionalLong position) {}

    /** Returns when everything can be read; {@code progress} hears how many items are done. */
    ImportReport run(Caller caller, CalendarId calendar, ImportFile file, IntConsumer progress) {
        var readable = new ArrayList<Readable>();
        file.items()
                .forEach(item -> {
                    if (item instanceof Readable entry) {
                        readable.add(entry);
                    }
                });
        var numbers = numbers(calendar, readable.stream().map(item -> item.entry().uid()).toList());
        var writes =
                readable.stream()
                        .map(item -> write(caller, calendar, item.entry(), numbers))
                        .toList();
        var unread = file.items().size() - readable.size();
        var outcomes =
                send(
                        new Actor(caller.user(), Origin.of(Origin.Kind.IMPORT)),
                        writes,
                        done -> progress.accept(unread + done));
        return ImportReport.of(file.name().orElse(null), items(file, writes, outcomes));
    }

    private ImportWrite write(
            Caller caller,
            CalendarId calendar,
            ImportedEntry entry,
            Map<String, Reservation> numbers) {
        var number = Optional.ofNullable(numbers.get(entry.uid())).orElseThrow();
        return new ImportWrite(
                new ImportEntry(number.entry(), calendar, caller.user(), entry), number.fresh());
    }

    /**
     * An entry that we exported is known by its own UID where it still is; others by reservation.
     */
    private Map<String, Reservation> numbers(CalendarId calendar, List<String> uids) {
        var own = new HashMap<String, EntryId>();
        for (var uid : uids) {
            var matcher = OWN_UID.matcher(uid);
            if (matcher.matches()) {
                own.put(uid, new EntryId(Long.parseLong(matcher.group(1))));
            }
        }
        if (!own.isEmpty()) {
            var here =
                    new HashSet<>(
                            queries.list(
                                    new EntryQuery.EntriesOn(calendar, new HashSet<>(own.values())),
                                    EntryId.class));
            own.values().retainAll(here);
        }
        var numbers = new HashMap<String, Reservation>();
        own.forEach((uid, entry) -> numbers.put(uid, new Reservation(entry, false)));
        var others = uids.stream().filter(uid -> !own.containsKey(uid)).distinct().toList();
        if (!others.isEmpty()) {
            numbers.putAll(ids.forUids(calendar, others));
        }
        return numbers;
    }

    private List<Outcome<ImportResult>> send(
            Actor actor, List<ImportWrite> writes, IntConsumer progress) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Outcome<ImportResult>[] outcomes = new Outcome[writes.size()];
        var last = OptionalLong.empty();
        try (var threads = Executors.newFixedThreadPool(AT_ONCE, Thread.ofVirtual().factory())) {
            var parts = new ExecutorCompletionService<Part>(threads);
            var sent = 0;
            for (var first = 0; first < writes.size(); first += CHUNK, sent++) {
                var from = first;
                var chunk = writes.subList(first, Math.min(first + CHUNK, writes.size()));
                parts.submit(() -> part(actor, from, chunk));
            }
            var done = 0;
            for (var i = 0; i < sent; i++) {
                var part = parts.take().get();
                for (var n = 0; n < part.outcomes().size(); n++) {
                    outcomes[part.first() + n] = part.outcomes().get(n);
                }
                last = later(last, part.position());
                done += part.outcomes().size();
                progress.accept(done);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the import was interrupted", stopped);
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException cause
                    ? cause
                    : new IllegalStateException(failed);
        }
        awaitVisible(last, writes);
        return Arrays.asList(outcomes);
    }

    /** What turns out to have a past after all is imported into it. */
    private Part part(Actor actor, int from, List<ImportWrite> chunk) {
        var batch =
                commands.<ImportResult>sendAll(
                        actor, chunk.stream().map(ImportWrite::first).toList());
        var outcomes = new ArrayList<>(batch.outcomes());
        var last = batch.position();
        for (var n = 0; n < chunk.size(); n++) {
            if (chunk.get(n).fresh()
                    && outcomes.get(n) instanceof Outcome.Refused<ImportResult>(var refusal)
                    && refusal instanceof Rejection.Conflict) {
                var again = commands.<ImportResult>sendAll(actor, List.of(chunk.get(n).command()));
                outcomes.set(n, again.outcomes().getFirst());
                last = later(last, again.position());
            }
        }
        return new Part(from, outcomes, last);
    }

    /** A large import may take the projections longer than one write may. */
    private void awaitVisible(OptionalLong last, List<ImportWrite> writes) {
        var written = writes.stream().map(ImportWrite::command).toList();
        for (var waits = 1; ; waits++) {
            try {
                commands.awaitVisible(last, written);
                return;
            } catch (Rejected notYet) {
                if (waits == WAITS) {
                    throw notYet;
                }
            }
        }
    }

    private static OptionalLong later(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(Math.max(one.getAsLong(), other.getAsLong()))
                : one.isPresent() ? one : other;
    }

    private static List<ImportReport.Item> items(
            ImportFile file, List<ImportWrite> writes, List<Outcome<ImportResult>> outcomes) {
        var items = new ArrayList<ImportReport.Item>();
        var next = 0;
        for (var item : file.items()) {
            switch (item) {
                case Unreadable(var uid, var summary, var reason) ->
                        items.add(
                                new ImportReport.Item(
                                        uid.orElse(null),
                                        summary.orElse(null),
                                        "rejected",
                                        reason,
                                        null,
                                        null));
                case Readable readable -> {
                    items.add(item(readable, writes.get(next).command(), outcomes.get(next)));
                    next++;
                }
            }
        }
        return items;
    }

    private static ImportReport.Item item(
            Readable item, ImportEntry write, Outcome<ImportResult> outcome) {
        var entry = item.entry();
        var notes = item.notes().isEmpty() ? null : item.notes();
        return switch (outcome) {
            case Outcome.Done<ImportResult>(var result) ->
                    new ImportReport.Item(
                            entry.uid(),
                            entry.details().title(),
                            result.name().toLowerCase(Locale.ROOT),
                            null,
                            write.entry().value(),
                            notes);
            case Outcome.Refused<ImportResult>(Rejection refusal) ->
                    new ImportReport.Item(
                            entry.uid(),
                            entry.details().title(),
                            "rejected",
                            refusal.message(),
                            null,
                            notes);
        };
    }
}
