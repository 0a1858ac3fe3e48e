package almanac.app.sync;

import almanac.calendar.CalendarId;
import almanac.connection.Side;
import almanac.entry.Answer;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.Invitee;
import almanac.entry.MailAddress;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.entry.Recurrence;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.sync.reconcile.RandomContents;
import almanac.time.SpanEdit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.TreeMap;

/** Somebody who works here. */
final class LocalPerson {

    private static final int MANY = 6;
    private static final int HEAD = 5;

    private final SyncWorld world;
    private final List<CalendarId> calendars;
    private final SplittableRandom random;
    private final RandomContents contents;
    private final Doubles doubles;

    LocalPerson(
            SyncWorld world,
            List<CalendarId> calendars,
            SplittableRandom random,
            RandomContents contents,
            Doubles doubles) {
        this.world = world;
        this.calendars = calendars;
        this.random = random;
        this.contents = contents;
        this.doubles = doubles;
    }

    /** All that is on the calendars, by entry. */
    Map<String, List<ImportedEntry>> everything() {
        var all = new TreeMap<String, List<ImportedEntry>>();
        for (var calendar : calendars) {
            world.entries(calendar).forEach((id, live) -> all.put(id.toString(), contents(live)));
        }
        return all;
    }

    /** Does something; answers what. */
    String act() {
        var calendar = calendars.get(random.nextInt(calendars.size()));
        var entries = new ArrayList<>(world.entries(calendar).entrySet());
        if (entries.isEmpty() || entries.size() < MANY && random.nextInt(6) == 0) {
            var content = contents.content();
            return "adds " + world.add(calendar, named(content)) + " " + content;
        }
        var chosen = entries.get(random.nextInt(entries.size()));
        var command = command(calendar, chosen);
        if (command instanceof EntryCommand.MoveEntry(var entry, var to) && !to.equals(calendar)) {
            moved(chosen.getValue(), to);
        }
        return sends(command);
    }

    List<CalendarId> calendars() {
        return calendars;
    }

    /** Does something to the dates of a series; answers what. */
    String dates(Dates dates) {
        var entries =
                List.copyOf(
                        world.entries(calendars.get(random.nextInt(calendars.size()))).values());
        return entries.isEmpty()
                ? act()
                : dates.here(entries.get(random.nextInt(entries.size())))
                        .map(this::sends)
                        .orElseGet(this::act);
    }

    /** Sends it; answers what, and what became of it. */
    String sends(EntryCommand command) {
        try {
            world.<Object>send(command);
            return command.toString();
        } catch (Rejected refused) {
            return "may not " + command + ": " + refused.getMessage();
        }
    }

    private static List<ImportedEntry> contents(EntryState.Live live) {
        return EntryPart.of(live).stream().map(EntryPart::content).toList();
    }

    private void moved(EntryState.Live live, CalendarId to) {
        var there =
                world.entries(to).values().stream()
                        .flatMap(each -> contents(each).stream())
                        .toList();
        contents(live).forEach(part -> doubles.moved(part, there));
    }

    private ImportedEntry named(ImportedEntry content) {
        return new ImportedEntry(
                contents.text("l-uid "),
                content.details(),
                content.span(),
                content.recurrence(),
                List.of(),
                List.of());
    }

    private EntryCommand command(CalendarId calendar, Map.Entry<EntryId, EntryState.Live> of) {
        var id = of.getKey();
        var occurrence = occurrence(of.getValue());
        var key = occurrence.flatMap(Occurrence::key);
        var scope = key.isEmpty() ? Scope.ALL : Scope.values()[random.nextInt(3)];
        return switch (random.nextInt(16)) {
            case 0 -> new EntryCommand.DeleteEntry(id, key, scope, OptionalLong.empty());
            case 1 ->
                    new EntryCommand.DeleteEntry(
                            id, key, key.isEmpty() ? Scope.ALL : Scope.THIS, OptionalLong.empty());
            case 2 ->
                    new EntryCommand.MoveEntry(id, calendars.get(random.nextInt(calendars.size())));
            case 3 -> people(id, key, scope, of.getValue());
            case 4, 5, 6 -> time(id, key, scope, occurrence);
            case 7 ->
                    new EntryCommand.UpdateEntry(
                            id,
                            scope == Scope.THIS ? Optional.empty() : key,
                            scope == Scope.THIS ? Scope.ALL : scope,
                            List.of(),
                            Optional.empty(),
                            Optional.of(rule()),
                            OptionalLong.empty());
            default -> update(id, key, scope, contents.change());
        };
    }

    private Optional<Recurrence> rule() {
        return random.nextInt(6) == 0 ? Optional.empty() : Optional.of(contents.rule());
    }

    private Optional<Occurrence> occurrence(EntryState.Live live) {
        var head = live.head(HEAD);
        return head.isEmpty()
                ? Optional.empty()
                : Optional.of(head.get(random.nextInt(head.size())));
    }

    private static EntryCommand update(
            EntryId id, Optional<OccurrenceKey> key, Scope scope, Change change) {
        return new EntryCommand.UpdateEntry(
                id,
                key,
                scope,
                List.of(change),
                Optional.empty(),
                Optional.empty(),
                OptionalLong.empty());
    }

    private EntryCommand time(
            EntryId id, Optional<OccurrenceKey> key, Scope scope, Optional<Occurrence> occurrence) {
        var near =
                occurrence
                        .map(each -> each.span().startDate())
                        .orElseGet(() -> java.time.LocalDate.of(2026, 4, 1))
                        .plusDays(random.nextInt(3) == 0 ? random.nextInt(-2, 5) : 0);
        return new EntryCommand.UpdateEntry(
                id,
                key,
                scope,
                List.of(),
                Optional.of(new SpanEdit.Replace(contents.span(near))),
                Optional.empty(),
                OptionalLong.empty());
    }

    private EntryCommand people(
            EntryId id, Optional<OccurrenceKey> key, Scope scope, EntryState.Live live) {
        var people =
                EntryPart.of(live).stream()
                        .flatMap(part -> part.content().details().people().attendees().stream())
                        .toList();
        if (people.isEmpty() || random.nextInt(3) == 0) {
            var address = contents.text("guest").replace(" ", "") + "@example.org";
            return update(id, key, scope, new Change.Invited(Invitee.of(new MailAddress(address))));
        }
        var address = people.get(random.nextInt(people.size())).address();
        return random.nextInt(4) == 0
                ? update(id, key, scope, new Change.Uninvited(address))
                : new EntryCommand.Respond(
                        id,
                        scope == Scope.THIS ? key : Optional.empty(),
                        address,
                        Answer.of(Answer.Response.values()[random.nextInt(4)]));
    }

    /** Settles a conflict, where there is one; answers which. */
    String settle() {
        var conflicts = world.conflicts();
        if (conflicts.isEmpty()) {
            return "has nothing to settle";
        }
        var conflict = conflicts.get(random.nextInt(conflicts.size()));
        var side = random.nextBoolean() ? Side.LOCAL : Side.PROVIDER;
        try {
            world.side().synchronization().resolve(SyncWorld.ADA, conflict.conflict(), side);
            return "settles " + conflict + " for " + side;
        } catch (Rejected refused) {
            return "may not settle " + conflict.conflict() + ": " + refused.getMessage();
        }
    }
}
