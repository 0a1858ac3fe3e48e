package almanac.app.sync;

import static almanac.app.sync.Contents.single;
import static almanac.app.sync.Contents.with;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Change;
import almanac.sync.google.GooglePlace;
import almanac.sync.microsoft.MicrosoftPlace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * kill -9 of a real process at its requests to a provider, which lives on elsewhere. The next
 * process has only what is on the disk, and what comes of it must be what would have come without:
 * each effect once at the provider, each fact once here.
 */
final class KilledSyncTest {

    /** More requests than any scene makes. */
    private static final int MANY = 100;

    /** Not each scene renews a token or a channel: one may end before the request of its kill. */
    private static final int TRIES = 5;

    private static final List<String> ONE_OF_EACH =
            List.of("EntryCreated", "EntryUpdated", "EntryDeleted");

    @TempDir private Path folder;

    private final List<String> expected = new ArrayList<>();

    @Test
    void a_process_killed_while_it_pushes_to_google_has_each_effect_once() {
        push(GooglePlace::new, 4);
    }

    @Test
    void a_process_killed_while_it_pulls_from_google_has_each_effect_once() {
        pull(GooglePlace::new, 3);
    }

    @Tag("long")
    @Test
    void a_process_killed_at_any_request_of_a_push_to_google_has_each_effect_once() {
        push(GooglePlace::new, MANY);
    }

    @Tag("long")
    @Test
    void a_process_killed_at_any_request_of_a_pull_from_google_has_each_effect_once() {
        pull(GooglePlace::new, MANY);
    }

    @Tag("long")
    @Test
    void a_process_killed_at_any_request_of_a_push_to_microsoft_has_each_effect_once() {
        push(MicrosoftPlace::new, MANY);
    }

    @Tag("long")
    @Test
    void a_process_killed_at_any_request_of_a_pull_from_microsoft_has_each_effect_once() {
        pull(MicrosoftPlace::new, MANY);
    }

    private void push(KilledWorld.Places places, int points) {
        try (var world = new KilledWorld(folder, places)) {
            var edited = world.add("Edited -1");
            expected.add("Edited -1");
            killing(
                    world,
                    points,
                    number -> {
                        var gone = world.add("Gone " + number);
                        world.settle();
                        return () -> {
                            world.add("Added " + number);
                            world.retitle(edited, "Edited " + number);
                            world.delete(gone);
                            expect(number, "Added " + number);
                        };
                    },
                    List.of("create", "update", "delete"),
                    ONE_OF_EACH);
        }
    }

    private void pull(KilledWorld.Places places, int points) {
        try (var world = new KilledWorld(folder, places)) {
            var edited = world.person().adds(single("edited", "Edited -1"));
            expected.add("Edited -1");
            killing(
                    world,
                    points,
                    number -> {
                        var gone = world.person().adds(single("gone-" + number, "Gone " + number));
                        world.settle();
                        return () -> {
                            world.person().adds(single("added-" + number, "Added " + number));
                            // more than a page
                            world.person().adds(single("also-" + number, "Also " + number));
                            world.person()
                                    .edits(edited, with(new Change.Title("Edited " + number)));
                            world.person().removes(gone);
                            expect(number, "Added " + number, "Also " + number);
                        };
                    },
                    List.of(),
                    List.of("EntryCreated", "EntryCreated", "EntryUpdated", "EntryDeleted"));
        }
    }

    private void expect(int number, String... added) {
        expected.addAll(List.of(added));
        expected.remove("Edited " + (number - 1));
        expected.add("Edited " + number);
    }

    /** Prepares a scene and answers what is done in it. */
    private interface Scene {
        Runnable prepared(int number);
    }

    /**
     * Plays the scene once in peace, then again and again with a kill.
     *
     * @param points at how many of the moments before and after each request
     */
    private void killing(
            KilledWorld world, int points, Scene scene, List<String> effects, List<String> facts) {
        var requests = play(world, scene, 0, world::watch, effects, facts);
        assertThat(requests).as("requests of a scene").isBetween(2, MANY / 2);
        var moments = 2 * requests;
        var count = Math.min(points, moments);
        var scenes = 1;
        for (var each = 0; each < count; each++) {
            var moment = each * moments / count;
            var last = scenes + TRIES;
            while (world.deaths() == each && scenes < last) {
                play(
                        world,
                        scene,
                        scenes++,
                        () -> world.killAt(moment / 2, moment % 2 == 1),
                        effects,
                        facts);
            }
            assertThat(world.deaths()).as("killed at moment %d", moment).isEqualTo(each + 1);
        }
    }

    /** Answers how many requests it took. */
    private int play(
            KilledWorld world,
            Scene scene,
            int number,
            Runnable plan,
            List<String> effects,
            List<String> facts) {
        var doing = scene.prepared(number);
        var before = world.facts().size();
        doing.run();
        plan.run();
        world.settleWhoeverLives();
        world.killPoint().spare();
        var where = "scene %d: %s".formatted(number, world.killPoint().requests());
        var requests = world.killPoint().requests().size();
        assertThat(world.killPoint().effects())
                .as("effects at the provider, %s", where)
                .containsExactlyInAnyOrderElementsOf(effects);
        assertThat(world.facts().subList(before, world.facts().size()))
                .as("facts here, %s", where)
                .extracting(KilledSyncTest::kind)
                .containsExactlyInAnyOrderElementsOf(facts);
        assertThat(world.left()).as("left behind, %s", where).isEmpty();
        var there = world.person().contents();
        assertThat(there)
                .as("at the provider, %s", where)
                .extracting(each -> each.details().title())
                .containsExactlyInAnyOrderElementsOf(expected);
        assertThat(world.contents()).as("both sides, %s", where).isEqualTo(Sameness.of(there));
        return requests;
    }

    private static String kind(String fact) {
        return fact.substring(0, fact.indexOf('['));
    }
}
