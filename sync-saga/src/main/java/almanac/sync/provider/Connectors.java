package almanac.sync.provider;

import almanac.connection.ProviderKind;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** The providers of this installation. */
public final class Connectors {

    private final Map<ProviderKind, Connector> byKind = new EnumMap<>(ProviderKind.class);

    public Connectors(Collection<Connector> all) {
        all.forEach(each -> byKind.put(each.provider().kind(), each));
    }

    public Optional<Connector> find(ProviderKind kind) {
        return Optional.ofNullable(byKind.get(kind));
    }

    /** One that must be there, since something was connected through it. */
    public Connector of(ProviderKind kind) {
        return find(kind)
                .orElseThrow(
                        () -> new IllegalStateException("no provider " + kind + " on this node"));
    }
}
