package almanac.app.sync;

import almanac.connection.ConflictFact;
import almanac.entry.Change;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.time.End;
import almanac.time.Span;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Every value that a person ever gave. Each was given once, so it can be found again: at the end it
 * stands, or a person who saw it put something else in its place, or it is in a disagreement.
 */
final class Given {

    private static final Details BLANK = Details.titled("");

    private final Set<String> given = new HashSet<>();
    private final Map<String, Set<String>> replaced = new HashMap<>();
    private final Map<String, Set<String>> removed = new HashMap<>();
    private final Set<Place> places = new HashSet<>();
    private final Map<String, Set<Place>> left = new HashMap<>();

    /**
     * A value may stand in the whole and in some of its days. One person may take it out of the
     * one, and another out of the other.
     *
     * @param day of which it is said; empty for the whole
     */
    private record Place(String value, Optional<LocalDate> day) {}

    /**
     * A person acts on a side. What comes back there is given again: who replaced it on this side
     * has done so for nothing, and who did on another has not.
     *
     * @param name of the side
     * @param side its things by name; copies of one have values in common
     */
    void acting(String name, Supplier<Map<String, List<ImportedEntry>>> side, Runnable act) {
        var before = side.get();
        try {
            act.run();
        } finally {
            acted(name, before, side.get());
        }
    }

    private void acted(
            String side,
            Map<String, List<ImportedEntry>> before,
            Map<String, List<ImportedEntry>> after) {
        var names = new HashSet<>(before.keySet());
        names.removeAll(after.keySet());
        removed.computeIfAbsent(side, first -> new HashSet<>()).addAll(names);
        var goneHere = replaced.computeIfAbsent(side, first -> new HashSet<>());
        var leftHere = left.computeIfAbsent(side, first -> new HashSet<>());
        var come = values(all(after));
        given.addAll(come);
        come.removeAll(values(all(before)));
        goneHere.removeAll(come);
        var filled = new HashSet<Place>();
        after.values().forEach(contents -> filled.addAll(places(contents)));
        places.addAll(filled);
        before.values().forEach(contents -> filled.removeAll(places(contents)));
        leftHere.removeAll(filled);
        before.forEach((name, contents) -> {
            var shown = after.getOrDefault(name, List.of()).stream().filter(Given::shows).toList();
            var gone = values(contents);
            gone.removeAll(values(shown));
            goneHere.addAll(gone);
            var empty = places(contents);
            empty.removeAll(places(shown));
            leftHere.addAll(empty);
        });
    }

    /** Whether a person removed something of that name on that side. */
    boolean hasRemoved(String side, String name) {
        return removed.getOrDefault(side, Set.of()).contains(name);
    }

    private static List<ImportedEntry> all(Map<String, List<ImportedEntry>> side) {
        return side.values().stream().flatMap(List::stream).toList();
    }

    /**
     * Who excludes the last date of a series sees nothing of it any more, as if it were removed.
     */
    private static boolean shows(ImportedEntry content) {
        return content.recurrence().isEmpty()
                || !content.overrides().isEmpty()
                || Sameness.takesPlace(content);
    }

    /** What was given and is nowhere to be found. */
    Set<String> lost(
            Collection<ImportedEntry> standing, List<ConflictFact.ConflictDetected> conflicts) {
        var lost = new HashSet<>(given);
        replaced.values().forEach(lost::removeAll);
        lost.removeAll(values(standing));
        lost.removeIf(this::leftEverywhere);
        conflicts.stream()
                .flatMap(conflict -> conflict.fields().stream())
                .flatMap(each -> Stream.of(each.base(), each.local(), each.remote()))
                .flatMap(Optional::stream)
                .forEach(change -> lost.removeAll(values(change)));
        return lost;
    }

    private boolean leftEverywhere(String value) {
        return places.stream()
                .filter(place -> place.value().equals(value))
                .allMatch(place -> left.values().stream().anyMatch(side -> side.contains(place)));
    }

    int count() {
        return given.size();
    }

    static Set<String> values(Collection<ImportedEntry> contents) {
        var values = new HashSet<String>();
        for (var content : contents) {
            add(values, content.details(), content.span());
            content.overrides().forEach(own -> add(values, own.details(), own.span()));
        }
        return values;
    }

    private static Set<Place> places(Collection<ImportedEntry> contents) {
        var places = new HashSet<Place>();
        for (var content : contents) {
            add(places, content.details(), content.span(), Optional.empty());
            content.overrides()
                    .forEach(own ->
                            add(
                                    places,
                                    own.details(),
                                    own.span(),
                                    Optional.of(own.originalStart().toLocalDate())));
        }
        return places;
    }

    private static void add(
            Set<Place> places, Details details, Span span, Optional<LocalDate> day) {
        var values = new HashSet<String>();
        add(values, details, span);
        values.forEach(value -> places.add(new Place(value, day)));
    }

    private static void add(Set<String> values, Details details, Span span) {
        BLANK.changesTo(details).forEach(change -> values.addAll(values(change)));
        values.addAll(values(new Change.When(span)));
    }

    /** A status, or a number of days, may be given more than once and tells nothing. */
    private static Set<String> values(Change change) {
        return switch (change) {
            case Change.Title(var to) -> Set.of(to.strip());
            case Change.Description(var to) -> of(to);
            case Change.Location(var to) -> of(to);
            case Change.Color(var to) -> of(to);
            case Change.Notes(var to) -> of(to);
            case Change.Tags(var to) -> Set.copyOf(to);
            case Change.Extras(var to) -> Set.copyOf(to);
            case Change.Invited(var to) -> Set.of(to.address().text());
            case Change.When(Span.Timed(var start, var zone, End.At(var end))) ->
                    Set.of("lasts " + Duration.between(start, end).toMinutes());
            case Change.Repeats(var first, var to, var numbering, var survivor) ->
                    values(new Change.When(first));
            default -> Set.of();
        };
    }

    private static Set<String> of(Optional<String> text) {
        return text.map(Set::of).orElse(Set.of());
    }
}
