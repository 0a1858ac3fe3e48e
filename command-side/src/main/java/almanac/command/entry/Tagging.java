package almanac.command.entry;

import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.EntryCommand;
import almanac.entry.EntryCommand.TagEntry;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Series;
import almanac.entry.SingleEntry;
import almanac.message.Rejected;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Adding a tag to everything in a scope: an edit of a series would give each part and occurrence
 * the tags of the first, this one leaves them their own.
 */
final class Tagging {

    private Tagging() {}

    static List<EntryFact> tag(EntryState state, TagEntry command) {
        return switch (Scheduling.live(state, command.entry())) {
            case SingleEntry single -> single(single, command);
            case Series series -> ofSeries(series, command);
        };
    }

    private static List<EntryFact> single(SingleEntry single, TagEntry command) {
        Surviving.requireIs(single, command.occurrence());
        return more(single.details().tags(), command.tag()).stream()
                .<EntryFact>map(to -> new EntryFact.EntryUpdated(single.entry(), List.of(to)))
                .toList();
    }

    private static List<EntryFact> ofSeries(Series series, TagEntry command) {
        var key = command.occurrence().orElseGet(() -> Editing.firstKey(series));
        var current =
                series.occurrence(key).orElseThrow(() -> new Rejected(Deleting.noSuchOccurrence()));
        return switch (command.scope()) {
            case THIS -> occurrence(series, key, current.details(), command.tag());
            case FUTURE -> from(series, beginning(series, key), command.tag());
            case ALL -> from(series, OccurrenceKey.FIRST, command.tag());
        };
    }

    /** From the first occurrence on is everything, and needs no part of its own. */
    private static OccurrenceKey beginning(Series series, OccurrenceKey key) {
        return key.compareTo(Editing.firstKey(series)) <= 0 ? OccurrenceKey.FIRST : key;
    }

    private static List<EntryFact> occurrence(
            Series series, OccurrenceKey key, Details details, String tag) {
        return more(details.tags(), tag).stream()
                .<EntryFact>map(
                        to -> new EntryFact.OccurrenceUpdated(series.entry(), key, List.of(to)))
                .toList();
    }

    private static List<EntryFact> from(Series series, OccurrenceKey from, String tag) {
        var facts = new ArrayList<EntryFact>();
        EntryState reached = series;
        for (var wanted : wanted(series, from, tag)) {
            var next = reached.evolve(wanted);
            if (!next.equals(reached)) {
                facts.add(wanted);
                reached = next;
            }
        }
        return adds(series, from, tag) ? List.copyOf(facts) : List.of();
    }

    /** Parts first, from the earliest, since each reaches what comes after it. */
    private static List<EntryFact> wanted(Series series, OccurrenceKey from, String tag) {
        var wanted = new ArrayList<EntryFact>();
        var first = with(series.segmentOf(from).details().tags(), tag);
        wanted.add(
                from.equals(OccurrenceKey.FIRST)
                        ? new EntryFact.EntryUpdated(series.entry(), List.of(first))
                        : new EntryFact.FollowingUpdated(series.entry(), from, List.of(first)));
        series.segments().stream()
                .filter(segment -> segment.from().compareTo(from) > 0)
                .map(segment ->
                        new EntryFact.FollowingUpdated(
                                series.entry(),
                                segment.from(),
                                List.of(with(segment.details().tags(), tag))))
                .forEach(wanted::add);
        ownTags(series, from)
                .forEach(own ->
                        wanted.add(
                                new EntryFact.OccurrenceUpdated(
                                        series.entry(),
                                        own.key(),
                                        List.of(with(own.tags(), tag)))));
        return wanted;
    }

    private static boolean adds(Series series, OccurrenceKey from, String tag) {
        return !has(series.segmentOf(from).details().tags(), tag)
                || series.segments().stream()
                        .filter(segment -> segment.from().compareTo(from) > 0)
                        .anyMatch(segment -> !has(segment.details().tags(), tag))
                || ownTags(series, from).stream().anyMatch(own -> !has(own.tags(), tag));
    }

    private record OwnTags(OccurrenceKey key, List<String> tags) {}

    private static List<OwnTags> ownTags(Series series, OccurrenceKey from) {
        var found = new ArrayList<OwnTags>();
        for (var override : series.overrides()) {
            for (var change : override.changes()) {
                if (change instanceof Change.Tags(var tags)
                        && override.key().compareTo(from) >= 0) {
                    found.add(new OwnTags(override.key(), tags));
                }
            }
        }
        return found;
    }

    private static Optional<Change> more(List<String> tags, String tag) {
        return has(tags, tag) ? Optional.empty() : Optional.of(with(tags, tag));
    }

    private static Change with(List<String> tags, String tag) {
        if (has(tags, tag)) {
            return new Change.Tags(tags);
        }
        if (tags.size() >= EntryCommand.MOST_TAGS) {
            throw Rejected.invalid(
                    "tags", "an event must have at most " + EntryCommand.MOST_TAGS + " tags");
        }
        var all = new ArrayList<>(tags);
        all.add(tag);
        return new Change.Tags(all);
    }

    private static boolean has(List<String> tags, String tag) {
        return tags.stream().anyMatch(tag::equalsIgnoreCase);
    }
}
