package almanac.sync.lifecycle;

import almanac.connection.ConflictView;
import almanac.connection.Side;
import almanac.entry.EntryCommand;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.Scope;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.local.Held;
import almanac.sync.reconcile.Settlement;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Which edit of an entry takes a side's values of a conflict. */
final class Choice {

    private Choice() {}

    /**
     * Empty where the entry says so already, or is to go and is gone.
     *
     * @throws almanac.message.Rejected with Conflict where nothing is there any more that could
     *     take the values: the entry is gone, or the occurrence that is meant
     */
    static Optional<EntryCommand> edit(ConflictView conflict, Side side, Held held) {
        if (held.live().isEmpty()) {
            requireDeleted(conflict, side);
        }
        return held.live().flatMap(live -> edit(conflict, side, live, held.revision()));
    }

    private static void requireDeleted(ConflictView conflict, Side side) {
        if (!Settlement.deletes(conflict.fields(), side)) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "side",
                            "the event is gone, nothing can take these values; choosing the side"
                                    + " that stands closes the conflict"));
        }
    }

    private static Optional<EntryCommand> edit(
            ConflictView conflict, Side side, EntryState.Live live, long revision) {
        var parts = EntryPart.of(live);
        return parts.isEmpty()
                ? Optional.empty()
                : edit(conflict, side, live, revision, parts, meant(conflict, parts));
    }

    private static Optional<EntryCommand> edit(
            ConflictView conflict,
            Side side,
            EntryState.Live live,
            long revision,
            List<EntryPart> parts,
            EntryPart part) {
        var expected = OptionalLong.of(revision);
        var wanted = wanted(conflict, side, part);
        if (wanted.isEmpty()) {
            return Optional.of(
                    parts.size() == 1
                            ? new EntryCommand.DeleteEntry(
                                    conflict.entry(), Optional.empty(), Scope.ALL, expected)
                            : new EntryCommand.DeletePart(conflict.entry(), part.from(), expected));
        }
        return wanted.filter(content -> !content.equals(part.content()))
                .map(content -> merge(conflict, live, part, content, expected));
    }

    private static Optional<ImportedEntry> wanted(
            ConflictView conflict, Side side, EntryPart part) {
        try {
            return Settlement.take(part.content(), conflict.fields(), side);
        } catch (Settlement.NoOccurrence gone) {
            throw new Rejected(
                    new Rejection.Conflict(
                            "side",
                            "the series has no occurrence at " + gone.start() + " any more"));
        }
    }

    /** A conflict is about one object: the part that says what stands, where there are several. */
    private static EntryPart meant(ConflictView conflict, List<EntryPart> parts) {
        return parts.stream()
                .filter(part ->
                        Settlement.says(part.content(), conflict.fields(), conflict.standing()))
                .findFirst()
                .orElseGet(parts::getFirst);
    }

    private static EntryCommand merge(
            ConflictView conflict,
            EntryState.Live live,
            EntryPart part,
            ImportedEntry content,
            OptionalLong expected) {
        return new EntryCommand.MergeEntry(
                conflict.entry(), live.calendar(), conflict.user(), part.from(), content, expected);
    }
}
