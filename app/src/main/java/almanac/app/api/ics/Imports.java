package almanac.app.api.ics;

import almanac.app.web.Caller;
import almanac.app.web.Commands;
import almanac.app.web.Outcome;
import almanac.calendar.CalendarId;
import almanac.entry.EntryCommand;
import almanac.entry.ImportResult;
import almanac.icalendar.ImportFile;
import almanac.icalendar.ImportFile.Item.Readable;
import almanac.icalendar.ImportFile.Item.Unreadable;
import almanac.icalendar.OccurrenceClaim;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
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

    private final Commands commands;
    private final Targets targets;

    Imports(Commands commands, Targets targets) {
        this.commands = commands;
        this.targets = targets;
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
        var writes = targets.writes(calendar, caller.user(), readable);
        var unread = file.items().size() - readable.size();
        var outcomes =
                send(
                        new Actor(caller.user(), Origin.of(Origin.Kind.IMPORT)),
                        writes,
                        done -> progress.accept(unread + done));
        return ImportReport.of(file.name().orElse(null), items(file, writes, outcomes));
    }

    private List<Outcome<ImportResult>> send(
            Actor actor, List<ImportWrite> writes, IntConsumer progress) {
        @SuppressWarnings({"unchecked", "rawtypes"})
        Outcome<ImportResult>[] outcomes = new Outcome[writes.size()];
        var last = OptionalLong.empty();
        try (var threads =
                Executors.newFixedThreadPool(AT_ONCE, Thread.ofPlatform().daemon().factory())) {
            var parts = new ExecutorCompletionService<Part>(threads);
            var sent = 0;
            for (var first = 0; first < writes.size(); first += CHUNK, sent++) {
                var from = first;
                var chunk = writes.subList(first, Math.min(first + CHUNK, writes.size()));
                parts.submit(ofThisRequest(() -> part(actor, from, chunk)));
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

    /** What the log knows of the request, facts know too; the threads end with the import. */
    private static <T> Callable<T> ofThisRequest(Callable<T> work) {
        var request = Optional.ofNullable(MDC.getCopyOfContextMap());
        return () -> {
            request.ifPresent(MDC::setContextMap);
            return work.call();
        };
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
                    items.add(item(readable, writes.get(next), outcomes.get(next)));
                    next++;
                }
            }
        }
        return items;
    }

    private static ImportReport.Item item(
            Readable item, ImportWrite write, Outcome<ImportResult> outcome) {
        var uid = uid(item, write.command());
        var title = item.entry().details().title();
        return switch (outcome) {
            case Outcome.Done<ImportResult>(var result) ->
                    new ImportReport.Item(
                            uid,
                            title,
                            result.name().toLowerCase(Locale.ROOT),
                            null,
                            write.command().entry().value(),
                            unlessEmpty(write.notes()));
            case Outcome.Refused<ImportResult>(Rejection refusal) ->
                    new ImportReport.Item(
                            uid,
                            title,
                            "rejected",
                            refusal.message(),
                            null,
                            unlessEmpty(item.notes()));
        };
    }

    private static @Nullable List<String> unlessEmpty(List<String> notes) {
        return notes.isEmpty() ? null : notes;
    }

    /** An occurrence that is written into its series has the UID of that. */
    private static String uid(Readable item, EntryCommand write) {
        return item.claim()
                .filter(claim -> write instanceof EntryCommand.ImportOccurrence)
                .map(OccurrenceClaim::series)
                .orElseGet(() -> item.entry().uid());
    }
}
