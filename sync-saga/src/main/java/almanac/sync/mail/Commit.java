package almanac.sync.mail;

import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.message.Actor;
import almanac.message.Notice;
import almanac.sync.local.Archive.Happened;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One change as its writer made it: all facts that one command left.
 *
 * @param first sequence number of its first fact
 * @param significance how many changes that matter to those who are invited the entry has seen, up
 *     to this one (RFC 5546 2.1.4)
 */
record Commit(
        EntryId entry,
        long first,
        EntryState before,
        EntryState after,
        List<EntryFact> facts,
        Optional<Actor> actor,
        Notice notice,
        Instant at,
        int significance) {

    /** Axon's name for the command that a fact came of. */
    static final String COMMAND = "correlationId";

    /** The change that the fact of that number is part of; empty where there is none. */
    static Optional<Commit> with(List<Happened> history, long sequence) {
        var at = index(history, sequence);
        if (at < 0) {
            return Optional.empty();
        }
        var from = at;
        while (from > 0 && together(history.get(from - 1), history.get(at))) {
            from--;
        }
        var to = at + 1;
        while (to < history.size() && together(history.get(to), history.get(at))) {
            to++;
        }
        return Optional.of(between(history, from, to));
    }

    private static int index(List<Happened> history, long sequence) {
        for (var i = 0; i < history.size(); i++) {
            if (history.get(i).sequence() == sequence) {
                return i;
            }
        }
        return -1;
    }

    private static boolean together(Happened one, Happened other) {
        var command = one.meta().get(COMMAND);
        return command != null && Objects.equals(command, other.meta().get(COMMAND));
    }

    private static Commit between(List<Happened> history, int from, int to) {
        var before = EntryState.initial();
        var significance = 0;
        for (var happened : history.subList(0, from)) {
            before = before.evolve(happened.fact());
            significance += Significance.of(happened.fact());
        }
        var after = before;
        var own = history.subList(from, to);
        for (var happened : own) {
            after = after.evolve(happened.fact());
            significance += Significance.of(happened.fact());
        }
        var begin = own.getFirst();
        return new Commit(
                begin.fact().entry(),
                begin.sequence(),
                before,
                after,
                own.stream().map(Happened::fact).toList(),
                Actor.from(begin.meta()),
                Notice.from(begin.meta()),
                begin.at(),
                significance);
    }

    /** Where it was done to: where the entry is, or was before it was deleted. */
    Optional<EntryState.Live> place() {
        if (after instanceof EntryState.Live live) {
            return Optional.of(live);
        }
        return before instanceof EntryState.Live live ? Optional.of(live) : Optional.empty();
    }
}
