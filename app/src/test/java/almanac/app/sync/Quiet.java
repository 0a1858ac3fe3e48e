package almanac.app.sync;

import static com.mongodb.client.model.Filters.and;
import static com.mongodb.client.model.Filters.eq;
import static com.mongodb.client.model.Filters.nin;
import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.Synchronization.Mode;
import com.mongodb.client.model.Filters;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Nobody does anything any more, everything works, and time passes until all is done. */
final class Quiet {

    private static final Duration A_ROUND = Duration.ofMinutes(45);
    private static final int ROUNDS = 60;

    private final SyncWorld world;
    private final Ties ties;
    private final People people;
    private final Laws laws;
    private final Story story;

    Quiet(SyncWorld world, Ties ties, People people, Laws laws, Story story) {
        this.world = world;
        this.ties = ties;
        this.people = people;
        this.laws = laws;
        this.story = story;
    }

    /**
     * What goes one way stays so at first. What must hold then holds of what goes both ways and of
     * no value lost; once everything goes both ways, it holds of all.
     */
    void falls() {
        story.told("quiet", "");
        ties.nobodyTalks();
        world.crashes().never();
        people.accounts().forEach(account -> account.faults().often(0));
        ties.tieAll();
        world.settle();
        if (!ties.oneWay().isEmpty()) {
            rest();
            check();
            story.told("all", "goes both ways");
            ties.openBothWays();
            world.settle();
        }
        rest();
        check();
    }

    private void rest() {
        var still = 0;
        for (var round = 0; still < 2; round++) {
            assertThat(round).as(() -> story.why("it never comes to rest")).isLessThan(ROUNDS);
            reconnect();
            ties.shareAll();
            retryParked();
            var before = trail();
            world.settleAfter(A_ROUND);
            still = before.equals(trail()) && waiting() == 0 ? still + 1 : 0;
        }
    }

    private void check() {
        laws.equal();
        laws.unique();
        laws.kept();
        laws.nothingLost();
        furtherRound();
        laws.nothingUnexpected();
    }

    private void reconnect() {
        for (var account : people.accounts()) {
            if (world.waitsForItsUser(account.provider().kind())) {
                story.told("reconnects", account.email());
                ties.connection(account);
            }
        }
    }

    /** A person looks at what was refused and lets it try again. */
    private void retryParked() {
        for (var letter : world.side().deadLetters().edits(100)) {
            story.told("retries", letter.toString());
            world.side().deadLetters().retry(letter.mapping(), letter.entry());
        }
    }

    /** A creation whose answer was lost waits for as long as its calendar goes one way. */
    private long waiting() {
        return world.count("sync_outbox", Filters.empty())
                + world.count("sync_links", eq("state", "LEAVING"))
                + world.count(
                        "sync_links",
                        and(eq("state", "CREATING"), nin("mapping", ties.oneWayMappings())));
    }

    /** Grows with everything that is written on any side. */
    private List<Long> trail() {
        var trail = new ArrayList<Long>();
        trail.add((long) world.facts(Object.class).size());
        people.accounts().forEach(account -> trail.add(account.provider().writes()));
        return trail;
    }

    /** Everything is read once more, from the beginning; nothing is written. */
    private void furtherRound() {
        var before = trail();
        for (var account : people.accounts()) {
            var connection = world.connection(account.provider().kind());
            world.side()
                    .synchronization()
                    .syncNow(SyncWorld.ADA, List.of(connection), Mode.FULL, Duration.ZERO);
        }
        world.settleAfter(A_ROUND);
        assertThat(trail()).as(() -> story.why("a further round writes nothing")).isEqualTo(before);
    }
}
