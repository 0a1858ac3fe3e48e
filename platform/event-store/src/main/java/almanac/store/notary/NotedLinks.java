package almanac.store.notary;

import almanac.store.ledger.Hash;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/** The links that the notary noted, looked up in the order of positions. */
final class NotedLinks {

    private static final int PAGE = 50;

    private final Paged<Document> documents;
    private long first;
    private List<Hash> links = List.of();

    NotedLinks(LedgerStore store) {
        documents =
                new Paged<>(last ->
                        store.linksFrom(
                                last.map(it -> it.getLong("_id") + 1).orElse(Long.MIN_VALUE),
                                PAGE));
    }

    /** The link of the fact there; never asked for an earlier one afterwards. */
    Optional<Hash> at(long position) {
        while (position >= first + links.size()) {
            var next = documents.peek();
            if (next.isEmpty() || next.get().getLong("_id") > position) {
                return Optional.empty();
            }
            first = next.get().getLong("_id");
            links = LedgerCodec.links(next.get());
            documents.skip();
        }
        return position < first
                ? Optional.empty()
                : Optional.of(links.get((int) (position - first)));
    }
}
