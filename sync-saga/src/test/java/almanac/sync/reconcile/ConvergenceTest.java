package almanac.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import almanac.connection.TraceLine.Reason;
import almanac.sync.provider.RemoteObject.Standing;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;

/**
 * Two replicas of one object, edited on both sides at random, with pushes refused, answers lost,
 * crashes and a provider that writes things its own way. {@code -Drandom.times=10} tries more of
 * them.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class ConvergenceTest {

    private static final int WALKS = 500 * Integer.getInteger("random.times", 1);
    private static final int STEPS = 14;

    private static Set<String> walk(
            int walks,
            Standing standing,
            Replicas.Planning planning,
            Replicas.Remembering remembering) {
        var seen = new HashSet<String>();
        for (var seed = Long.getLong("from", 1L); seed <= walks; seed++) {
            var replicas = new Replicas(seed, planning, remembering, standing);
            try {
                replicas.live(STEPS);
                replicas.quiet();
            } catch (RuntimeException broken) {
                throw new AssertionError(replicas.story(), broken);
            }
            seen.addAll(replicas.seen);
        }
        return seen;
    }

    @Test
    void both_sides_come_to_agree_and_no_edit_is_lost_without_a_word() {
        assertThat(walk(WALKS, Standing.OURS, Reconciler::plan, Replicas.AS_PLANNED))
                .contains("conflict", "existence", "MERGED", "APPLIED", "PUSHED", "CREATED")
                .contains("DELETED", "ADOPTED", "UNCHANGED", "ECHO", "CONFLICT");
    }

    @Test
    void what_may_not_be_pushed_stays_here_and_comes_to_rest() {
        assertThat(walk(WALKS / 4, Standing.READ_ONLY, Reconciler::plan, Replicas.AS_PLANNED))
                .contains("READ_ONLY", "APPLIED", "conflict");
        assertThat(walk(WALKS / 4, Standing.INVITED, Reconciler::plan, Replicas.AS_PLANNED))
                .contains("FILTERED", "APPLIED", "conflict");
        assertThat(walk(WALKS / 4, Standing.BUSY_ONLY, Reconciler::plan, Replicas.AS_PLANNED))
                .contains("READ_ONLY", "APPLIED");
    }

    /** The base is not what was agreed, but what is there: an edit that waits is forgotten. */
    @Test
    void a_base_that_takes_what_was_not_pushed_is_found() {
        found(Reconciler::plan, (plan, local, remote, pushed) -> plan.bases(local, remote));
    }

    @Test
    void a_base_that_never_moves_is_found() {
        var first =
                new java.util.concurrent.atomic.AtomicReference<Optional<Bases>>(Optional.empty());
        found(
                (sides, terms) -> {
                    if (!sides.linked()) {
                        first.set(Optional.empty());
                    }
                    return Reconciler.plan(sides, terms);
                },
                (plan, local, remote, pushed) -> {
                    var bases = first.get().orElseGet(() -> plan.bases(local, remote));
                    first.set(Optional.of(bases));
                    return bases;
                });
    }

    @Test
    void a_disagreement_that_nobody_hears_of_is_found() {
        found(
                (sides, terms) -> {
                    var plan = Reconciler.plan(sides, terms);
                    return with(plan, plan.local(), plan.remote(), List.of());
                },
                Replicas.AS_PLANNED);
    }

    @Test
    void one_base_for_both_sides_is_found() {
        found(
                (sides, terms) ->
                        Reconciler.plan(
                                new Sides(
                                        sides.baseLocal(),
                                        sides.local(),
                                        sides.baseLocal(),
                                        sides.remote()),
                                terms),
                Replicas.AS_PLANNED);
    }

    @Test
    void a_merge_that_is_written_on_one_side_only_is_found() {
        found(
                (sides, terms) -> {
                    var plan = Reconciler.plan(sides, terms);
                    return plan.reason() == Reason.MERGED
                            ? with(plan, plan.local(), new Plan.Stays(), plan.disputes())
                            : plan;
                },
                Replicas.AS_PLANNED);
    }

    @Test
    void the_last_writer_who_wins_it_all_is_found() {
        found(
                (sides, terms) -> {
                    var plan = Reconciler.plan(sides, terms);
                    return plan.local() instanceof Plan.Becomes
                            ? with(
                                    plan,
                                    new Plan.Becomes(sides.remote().orElseThrow()),
                                    new Plan.Stays(),
                                    plan.disputes())
                            : plan;
                },
                Replicas.AS_PLANNED);
    }

    @Test
    void a_delete_that_beats_an_edit_is_found() {
        found(
                (sides, terms) -> {
                    var plan = Reconciler.plan(sides, terms);
                    var gone = sides.linked() && sides.remote().isEmpty();
                    return gone && plan.remote() instanceof Plan.Becomes
                            ? with(plan, new Plan.Goes(), new Plan.Stays(), List.of())
                            : plan;
                },
                Replicas.AS_PLANNED);
    }

    private static Plan with(
            Plan plan, Plan.Target local, Plan.Target remote, List<Dispute> disputes) {
        return new Plan(local, remote, disputes, plan.link(), plan.reason(), plan.remembering());
    }

    /** A walk that finds no planted bug would find no other. */
    private static void found(Replicas.Planning planning, Replicas.Remembering remembering) {
        assertThatThrownBy(() -> walk(300, Standing.OURS, planning, remembering))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("seed ");
    }
}
