package almanac.command.entry;

import static org.axonframework.modelling.command.AggregateLifecycle.apply;
import static org.axonframework.modelling.command.AggregateLifecycle.getVersion;

import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.ImportResult;
import almanac.message.Rejected;
import almanac.message.Rejection;
import java.util.List;
import java.util.OptionalLong;
import org.axonframework.commandhandling.CommandHandler;
import org.axonframework.eventsourcing.EventSourcingHandler;
import org.axonframework.modelling.command.AggregateCreationPolicy;
import org.axonframework.modelling.command.AggregateIdentifier;
import org.axonframework.modelling.command.CreationPolicy;
import org.jspecify.annotations.Nullable;

/** One entry: routes each command to its decision and folds the facts. */
public class EntryAggregate {

    private static final long NO_FACT = -1;

    @AggregateIdentifier private @Nullable EntryId id;

    private EntryState state = EntryState.initial();

    EntryAggregate() {}

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    void handle(EntryCommand.CreateEntry command) {
        record(Inviting.bounded(state, Scheduling.create(command)));
    }

    @CommandHandler
    void handle(EntryCommand.UpdateEntry command) {
        expect(command.expectedRevision());
        var facts = Scheduling.bounded(() -> Excluding.update(state, command));
        record(Inviting.bounded(state, facts));
    }

    @CommandHandler
    void handle(EntryCommand.UpdatePart command) {
        expect(command.expectedRevision());
        var facts = Scheduling.bounded(() -> Excluding.part(state, command));
        record(Inviting.bounded(state, facts));
    }

    @CommandHandler
    void handle(EntryCommand.DeleteEntry command) {
        expect(command.expectedRevision());
        record(Scheduling.bounded(() -> Deleting.delete(state, command)));
    }

    @CommandHandler
    void handle(EntryCommand.TagEntry command) {
        record(Scheduling.bounded(() -> Tagging.tag(state, command)));
    }

    @CommandHandler
    void handle(EntryCommand.Respond command) {
        record(Scheduling.bounded(() -> Inviting.respond(state, command)));
    }

    @CommandHandler
    void handle(EntryCommand.MoveEntry command) {
        record(Scheduling.move(Scheduling.live(state, command.entry()), command.to()));
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ImportResult handle(EntryCommand.ImportEntry command) {
        var live = state instanceof EntryState.Live;
        var facts = Scheduling.bounded(() -> Importing.importEntry(state, command));
        Inviting.bounded(state, facts);
        record(facts);
        return result(live, facts);
    }

    @CommandHandler
    ImportResult handle(EntryCommand.ImportOccurrence command) {
        var facts = Scheduling.bounded(() -> Importing.importOccurrence(state, command));
        record(Inviting.bounded(state, facts));
        return result(true, facts);
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.ALWAYS)
    ImportResult handle(EntryCommand.WelcomeEntry command) {
        var facts = Scheduling.bounded(() -> Merging.welcome(command));
        record(Inviting.bounded(state, facts));
        return ImportResult.CREATED;
    }

    @CommandHandler
    @CreationPolicy(AggregateCreationPolicy.CREATE_IF_MISSING)
    ImportResult handle(EntryCommand.MergeEntry command) {
        expect(command.expectedRevision());
        var live = state instanceof EntryState.Live;
        var facts = Scheduling.bounded(() -> Merging.merge(state, command));
        record(Inviting.bounded(state, facts));
        return result(live, facts);
    }

    @CommandHandler
    void handle(EntryCommand.RestoreEntry command) {
        expect(command.expectedRevision());
        record(Restoring.entry(state, command));
    }

    @CommandHandler
    void handle(EntryCommand.BlankEntry command) {
        expect(command.expectedRevision());
        record(Blanking.entry(state, command));
    }

    @CommandHandler
    void handle(EntryCommand.RestoreOccurrence command) {
        expect(command.expectedRevision());
        record(Scheduling.bounded(() -> Restoring.occurrence(state, command)));
    }

    @CommandHandler
    void handle(EntryCommand.DeletePart command) {
        expect(command.expectedRevision());
        record(Scheduling.bounded(() -> Deleting.deletePart(state, command)));
    }

    private static ImportResult result(boolean live, List<EntryFact> facts) {
        if (!live) {
            return ImportResult.CREATED;
        }
        return facts.isEmpty() ? ImportResult.UNCHANGED : ImportResult.UPDATED;
    }

    @EventSourcingHandler
    void on(EntryFact fact) {
        id = fact.entry();
        state = state.evolve(fact);
    }

    private static void record(List<? extends EntryFact> facts) {
        facts.forEach(fact -> apply(fact));
    }

    private void expect(OptionalLong revision) {
        // before its first fact an entry has no version that could be asked for
        var actual = id == null ? NO_FACT : getVersion();
        if (revision.isPresent() && revision.getAsLong() != actual) {
            throw new Rejected(new Rejection.StaleRevision(revision.getAsLong(), actual));
        }
    }
}
