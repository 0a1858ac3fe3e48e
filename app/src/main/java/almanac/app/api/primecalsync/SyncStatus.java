package almanac.app.api.primecalsync;

import almanac.app.connection.Connected;
import almanac.app.connection.Links;
import almanac.connection.ConnectionView;
import almanac.connection.ProviderKind;
import almanac.connection.Synchronization;
import almanac.connection.Synchronization.MappingProgress;
import almanac.user.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Puts the accounts of one provider together: this API shows providers, not accounts (R18). */
@Component
class SyncStatus {

    private final Connected connected;
    private final Links links;
    private final Synchronization synchronization;

    SyncStatus(Connected connected, Links links, Synchronization synchronization) {
        this.connected = connected;
        this.links = links;
        this.synchronization = synchronization;
    }

    StatusJson of(UserId user) {
        var linked = listed(user);
        return new StatusJson(
                Providers.ALL.stream().map(provider -> provider(provider, linked)).toList());
    }

    /** A connection whose calendars nobody has listed yet is asked for them. */
    private List<ConnectionView> listed(UserId user) {
        var linked = connected.linked(user, Optional.empty());
        var unlisted =
                linked.stream()
                        .filter(ConnectionView::active)
                        .filter(view -> Providers.ALL.contains(view.provider()))
                        .filter(view -> view.calendars().isEmpty())
                        .toList();
        unlisted.forEach(view -> connected.refresh(user, view));
        return unlisted.isEmpty() ? linked : connected.linked(user, Optional.empty());
    }

    private StatusJson.Provider provider(ProviderKind provider, List<ConnectionView> all) {
        var linked = all.stream().filter(view -> view.provider() == provider).toList();
        return new StatusJson.Provider(
                provider.word(),
                linked.stream().anyMatch(ConnectionView::active),
                linked.stream()
                        .flatMap(view -> view.calendars().stream())
                        .map(StatusJson.Calendar::of)
                        .toList(),
                synced(linked),
                linked.stream().map(StatusJson.Account::of).toList());
    }

    private List<StatusJson.Synced> synced(List<ConnectionView> linked) {
        var synced = new ArrayList<StatusJson.Synced>();
        for (var connection : linked.stream().map(links::seen).toList()) {
            var progress = progress(connection);
            for (var mapping : connection.mappings()) {
                synced.add(
                        StatusJson.Synced.of(
                                connection,
                                mapping,
                                Optional.ofNullable(progress.get(mapping.id().value()))));
            }
        }
        return List.copyOf(synced);
    }

    private Map<Long, MappingProgress> progress(ConnectionView connection) {
        if (connection.mappings().isEmpty()) {
            return Map.of();
        }
        return synchronization.telemetry(connection.id()).mappings().stream()
                .collect(
                        Collectors.toMap(
                                progress -> progress.mapping().value(),
                                Function.identity(),
                                (one, other) -> one));
    }
}
