package almanac.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

@DisplayNameGeneration(ReplaceUnderscores.class)
class SnapshotTest {

    private static final int OBJECTS = 2_000;

    @Test
    void what_was_flattened_is_the_same_again() {
        for (var seed = 1L; seed <= OBJECTS; seed++) {
            var content = new RandomContents(new SplittableRandom(seed)).content();

            assertThat(Snapshot.of(content).content()).as("seed " + seed).isEqualTo(content);
        }
    }

    @Test
    void in_another_frame_it_is_the_same_object() {
        for (var seed = 1L; seed <= OBJECTS; seed++) {
            var content = new RandomContents(new SplittableRandom(seed)).content();

            assertThat(Snapshot.of(content).inFrame(seed * 777).content())
                    .as("seed " + seed)
                    .isEqualTo(content);
        }
    }

    @Test
    void the_difference_of_two_turns_one_into_the_other() {
        for (var seed = 1L; seed <= OBJECTS; seed++) {
            var contents = new RandomContents(new SplittableRandom(seed));
            var before = Snapshot.of(contents.content());
            var content = before.content();
            for (var i = 0; i < 3; i++) {
                content = contents.edited(content);
            }
            var after = Alignment.later(before, Snapshot.of(content));

            var diff = Diff.between(before, after);

            assertThat(Diff.between(before.with(diff), after).isEmpty())
                    .as("seed " + seed + "\n" + before + "\n" + after + "\n" + diff)
                    .isTrue();
            assertThat(Diff.between(before, before.with(diff).with(diff.backTo(before, after))))
                    .as("seed " + seed + ", back")
                    .satisfies(rest -> assertThat(rest.details()).isEmpty())
                    .satisfies(rest -> assertThat(rest.when()).isEmpty())
                    .satisfies(rest -> assertThat(rest.repeats()).isEmpty());
        }
    }
}
