package almanac.sync.provider;

import almanac.entry.ImportedEntry;
import almanac.sync.provider.ChangePage.Done;
import almanac.sync.provider.ChangePage.More;
import almanac.sync.provider.RemoteObject.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;

/** One calendar of a {@link FakeProvider}: its objects, and in which order they changed. */
final class FakeCalendar {

    record Stored(
            String id,
            long changed,
            ImportedEntry content,
            Standing standing,
            Optional<String> operation,
            boolean deleted,
            Instant at) {

        RemoteObject toObject() {
            return new RemoteObject(
                    id,
                    "v" + changed,
                    "handle-" + id,
                    content,
                    standing,
                    operation,
                    Optional.of(at));
        }
    }

    RemoteCalendar calendar;
    final Map<String, Stored> objects = new LinkedHashMap<>();
    int epoch = 1;
    private long sequence;

    FakeCalendar(RemoteCalendar calendar) {
        this.calendar = calendar;
    }

    Optional<RemoteObject> live(String object) {
        return Optional.ofNullable(objects.get(object))
                .filter(stored -> !stored.deleted())
                .map(Stored::toObject);
    }

    Optional<String> byOperation(String operation) {
        return objects.values().stream()
                .filter(stored -> !stored.deleted())
                .filter(stored -> stored.operation().equals(Optional.of(operation)))
                .map(Stored::id)
                .findFirst();
    }

    String add(ImportedEntry content, Optional<String> operation, Standing standing, Instant at) {
        var id = calendar.id() + "-" + (objects.size() + 1);
        put(new Stored(id, ++sequence, content, standing, operation, false, at));
        return id;
    }

    /** It comes from another calendar and keeps its name, which is answered. */
    String take(RemoteObject object, Optional<String> operation, Instant at) {
        put(
                new Stored(
                        object.id(),
                        ++sequence,
                        object.content(),
                        object.standing(),
                        operation,
                        false,
                        at));
        return object.id();
    }

    void edit(String object, UnaryOperator<ImportedEntry> edit, Instant at) {
        var old = standing(object);
        var edited = edit.apply(old.content());
        put(new Stored(object, ++sequence, edited, old.standing(), old.operation(), false, at));
    }

    void remove(String object, Instant at) {
        var old = standing(object);
        put(
                new Stored(
                        object,
                        ++sequence,
                        old.content(),
                        old.standing(),
                        old.operation(),
                        true,
                        at));
    }

    private Stored standing(String object) {
        return Optional.ofNullable(objects.get(object))
                .filter(stored -> !stored.deleted())
                .orElseThrow(() -> new IllegalStateException("no object " + object));
    }

    private void put(Stored stored) {
        objects.put(stored.id(), stored);
    }

    ChangePage page(Resume resume, int size, BooleanSupplier vague) {
        return switch (resume) {
            case Resume.Everything all -> page(new Round(epoch, -1, sequence, 0), size, vague);
            case Resume.Since(var cursor) -> {
                var parts = cursor.split("/");
                yield page(
                        new Round(
                                Integer.parseInt(parts[0]), Long.parseLong(parts[1]), sequence, 0),
                        size,
                        vague);
            }
            case Resume.Next(var page) -> page(Round.parse(page), size, vague);
        };
    }

    /** What changed after {@code since}, seen at {@code until}; all that lives for -1. */
    private record Round(int epoch, long since, long until, int offset) {

        static Round parse(String page) {
            var parts = page.split("/");
            return new Round(
                    Integer.parseInt(parts[0]),
                    Long.parseLong(parts[1]),
                    Long.parseLong(parts[2]),
                    Integer.parseInt(parts[3]));
        }

        String next(int size) {
            return epoch + "/" + since + "/" + until + "/" + (offset + size);
        }
    }

    private ChangePage page(Round round, int size, BooleanSupplier vague) {
        if (round.epoch() != epoch) {
            throw new ProviderFailed(new ProviderFailure.CursorExpired("forgotten"));
        }
        var all = told(round);
        var end = Math.min(all.size(), round.offset() + size);
        var changes = new ArrayList<RemoteChange>();
        all.subList(Math.min(round.offset(), end), end).stream()
                .filter(stored -> round.since() >= 0 || !stored.deleted())
                .forEach(stored -> changes.add(told(stored, vague.getAsBoolean())));
        var over = round.offset() + size >= all.size();
        return new ChangePage(
                changes,
                over ? new Done(epoch + "/" + round.until()) : new More(round.next(size)),
                round.since() < 0 ? OptionalInt.of(living(all)) : OptionalInt.empty());
    }

    private static int living(List<Stored> all) {
        return (int) all.stream().filter(stored -> !stored.deleted()).count();
    }

    /**
     * In the order of creation, and what is deleted keeps its place, so that pages of a round do
     * not shift while somebody edits.
     */
    private List<Stored> told(Round round) {
        return objects.values().stream()
                .filter(stored -> round.since() < 0 || stored.changed() > round.since())
                .toList();
    }

    private static RemoteChange told(Stored stored, boolean vaguely) {
        if (stored.deleted()) {
            return new RemoteChange.Removed(stored.id(), !vaguely);
        }
        return vaguely
                ? new RemoteChange.Touched(stored.id())
                : new RemoteChange.Present(stored.toObject());
    }
}
