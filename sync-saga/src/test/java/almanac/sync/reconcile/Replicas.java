package almanac.sync.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.ConflictPolicy;
import almanac.connection.Disagreement;
import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.entry.Recurrence;
import almanac.sync.provider.RemoteObject.Standing;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * One object on two sides, people who edit both, and a link between them that is looked at when it
 * happens to be. Keeps account of every value that a person ever gave.
 */
final class Replicas {

    /** How a plan comes about; the tests of the test plant bugs here. */
    interface Planning {
        Plan plan(Sides sides, Terms terms);
    }

    /** How bases come about. */
    interface Remembering {
        Bases bases(Plan plan, ImportedEntry local, ImportedEntry remote, boolean pushed);
    }

    static final Remembering AS_PLANNED =
            (plan, local, remote, pushed) ->
                    pushed ? plan.bases(local, remote) : plan.basesBeforePush(local, remote);

    private final SplittableRandom random;
    private final RandomContents contents;
    private final Normalising normalising;
    private final Planning planning;
    private final Remembering remembering;
    private final ConflictPolicy policy;
    private final Standing standing;
    private final boolean drops;
    private final List<String> story = new ArrayList<>();
    private final Set<String> given = new HashSet<>();
    private final Set<String> replaced = new HashSet<>();
    private final Set<String> disputed = new HashSet<>();
    private Optional<ImportedEntry> local = Optional.empty();
    private Optional<ImportedEntry> remote = Optional.empty();
    private Optional<Bases> bases = Optional.empty();
    private boolean detached;
    private long clock;
    private long localEdited;
    private long remoteEdited;
    final Set<String> seen = new HashSet<>();

    Replicas(long seed, Planning planning, Remembering remembering, Standing standing) {
        this.random = new SplittableRandom(seed);
        this.contents = new RandomContents(random);
        this.normalising = new Normalising(random);
        this.planning = planning;
        this.remembering = remembering;
        this.policy = ConflictPolicy.values()[random.nextInt(3)];
        this.standing = standing;
        this.drops = random.nextBoolean();
        story.add("seed " + seed + ", " + policy + ", " + normalising + ", drops " + drops);
    }

    String story() {
        return String.join("\n", story);
    }

    void live(int steps) {
        begin();
        for (var step = 0; step < steps; step++) {
            switch (random.nextInt(5)) {
                case 0 -> editLocal();
                case 1 -> editRemote();
                default -> sync();
            }
        }
    }

    private void begin() {
        switch (standing == Standing.OURS ? random.nextInt(4) : 1) {
            case 0 -> local = Optional.of(made(contents.content()));
            case 1, 2 -> remote = Optional.of(made(stored(contents.content())));
            default -> {
                var content = contents.content();
                local = Optional.of(made(content));
                remote = Optional.of(made(stored(contents.edited(content))));
            }
        }
        story.add("local " + brief(local) + "\nremote " + brief(remote));
    }

    private static String brief(Plan.Target target) {
        return target instanceof Plan.Becomes(var content) ? brief(content) : target.toString();
    }

    private static String brief(Optional<ImportedEntry> content) {
        return content.map(Replicas::brief).orElse("nothing");
    }

    private static String brief(ImportedEntry content) {
        var snapshot = Snapshot.of(content);
        return Details.titled("").changesTo(content.details())
                + " at "
                + content.span()
                + " "
                + content.recurrence().flatMap(Recurrence::rule).orElse(null)
                + " "
                + snapshot.occurrences();
    }

    private ImportedEntry made(ImportedEntry content) {
        given.addAll(Tokens.of(content));
        return content;
    }

    private void editLocal() {
        if (local.isPresent()) {
            localEdited = ++clock;
            local = edited("local", local.get(), true);
        }
    }

    private void editRemote() {
        if (remote.isPresent()) {
            remoteEdited = ++clock;
            remote = edited("remote", remote.get(), drops);
        }
    }

    private ImportedEntry stored(ImportedEntry content) {
        var normal = normalising.of(content, standing == Standing.BUSY_ONLY);
        return drops ? pruned(normal) : normal;
    }

    private Optional<ImportedEntry> edited(String side, ImportedEntry before, boolean prunes) {
        var after =
                random.nextInt(12) == 0
                        ? Optional.<ImportedEntry>empty()
                        : Optional.of(contents.edited(before));
        after = after.map(content -> prunes ? pruned(content) : content);
        if (side.equals("remote")) {
            after = after.map(this::stored);
        }
        var gone = Tokens.of(before);
        after.ifPresent(content -> {
            gone.removeAll(Tokens.of(content));
            given.addAll(Tokens.of(content));
        });
        replaced.addAll(gone);
        story.add(side + " edit to " + after.map(Replicas::brief));
        return after;
    }

    /** A new rule takes exceptions along that lie on no day of it. */
    private static ImportedEntry pruned(ImportedEntry content) {
        var snapshot = Snapshot.of(content);
        return content.withExceptions(
                content.exclusions().stream().filter(snapshot::says).toList(),
                content.overrides().stream()
                        .filter(own -> snapshot.says(own.originalStart()))
                        .toList());
    }

    private Terms terms() {
        return new Terms(
                policy,
                Instant.ofEpochSecond(localEdited),
                Instant.ofEpochSecond(remoteEdited),
                standing,
                true,
                Optional.empty());
    }

    private Sides sides() {
        return bases.map(known -> Sides.linked(known, local, remote))
                .orElseGet(() -> Sides.unlinked(local, remote));
    }

    private Plan plan() {
        var plan = planning.plan(sides(), terms());
        for (var disagreement : plan.disagreements()) {
            disputed.addAll(Tokens.of(disagreement));
            seen.add(
                    disagreement.field().equals(Disagreement.EXISTENCE) ? "existence" : "conflict");
        }
        seen.add(plan.reason().toString());
        deletedWithTheRest();
        story.add(
                "bases "
                        + bases.map(each -> brief(each.local()) + " | " + brief(each.remote()))
                        + "\n  plan "
                        + plan.reason()
                        + "\n    local "
                        + brief(plan.local())
                        + "\n    remote "
                        + brief(plan.remote())
                        + "\n    disputes "
                        + plan.disputes());
        return plan;
    }

    /**
     * Who deletes at the provider deletes what it never showed too, if both had agreed on it: of an
     * object, or of an occurrence.
     */
    private void deletedWithTheRest() {
        if (bases.isPresent() && remote.isEmpty()) {
            replaced.addAll(Tokens.of(bases.get().local()));
        }
        if (bases.isPresent() && local.isPresent() && remote.isPresent()) {
            var views = Views.linked(sides());
            views.baseLocal()
                    .occurrences()
                    .forEach((key, own) -> {
                        var there = views.remote();
                        if (there.own(key).excluded() || !there.says(key)) {
                            replaced.addAll(Tokens.of(own));
                        }
                    });
        }
    }

    /** One look at the link, with everything that can come between. */
    private void sync() {
        if (detached) {
            return;
        }
        var plan = plan();
        var ours = local;
        var theirs = remote;
        if (random.nextInt(8) == 0) {
            editLocal();
            if (!(plan.local() instanceof Plan.Stays) && !local.equals(ours)) {
                story.add("somebody here was quicker: refused");
                return;
            }
        }
        if (plan.local() instanceof Plan.Stays) {
            story.add("nothing to write here");
        } else {
            local = written(plan.local(), ours);
            ours = local;
        }
        if (random.nextInt(8) == 0) {
            story.add("crash before anything is remembered");
            return;
        }
        push(plan, ours, theirs);
    }

    private void push(Plan plan, Optional<ImportedEntry> ours, Optional<ImportedEntry> theirs) {
        if (random.nextInt(6) == 0) {
            editRemote();
        }
        if (plan.remote() instanceof Plan.Stays) {
            remember(plan, true, ours, theirs);
            return;
        }
        if (!remote.equals(theirs) || random.nextInt(6) == 0) {
            story.add("the push was refused");
            remember(plan, false, ours, theirs);
            return;
        }
        remote = written(plan.remote(), theirs).map(this::stored);
        // a creation is found again by its operation, whatever became of the answer
        var lost = random.nextInt(8) == 0 && theirs.isPresent();
        story.add("pushed, answer lost: " + lost);
        remember(plan, !lost, ours, lost ? theirs : remote);
    }

    private static Optional<ImportedEntry> written(
            Plan.Target target, Optional<ImportedEntry> before) {
        return switch (target) {
            case Plan.Becomes(var content) -> Optional.of(content);
            case Plan.Goes() -> Optional.empty();
            case Plan.Stays() -> before;
        };
    }

    private void remember(
            Plan plan,
            boolean pushed,
            Optional<ImportedEntry> ours,
            Optional<ImportedEntry> theirs) {
        switch (plan.link()) {
            case ENDED -> bases = pushed ? Optional.empty() : bases;
            case DETACHED -> detached = true;
            case LINKED -> {
                if (theirs.isEmpty()) {
                    bases = Optional.empty();
                } else if (ours.isPresent()) {
                    bases = Optional.of(remembering.bases(plan, ours.get(), theirs.get(), pushed));
                }
            }
        }
    }

    /** Nobody edits any more: soon nothing is left to do, both are equal and nothing was lost. */
    void quiet() {
        story.add("quiet");
        var rounds = 0;
        while (!detached && !round()) {
            assertThat(++rounds).as(this::story).isLessThan(6);
        }
        if (!detached) {
            assertThat(round()).as(this::story).isTrue();
            if (standing == Standing.OURS) {
                equal();
            }
        }
        nothingLost();
    }

    private boolean round() {
        var before = bases;
        var plan = plan();
        local = written(plan.local(), local);
        remote =
                plan.remote() instanceof Plan.Stays
                        ? remote
                        : written(plan.remote(), remote).map(this::stored);
        remember(plan, true, local, remote);
        return plan.idle() && bases.equals(before) && plan.disputes().isEmpty();
    }

    private void equal() {
        assertThat(local.isPresent()).as(this::story).isEqualTo(remote.isPresent());
        if (local.isPresent()) {
            var here = saying(Snapshot.of(stored(local.get())));
            var there = Alignment.other(here, saying(Snapshot.of(remote.orElseThrow())));
            assertThat(Diff.between(here, there).isEmpty())
                    .as(() -> "not equal: " + here + "\n" + there + "\n" + story())
                    .isTrue();
        }
    }

    /**
     * Exclusions of days on which nothing would be say nothing, nor do exceptions that only lack
     * what no exception has at this provider.
     */
    private Snapshot saying(Snapshot snapshot) {
        var saying = new TreeMap<Long, Own>();
        snapshot.occurrences()
                .forEach((key, own) -> {
                    var fields = new TreeMap<>(own.fields());
                    fields.values().removeIf(normalising.withoutOnExceptions()::contains);
                    if (own.excluded() ? snapshot.says(key) : !fields.isEmpty()) {
                        saying.put(key, new Own(own.excluded(), fields));
                    }
                });
        return snapshot.with(saying);
    }

    private void nothingLost() {
        var missing = new HashSet<>(given);
        missing.removeAll(replaced);
        missing.removeAll(disputed);
        local.ifPresent(content -> missing.removeAll(Tokens.of(content)));
        if (standing != Standing.OURS || detached) {
            remote.ifPresent(content -> missing.removeAll(Tokens.of(content)));
        }
        assertThat(missing).as(() -> "lost without a word: " + missing + "\n" + story()).isEmpty();
    }
}
