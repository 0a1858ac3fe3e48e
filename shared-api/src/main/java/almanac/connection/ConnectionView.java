package almanac.connection;

import almanac.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A connection as its facts left it; how its sync is doing is {@link Synchronization#telemetry}.
 *
 * @param failure present while the status is ERROR
 * @param mappings those that stand
 * @param revision sequence number of its last fact
 */
public record ConnectionView(
        ConnectionId id,
        UserId user,
        ProviderKind provider,
        String accountKey,
        String email,
        Set<String> scopes,
        ConnectionStatus status,
        Optional<Failure> failure,
        List<ExternalCalendar> calendars,
        List<Mapping> mappings,
        Instant createdAt,
        Instant updatedAt,
        long revision) {

    /** Why it is in error. */
    public record Failure(FailureReason reason, String message) {}

    /** One calendar that is tied. */
    public record Mapping(MappingId id, MappingTerms terms) {}

    /** Whether what is edited here goes to the provider: its user wants that, and may. */
    public boolean pushes(Mapping mapping) {
        return mapping.terms().bidirectional()
                && calendars.stream()
                        .filter(each -> each.externalId().equals(mapping.terms().externalId()))
                        .allMatch(each -> each.rights().write());
    }

    /** The same with these for its mappings. */
    public ConnectionView with(List<Mapping> others) {
        return new ConnectionView(
                id,
                user,
                provider,
                accountKey,
                email,
                scopes,
                status,
                failure,
                calendars,
                others,
                createdAt,
                updatedAt,
                revision);
    }

    public boolean active() {
        return status == ConnectionStatus.ACTIVE;
    }
}
