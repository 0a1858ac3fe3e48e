package almanac.app.sync;

import almanac.calendar.CalendarFact;
import almanac.calendar.CalendarId;
import almanac.connection.ConnectionFact;
import almanac.connection.ConnectionId;
import almanac.entry.EntryFact;
import almanac.entry.EntryId;
import almanac.sync.local.Archive;
import almanac.user.Profile;
import almanac.user.UserFact;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.axonframework.eventhandling.DomainEventMessage;
import org.axonframework.eventhandling.TrackedEventMessage;
import org.axonframework.eventsourcing.eventstore.EventStore;

/** Reads the streams of facts. */
public final class FactArchive implements Archive {

    private final EventStore facts;

    public FactArchive(EventStore facts) {
        this.facts = facts;
    }

    @Override
    public List<Happened> entry(EntryId entry) {
        var history = new ArrayList<Happened>();
        for (var message : stream(entry.toString())) {
            history.add(
                    new Happened(
                            (EntryFact) message.getPayload(),
                            message.getSequenceNumber(),
                            message.getTimestamp(),
                            message.getMetaData()));
        }
        return history;
    }

    @Override
    public Optional<Audience> audience(CalendarId calendar, long position) {
        var owner = Optional.<UserId>empty();
        Set<UserId> readers = new HashSet<>();
        var there = true;
        for (var message : stream(calendar.toString())) {
            if (position(message) > position) {
                break;
            }
            switch ((CalendarFact) message.getPayload()) {
                case CalendarFact.CalendarCreated created -> {
                    owner = Optional.of(created.owner());
                    readers.add(created.owner());
                }
                case CalendarFact.CalendarShared shared -> readers.add(shared.user());
                case CalendarFact.CalendarUnshared unshared -> readers.remove(unshared.user());
                case CalendarFact.CalendarDeleted deleted -> there = false;
                case CalendarFact.CalendarRestored restored -> {
                    there = true;
                    readers.retainAll(owner.stream().toList());
                    restored.shares().forEach(share -> readers.add(share.user()));
                }
                case CalendarFact.CalendarChanged changed -> {}
                case CalendarFact.FeedReset reset -> {}
            }
        }
        return there ? owner.map(its -> new Audience(its, Set.copyOf(readers))) : Optional.empty();
    }

    @Override
    public Optional<UserId> ownerOf(ConnectionId connection) {
        return stream(connection.toString()).stream()
                .map(DomainEventMessage::getPayload)
                .filter(ConnectionFact.Connected.class::isInstance)
                .map(fact -> ((ConnectionFact.Connected) fact).user())
                .findFirst();
    }

    @Override
    public Optional<Profile> profile(UserId user) {
        var profile = Optional.<Profile>empty();
        for (var message : stream(user.toString())) {
            switch ((UserFact) message.getPayload()) {
                case UserFact.UserRegistered registered ->
                        profile = Optional.of(registered.profile());
                case UserFact.ProfileChanged changed -> profile = Optional.of(changed.profile());
                case UserFact.RoleGranted granted -> {}
                case UserFact.RoleTaken taken -> {}
                case UserFact.ApiKeyIssued issued -> {}
                case UserFact.ApiKeyRotated rotated -> {}
                case UserFact.ApiKeyRevoked revoked -> {}
                case UserFact.UserErased erased -> profile = Optional.empty();
            }
        }
        return profile;
    }

    private static long position(DomainEventMessage<?> message) {
        return ((TrackedEventMessage<?>) message).trackingToken().position().orElseThrow();
    }

    private List<DomainEventMessage<?>> stream(String name) {
        var all = new ArrayList<DomainEventMessage<?>>();
        facts.readEvents(name, 0).forEachRemaining(all::add);
        return all;
    }
}
