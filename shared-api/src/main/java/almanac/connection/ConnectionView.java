package almanac.connection;

import almanac.user.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A connection as its facts left it; how its sync is doing is {@link Synchronization#telemetry}.
 *
 * @param failure present while the status is ERROR
 * @param mappings those that stand
 * @param ended the last terms of each calendar that was tied and is not
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
        List<MappingTerms> ended,
        Instant createdAt,
        Instant updatedAt,
        long revision) {

    /** Why it is in error. */
    public record Failure(FailureReason reason, String message) {}

    /** One calendar that is tied. */
    public record Mapping(MappingId id, MappingTerms terms) {}

    /** The terms on which the calendar is tied, or was last. */
    public Optional<MappingTerms> terms(ExternalCalendar external) {
        return Stream.concat(mappings.stream().map(Mapping::terms), ended.stream())
                .filter(each -> each.externalId().equals(external.externalId()))
                .findFirst();
    }

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
                ended,
                createdAt,
                updatedAt,
                revision);
    }

    public boolean active() {
        return status == ConnectionStatus.ACTIVE;
    }
}
