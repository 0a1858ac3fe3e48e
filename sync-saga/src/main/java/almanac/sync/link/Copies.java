package almanac.sync.link;

import almanac.connection.MappingId;
import almanac.connection.ProviderKind;
import almanac.entry.EntryId;
import almanac.entry.OccurrenceKey;
import almanac.google.GoogleCopies;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where entries lie in Google, by their links. */
public final class Copies implements GoogleCopies {

    private final Links links;
    private final Mappings mappings;

    public Copies(Links links, Mappings mappings) {
        this.links = links;
        this.mappings = mappings;
    }

    @Override
    public Map<EntryId, GoogleCopy> of(Set<EntryId> entries) {
        if (entries.isEmpty()) {
            return Map.of();
        }
        var all =
                links.ofAll(entries).stream()
                        .filter(link -> link.key().part().equals(OccurrenceKey.FIRST))
                        .toList();
        var google = google(all.stream().map(link -> link.key().mapping()).toList());
        var copies = new HashMap<EntryId, GoogleCopy>();
        for (var link : all) {
            var mapping = google.get(link.key().mapping());
            if (mapping != null) {
                link.object()
                        .ifPresent(object ->
                                copies.putIfAbsent(
                                        link.key().entry(),
                                        new GoogleCopy(object, mapping.terms().externalId())));
            }
        }
        return copies;
    }

    private Map<MappingId, LinkedMapping> google(java.util.List<MappingId> ids) {
        return mappings.among(Set.copyOf(ids)).stream()
                .filter(each -> each.provider() == ProviderKind.GOOGLE)
                .collect(Collectors.toMap(LinkedMapping::id, each -> each));
    }
}
