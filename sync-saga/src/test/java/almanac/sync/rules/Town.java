package almanac.sync.rules;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.automation.ActiveRule;
import almanac.automation.RuleId;
import almanac.automation.RuleQuery;
import almanac.automation.RuleView;
import almanac.automation.RunCommand;
import almanac.automation.RunId;
import almanac.automation.RunProgress;
import almanac.automation.StepResult;
import almanac.calendar.CalendarDetails;
import almanac.calendar.CalendarId;
import almanac.calendar.CalendarQuery;
import almanac.calendar.CalendarView;
import almanac.calendar.Permission;
import almanac.comment.CommentCommand;
import almanac.comment.CommentId;
import almanac.connection.ConnectionId;
import almanac.connection.MappingId;
import almanac.connection.MappingTerms;
import almanac.entry.Change;
import almanac.entry.EntryCommand;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.entry.EntryState;
import almanac.entry.OccurrenceKey;
import almanac.entry.Scope;
import almanac.message.Actor;
import almanac.message.Origin;
import almanac.message.Rejected;
import almanac.message.Rejection;
import almanac.sync.local.Run;
import almanac.time.AsOf;
import almanac.user.UserId;
import almanac.user.UserSummary;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.eventhandling.AnnotationEventHandlerAdapter;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.messaging.MetaData;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.queryhandling.DefaultQueryGateway;
import org.axonframework.queryhandling.QueryGateway;
import org.axonframework.queryhandling.QueryHandler;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.queryhandling.annotation.AnnotationQueryHandlerAdapter;

/**
 * Two users with a calendar each, their entries as streams of facts, and the policy. Commands are
 * carried out as the command side does, as far as rules need it; a crash can be had at any of them.
 */
final class Town implements EntryHistory, Mappings, RunNumbers {

    static final UserId ANA = new UserId(7);
    static final UserId BEN = new UserId(8);
    static final CalendarId ANAS = new CalendarId(5);
    static final CalendarId BENS = new CalendarId(6);
    static final ConnectionId GOOGLE = new ConnectionId(3);
    static final MappingId MAPPING = new MappingId(4);

    /** What a command left, and who sent it for which request. */
    record Sent(Object command, Actor actor, String request, String cause) {}

    /** The node is gone. */
    static final class Crash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    final List<Sent> sent = new ArrayList<>();
    final Map<Object, List<StepResult>> ended = new LinkedHashMap<>();
    final List<String> comments = new ArrayList<>();
    final Map<UserId, List<ActiveRule>> rules = new HashMap<>();
    final Map<MappingId, MappingTerms> mappings = new HashMap<>();
    final Set<CalendarId> closed = new HashSet<>();
    Predicate<Object> crashBefore = command -> false;
    Predicate<Object> crashAfter = command -> false;

    private final Map<EntryId, List<DomainEventMessage<EntryFact>>> streams = new HashMap<>();
    private final List<DomainEventMessage<EntryFact>> undelivered = new ArrayList<>();
    private final Map<Object, RunCommand.BeginRun> begun = new HashMap<>();
    private final Set<CommentId> written = new HashSet<>();
    private final AnnotationEventHandlerAdapter policy;
    private final CommandGateway commands;
    private final QueryGateway queries;
    private Instant now = Instant.parse("2026-03-01T10:00:00Z");
    private long number;
    int historyReads;

    Town() {
        var bus = SimpleCommandBus.builder().build();
        for (var type :
                List.of(
                        EntryCommand.UpdateEntry.class,
                        EntryCommand.TagEntry.class,
                        EntryCommand.MoveEntry.class,
                        CommentCommand.WriteComment.class,
                        RunCommand.BeginRun.class,
                        RunCommand.EndRun.class)) {
            bus.subscribe(type.getName(), this::handle);
        }
        commands = DefaultCommandGateway.builder().commandBus(bus).build();
        var queryBus = SimpleQueryBus.builder().build();
        new AnnotationQueryHandlerAdapter<>(new Answers()).subscribe(queryBus);
        queries = DefaultQueryGateway.builder().queryBus(queryBus).build();
        policy =
                new AnnotationEventHandlerAdapter(
                        new WhenEntryChangedThenRunRules(commands, queries, this, this, this));
    }

    /** Something happens to an entry by somebody; the policy has not seen it yet. */
    DomainEventMessage<EntryFact> happens(EntryFact fact, Actor by) {
        return happens(fact, MetaData.from(by.asMetaData()));
    }

    /** The same by a run of the mapping. */
    DomainEventMessage<EntryFact> arrives(EntryFact fact, UserId of) {
        var run = new Run(MAPPING, "run");
        return happens(fact, MetaData.from(provider(of).asMetaData()).and(Run.KEY, run.toString()));
    }

    private DomainEventMessage<EntryFact> happens(EntryFact fact, MetaData meta) {
        var stream = streams.computeIfAbsent(fact.entry(), id -> new ArrayList<>());
        now = now.plusSeconds(1);
        GenericDomainEventMessage.clock = java.time.Clock.fixed(now, java.time.ZoneOffset.UTC);
        var message =
                new GenericDomainEventMessage<EntryFact>(
                        "entry", fact.entry().toString(), stream.size(), fact, meta);
        stream.add(message);
        undelivered.add(message);
        return message;
    }

    /** Shows the policy everything that it has not seen, also what it caused meanwhile. */
    void settle() throws Exception {
        while (!undelivered.isEmpty()) {
            again(undelivered.getFirst());
            undelivered.removeFirst();
        }
    }

    /** Shows the policy a fact, within a unit of work as a processor does. */
    void again(DomainEventMessage<EntryFact> message) throws Exception {
        var unit = DefaultUnitOfWork.startAndGet(message);
        unit.registerCorrelationDataProvider(about -> Map.of("cause", about.getIdentifier()));
        try {
            policy.handle(message);
        } finally {
            assertThat(CurrentUnitOfWork.get()).isSameAs(unit);
            unit.rollback();
        }
    }

    void rule(UserId owner, ActiveRule rule) {
        rules.computeIfAbsent(owner, id -> new ArrayList<>()).add(rule);
    }

    /** The owner replaces a rule. */
    void replace(UserId owner, ActiveRule with) {
        rules.getOrDefault(owner, List.of())
                .replaceAll(rule -> rule.id().equals(with.id()) ? with : rule);
    }

    Instant now() {
        return now;
    }

    EntryState.Live live(EntryId entry) {
        return (EntryState.Live) asOf(entry, Long.MAX_VALUE);
    }

    List<DomainEventMessage<EntryFact>> stream(EntryId entry) {
        return List.copyOf(streams.getOrDefault(entry, List.of()));
    }

    RuleExecution byHand() {
        return new RuleExecution(commands, queries, this, this);
    }

    @Override
    public EntryState asOf(EntryId entry, long revision) {
        historyReads++;
        var state = EntryState.initial();
        for (var message : stream(entry)) {
            if (message.getSequenceNumber() <= revision) {
                state = state.evolve(message.getPayload());
            }
        }
        return state;
    }

    @Override
    public OptionalLong revision(EntryId entry) {
        var length = stream(entry).size();
        return length == 0 ? OptionalLong.empty() : OptionalLong.of(length - 1L);
    }

    @Override
    public boolean wrote(EntryId entry, long after, String request) {
        return stream(entry).stream()
                .filter(message -> message.getSequenceNumber() > after)
                .anyMatch(message -> request.equals(message.getMetaData().get(Actor.REQUEST_KEY)));
    }

    @Override
    public OptionalLong foundAt(EntryId entry, RuleId rule, long execution) {
        return stream(entry).stream()
                .flatMap(message ->
                        Optional.ofNullable(message.getMetaData().get(Actor.REQUEST_KEY)).stream())
                .flatMapToLong(request ->
                        RunId.revision(request.toString(), rule, entry, execution).stream())
                .findFirst();
    }

    @Override
    public Optional<MappingTerms> terms(UserId user, MappingId mapping) {
        return user.equals(ANA) ? Optional.ofNullable(mappings.get(mapping)) : Optional.empty();
    }

    @Override
    public long log() {
        return ++number;
    }

    @Override
    public long execution() {
        return ++number;
    }

    @Override
    public Optional<AsOf> triedAt() {
        return Optional.empty();
    }

    @Override
    public CommentId comment() {
        return new CommentId(++number);
    }

    private Object handle(CommandMessage<?> message) {
        assertThat(CurrentUnitOfWork.get().parent())
                .as("what a command leaves is stored with it")
                .isEmpty();
        if (crashBefore.test(message.getPayload())) {
            throw new Crash();
        }
        var answer = carryOut(message);
        if (crashAfter.test(message.getPayload())) {
            throw new Crash();
        }
        return answer;
    }

    private Object carryOut(CommandMessage<?> message) {
        var request = String.valueOf(message.getMetaData().get(Actor.REQUEST_KEY));
        var actor = Actor.from(message.getMetaData()).orElseThrow();
        var cause = String.valueOf(message.getMetaData().get("cause"));
        sent.add(new Sent(message.getPayload(), actor, request, cause));
        return switch (message.getPayload()) {
            case RunCommand.BeginRun begin -> begin(begin);
            case RunCommand.EndRun end -> {
                ended.putIfAbsent(end.run(), end.results());
                yield "";
            }
            case EntryCommand.UpdateEntry update ->
                    change(
                            message,
                            fact(
                                    update.entry(),
                                    update.occurrence(),
                                    update.scope(),
                                    update.changes()));
            case EntryCommand.TagEntry tag -> change(message, tagged(tag));
            case EntryCommand.MoveEntry move -> {
                if (closed.contains(move.to())) {
                    throw new Rejected(
                            new Rejection.NotPermitted(
                                    "Calendar", "Access denied to this calendar"));
                }
                yield change(
                        message,
                        new EntryFact.EntryMoved(
                                move.entry(), live(move.entry()).calendar(), move.to()));
            }
            case CommentCommand.WriteComment write -> {
                if (written.add(write.comment())) {
                    comments.add(write.thread() + ": " + write.content());
                }
                yield "";
            }
            default -> throw new AssertionError("nobody handles " + message.getPayload());
        };
    }

    private RunProgress begin(RunCommand.BeginRun begin) {
        var first = begun.putIfAbsent(begin.run(), begin);
        var plan = first == null ? begin : first;
        return new RunProgress(
                plan.reach(), plan.steps(), first != null, ended.containsKey(begin.run()));
    }

    private static EntryFact fact(
            EntryId entry, Optional<OccurrenceKey> key, Scope scope, List<Change> changes) {
        return switch (scope) {
            case ALL -> new EntryFact.EntryUpdated(entry, changes);
            case THIS -> new EntryFact.OccurrenceUpdated(entry, key.orElseThrow(), changes);
            case FUTURE -> new EntryFact.FollowingUpdated(entry, key.orElseThrow(), changes);
        };
    }

    private EntryFact tagged(EntryCommand.TagEntry command) {
        if (!(asOf(command.entry(), Long.MAX_VALUE) instanceof EntryState.Live)) {
            return new EntryFact.EntryUpdated(command.entry(), List.of());
        }
        var details =
                command.occurrence()
                        .flatMap(live(command.entry())::occurrence)
                        .orElseGet(() -> live(command.entry()).head(1).getFirst())
                        .details();
        var tags = new java.util.LinkedHashSet<>(details.tags());
        tags.add(command.tag());
        return fact(
                command.entry(),
                command.occurrence(),
                command.scope(),
                List.of(new Change.Tags(List.copyOf(tags))));
    }

    private Object change(CommandMessage<?> message, EntryFact fact) {
        var before = asOf(fact.entry(), Long.MAX_VALUE);
        if (!(before instanceof EntryState.Live)) {
            throw new Rejected(
                    new Rejection.NotFound("Event", Long.toString(fact.entry().value())));
        }
        if (!before.evolve(fact).equals(before)) {
            happens(fact, message.getMetaData());
        }
        return "";
    }

    /** What the read models answer. */
    private final class Answers {

        @QueryHandler
        Optional<CalendarView> on(CalendarQuery.CalendarAsOwned query) {
            return Optional.of(view(query.calendar()));
        }

        @QueryHandler
        List<CalendarView> on(CalendarQuery.CalendarsOf query) {
            return List.of(view(query.viewer().equals(ANA) ? ANAS : BENS));
        }

        @QueryHandler
        boolean on(RuleQuery.AnyRules query) {
            return rules.values().stream().anyMatch(each -> !each.isEmpty());
        }

        @QueryHandler
        List<ActiveRule> on(RuleQuery.ActiveRulesOf query) {
            return rules.getOrDefault(query.owner(), List.of());
        }

        @QueryHandler
        RuleView on(RuleQuery.RuleById query) {
            var rule =
                    rules.getOrDefault(query.viewer(), List.of()).stream()
                            .filter(each -> each.id().equals(query.rule()))
                            .findFirst()
                            .orElseThrow(
                                    () -> new Rejected(new Rejection.NotFound("Rule", "missing")));
            return new RuleView(
                    rule.id(),
                    query.viewer(),
                    rule.details(),
                    0,
                    Optional.empty(),
                    rule.since(),
                    rule.since(),
                    0);
        }

        private CalendarView view(CalendarId calendar) {
            var owner = calendar.equals(BENS) ? BEN : ANA;
            return new CalendarView(
                    calendar,
                    CalendarDetails.named(owner.equals(ANA) ? "Family" : "Work"),
                    true,
                    new UserSummary(
                            owner, "user" + owner.value(), Optional.empty(), Optional.empty()),
                    List.of(),
                    Permission.OWNER,
                    0,
                    Instant.EPOCH,
                    Instant.EPOCH,
                    0);
        }
    }

    private static Actor provider(UserId user) {
        return new Actor(user, Origin.of(Origin.Kind.CONNECTION, GOOGLE.value()));
    }
}
