package almanac.sync.rules;

import almanac.automation.ActiveRule;
import almanac.automation.RunId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.entry.EntryFact;
import almanac.entry.EntryState;
import almanac.message.Actor;
import almanac.sync.local.Run;
import almanac.user.UserId;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.axonframework.eventhandling.SequenceNumber;
import org.axonframework.eventhandling.Timestamp;
import org.axonframework.messaging.MetaData;
import org.axonframework.queryhandling.QueryGateway;

/**
 * Runs the rules that a change of an entry sets going, in the order of their ids, each once for
 * that change: a fact that is handled again finds its runs done. Conditions see the entry as the
 * fact left it, so that it does not matter how far behind this is.
 */
@ProcessingGroup(WhenEntryChangedThenRunRules.GROUP)
@DisallowReplay
public final class WhenEntryChangedThenRunRules {

    /** A processor of its own: rules hold nobody up, and nobody holds up rules. */
    public static final String GROUP = "rules";

    private final Asking asking;
    private final EntryHistory history;
    private final Candidates candidates;
    private final Runner runner;

    public WhenEntryChangedThenRunRules(
            CommandGateway commands,
            QueryGateway queries,
            EntryHistory history,
            Mappings mappings,
            RunNumbers numbers) {
        this.asking = new Asking(queries);
        this.history = history;
        this.candidates = new Candidates(asking, mappings);
        this.runner = new Runner(new Sending(commands), history, numbers);
    }

    @EventHandler
    void on(EntryFact fact, @SequenceNumber long sequence, @Timestamp Instant at, MetaData meta) {
        Actor.from(meta)
                .ifPresent(actor ->
                        Firing.of(fact, actor.origin())
                                .ifPresent(firing ->
                                        fire(
                                                new Happening(
                                                        fact, sequence, at, actor, Run.from(meta)),
                                                firing)));
    }

    /** One fact with its place in history. */
    private record Happening(
            EntryFact fact, long sequence, Instant at, Actor actor, Optional<Run> run) {}

    private void fire(Happening happening, Firing firing) {
        if (candidates.possible(happening.actor())
                && history.asOf(happening.fact().entry(), happening.sequence())
                        instanceof EntryState.Live entry) {
            asking.find(new CalendarQuery.CalendarAsOwned(entry.calendar()), CalendarView.class)
                    .ifPresent(calendar -> fire(happening, firing, entry, calendar));
        }
    }

    private void fire(
            Happening happening, Firing firing, EntryState.Live entry, CalendarView calendar) {
        var chosen = candidates.of(happening.actor(), happening.run(), calendar);
        var concerned =
                chosen.rules().stream()
                        .filter(rule -> firing.triggers().contains(rule.details().trigger()))
                        .filter(rule -> !rule.since().isAfter(happening.at()))
                        .toList();
        if (concerned.isEmpty()) {
            return;
        }
        Subjects.of(entry, firing.reach(), calendar)
                .ifPresent(subject ->
                        concerned.stream()
                                .filter(rule -> rule.details().fits(subject))
                                .forEach(rule -> run(happening, firing, chosen.owner(), rule)));
    }

    private void run(Happening happening, Firing firing, UserId owner, ActiveRule rule) {
        runner.run(
                new RunId(
                        rule.id(),
                        happening.fact().entry(),
                        happening.sequence(),
                        OptionalLong.empty()),
                owner,
                Optional.of(rule.details().trigger()),
                firing.reach(),
                rule.details().actions());
    }
}
