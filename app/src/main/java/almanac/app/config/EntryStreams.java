package almanac.app.config;

import almanac.automation.RuleId;
import almanac.automation.RunId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.sync.rules.EntryHistory;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Entries from their own facts. */
record EntryStreams(EventStore facts) implements EntryHistory {

    @Override
    public EntryState asOf(EntryId entry, long revision) {
        var state = EntryState.initial();
        var events = facts.readEvents(entry.toString(), 0);
        while (events.hasNext()) {
            var event = events.next();
            if (event.getSequenceNumber() > revision) {
                break;
            }
            state = state.evolve((EntryFact) event.getPayload());
        }
        return state;
    }

    @Override
    public OptionalLong revision(EntryId entry) {
        return facts.lastSequenceNumberFor(entry.toString())
                .map(OptionalLong::of)
                .orElseGet(OptionalLong::empty);
    }

    /** Only what a rule wrote counts: anybody may send any request id. */
    @Override
    public boolean wrote(EntryId entry, long after, String request) {
        return facts.readEvents(entry.toString(), after + 1)
                .asStream()
                .anyMatch(event -> ruleRequest(event).filter(request::equals).isPresent());
    }

    @Override
    public OptionalLong foundAt(EntryId entry, RuleId rule, long execution) {
        return facts.readEvents(entry.toString(), 0)
                .asStream()
                .flatMap(event -> ruleRequest(event).stream())
                .flatMapToLong(request -> RunId.revision(request, rule, entry, execution).stream())
                .findFirst();
    }

    private static Optional<String> ruleRequest(DomainEventMessage<?> event) {
        Map<String, ?> meta = event.getMetaData();
        return Actor.from(meta)
                .filter(actor -> actor.origin().kind() == Origin.Kind.RULE)
                .flatMap(actor -> Optional.ofNullable(meta.get(Actor.REQUEST_KEY)))
                .map(Object::toString);
    }
}
