package almanac.app.sync;

import almanac.comment.CommentCommand;
import almanac.comment.CommentId;
import almanac.comment.ThreadId;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.EntryState;
import almanac.entry.ImportedEntry;
import almanac.entry.Occurrence;
import almanac.entry.OccurrenceKey;
import almanac.sync.reconcile.RandomContents;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Predicate;

/**
 * Somebody here who knows what everything was: restores it, imports files of it, comments on it.
 */
final class Archivist {

    private static final int HEAD = 5;

    private final SyncWorld world;
    private final Ties ties;
    private final LocalPerson colleague;
    private final SplittableRandom random;
    private final RandomContents contents;
    private final Doubles doubles;
    private final Set<EntryId> discussed = new HashSet<>();
    private long comments;

    Archivist(
            SyncWorld world,
            Ties ties,
            LocalPerson colleague,
            SplittableRandom random,
            RandomContents contents,
            Doubles doubles) {
        this.world = world;
        this.ties = ties;
        this.colleague = colleague;
        this.random = random;
        this.contents = contents;
        this.doubles = doubles;
    }

    /** Makes an entry or one of its occurrences again what it was; answers what. */
    String restores() {
        var pasts = pasts();
        if (pasts.isEmpty()) {
            return colleague.act();
        }
        var past = any(List.copyOf(pasts.values()));
        var was = any(past);
        var occurrences = was.head(HEAD);
        if (occurrences.isEmpty() || random.nextInt(3) > 0) {
            beside(was.entry(), EntryPart.of(was).stream().map(EntryPart::content).toList());
            return colleague.sends(
                    new EntryCommand.RestoreEntry(was.entry(), was, OptionalLong.empty()));
        }
        var occurrence = any(occurrences);
        return occurrence
                .key()
                .map(key ->
                        colleague.sends(
                                new EntryCommand.RestoreOccurrence(
                                        was.entry(),
                                        key,
                                        random.nextInt(6) == 0
                                                ? Optional.<Occurrence>empty()
                                                : Optional.of(occurrence),
                                        OptionalLong.empty())))
                .orElseGet(colleague::act);
    }

    /** Imports a file: of something new, of what is there with edits, or of what was there once. */
    String imports() {
        var pasts = pasts();
        if (pasts.isEmpty() || random.nextInt(4) == 0) {
            return "imports " + news();
        }
        var past = any(List.copyOf(pasts.values()));
        var was = random.nextInt(3) == 0 ? any(past) : past.getLast();
        var parts = EntryPart.of(was);
        if (parts.isEmpty()) {
            return colleague.act();
        }
        var part = any(parts);
        var content = random.nextInt(4) == 0 ? part.content() : contents.edited(part.content());
        beside(was.entry(), List.of(content));
        return colleague.sends(
                parts.size() == 1
                        ? new EntryCommand.ImportEntry(
                                was.entry(), was.calendar(), SyncWorld.ADA, content)
                        : merge(was, part, content));
    }

    /** As an import does of a file in which a series stands in several parts (docs/adr/0027). */
    private static EntryCommand merge(EntryState.Live was, EntryPart part, ImportedEntry content) {
        return new EntryCommand.MergeEntry(
                was.entry(),
                was.calendar(),
                SyncWorld.ADA,
                part.from(),
                content,
                OptionalLong.empty());
    }

    private String news() {
        var plain = contents.content();
        var content =
                new ImportedEntry(
                        contents.text("i-uid "),
                        plain.details(),
                        plain.span(),
                        plain.recurrence(),
                        plain.exclusions(),
                        plain.overrides());
        return world.imports(any(colleague.calendars()), content) + " " + content;
    }

    /** Says something of an entry or of one of its occurrences; answers what. */
    String comments() {
        var all = new ArrayList<EntryState.Live>();
        colleague.calendars().forEach(each -> all.addAll(world.entries(each).values()));
        if (all.isEmpty()) {
            return colleague.act();
        }
        var entry = any(all);
        var occurrences = entry.head(HEAD);
        var key =
                occurrences.isEmpty() || random.nextBoolean()
                        ? Optional.<OccurrenceKey>empty()
                        : any(occurrences).key();
        var thread = ThreadId.of(entry, key).orElseGet(() -> ThreadId.of(entry.entry()));
        discussed.add(entry.entry());
        world.<Object>send(
                new CommentCommand.WriteComment(
                        thread,
                        new CommentId(++comments),
                        SyncWorld.ADA,
                        Optional.empty(),
                        Optional.empty(),
                        "said " + comments,
                        false));
        return "says something in " + thread;
    }

    /**
     * What those entries were last that are gone though somebody spoke of them.
     *
     * @param removed whether a person did it
     */
    List<EntryPart> lostThreads(Predicate<EntryId> removed) {
        if (discussed.isEmpty()) {
            return List.of();
        }
        var standing = new HashSet<EntryId>();
        colleague.calendars().forEach(each -> standing.addAll(world.entries(each).keySet()));
        var pasts = pasts();
        return discussed.stream()
                .filter(entry -> !standing.contains(entry) && !removed.test(entry))
                .flatMap(entry -> EntryPart.of(pasts.get(entry).getLast()).stream())
                .toList();
    }

    /**
     * Who brings back what stands elsewhere under another name by now sees both; so does who does
     * it while its like is at a provider where nobody looks, and its own is gone.
     */
    private void beside(EntryId entry, List<ImportedEntry> broughtBack) {
        var standing = new HashMap<EntryId, EntryState.Live>();
        colleague.calendars().forEach(each -> standing.putAll(world.entries(each)));
        var others = new ArrayList<ImportedEntry>();
        if (standing.remove(entry) == null) {
            others.addAll(ties.unseen());
        }
        standing.values()
                .forEach(live -> EntryPart.of(live).forEach(part -> others.add(part.content())));
        broughtBack.forEach(content -> doubles.broughtBack(content, others));
    }

    /** All that each entry ever was, in order. */
    private Map<EntryId, List<EntryState.Live>> pasts() {
        var states = new HashMap<EntryId, EntryState>();
        var pasts = new LinkedHashMap<EntryId, List<EntryState.Live>>();
        for (var fact : world.facts(EntryFact.class)) {
            var state = states.getOrDefault(fact.entry(), EntryState.initial()).evolve(fact);
            states.put(fact.entry(), state);
            if (state instanceof EntryState.Live live) {
                pasts.computeIfAbsent(fact.entry(), first -> new ArrayList<>()).add(live);
            }
        }
        return pasts;
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
