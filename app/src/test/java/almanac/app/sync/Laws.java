package almanac.app.sync;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.Disagreement;
import almanac.entry.EntryId;
import almanac.entry.EntryPart;
import almanac.entry.ImportedEntry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** What holds once nothing is left to do. */
final class Laws {

    private final SyncWorld world;
    private final Ties ties;
    private final People people;
    private final Archivist archivist;
    private final Given given;
    private final Doubles doubles;
    private final Story story;

    Laws(
            SyncWorld world,
            Ties ties,
            People people,
            Archivist archivist,
            Given given,
            Doubles doubles,
            Story story) {
        this.world = world;
        this.ties = ties;
        this.people = people;
        this.archivist = archivist;
        this.given = given;
        this.doubles = doubles;
        this.story = story;
    }

    /** All that is in calendars that go both ways; of those that go one way, nothing. */
    void equal() {
        for (var pair : ties.pairs()) {
            if (ties.oneWay().contains(pair)) {
                continue;
            }
            assertThat(Sameness.of(pair.theirs()))
                    .as(() -> story.why("both sides equal: " + pair.there()))
                    .isEqualTo(Sameness.of(people.held(pair.ours(world))));
        }
    }

    /**
     * Whatever goes which way: each value stands on some side, or a person put another in its
     * place, or a conflict tells it.
     */
    void nothingLost() {
        assertThat(given.lost(standing(), world.conflicts()))
                .as(() -> story.why("edits that are lost without a word"))
                .isEmpty();
    }

    private List<ImportedEntry> standing() {
        var theirs =
                people.accounts().stream()
                        .flatMap(account -> account.person().everything().values().stream());
        return Stream.concat(people.ours().values().stream(), theirs)
                .flatMap(List::stream)
                .toList();
    }

    /**
     * No two entries say the same at the same time: nobody does that but a sync that repeats, or a
     * person who moves one beside the other. Where one was moved away while another hand split it,
     * both stand, and the conflict says so.
     */
    void unique() {
        var seen = new HashMap<String, EntryId>();
        for (var calendar : ties.pairs().stream().map(Pair::here).distinct().toList()) {
            world.entries(calendar)
                    .forEach((id, live) -> {
                        for (var part : EntryPart.of(live)) {
                            var what = Doubles.look(part.content());
                            var twin = seen.putIfAbsent(what, id);
                            assertThat(
                                            twin == null
                                                    || twin.equals(id)
                                                    || doubles.areWanted(part.content())
                                                    || disputed(twin)
                                                    || disputed(id))
                                    .as(() -> story.why("twice: " + what))
                                    .isTrue();
                        }
                    });
        }
    }

    /**
     * What somebody spoke of is not replaced by another of its like: what was said would be lost.
     * Holds where no calendar was untied and nothing was moved to where nobody looks.
     */
    void kept() {
        var standing = new HashSet<String>();
        people.ours().values().stream()
                .flatMap(List::stream)
                .forEach(content -> standing.add(Doubles.look(content)));
        archivist
                .lostThreads(people::hasRemoved)
                .forEach(part ->
                        assertThat(standing)
                                .as(() -> story.why("replaced, and what was said is lost: " + part))
                                .doesNotContain(Doubles.look(part.content())));
    }

    private boolean disputed(EntryId entry) {
        return world.conflicts().stream()
                .filter(conflict -> conflict.entry().equals(entry))
                .flatMap(conflict -> conflict.fields().stream())
                .anyMatch(each -> each.field().equals(Disagreement.EXISTENCE));
    }

    void nothingUnexpected() {
        assertThat(story.warnings())
                .as(() -> story.why("what the engine did not expect"))
                .isEmpty();
    }
}
