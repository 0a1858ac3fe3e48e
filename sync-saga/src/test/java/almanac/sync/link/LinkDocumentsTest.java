package almanac.sync.link;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.connection.MappingId;
import almanac.entry.Details;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.sync.provider.RemoteObject;
import almanac.sync.provider.RemoteObject.Standing;
import almanac.sync.reconcile.Bases;
import almanac.time.End;
import almanac.time.Span;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import java.util.stream.Stream;
import org.bson.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

final class LinkDocumentsTest {

    private static final Link.Key KEY =
            new Link.Key(new MappingId(7), new EntryId(4_000), OccurrenceKey.FIRST);

    private final LinkDocuments documents =
            new LinkDocuments(
                    new ObjectMapper().registerModules(new Jdk8Module(), new JavaTimeModule()));

    @ParameterizedTest
    @MethodSource("links")
    void a_link_is_read_as_it_was_written(Link link) {
        assertThat(documents.read(documents.write(link))).isEqualTo(link);
    }

    static Stream<Link> links() {
        return Stream.of(
                found("Standup", "Standup", "Standup"),
                found("Standup, ours", "Standup", "Standup"),
                found("Standup", "Standup", "Standup, theirs"),
                found("Standup, ours", "Standup", "Standup, theirs"),
                found("Standup, theirs", "Standup", "Standup, theirs"));
    }

    @Test
    void what_both_say_is_kept_once() {
        var document = documents.write(found("Standup", "Standup", "Standup"));
        assertThat(document).containsKey("content").doesNotContainKeys("baseLocal", "baseRemote");
    }

    @Test
    void a_link_that_keeps_all_three_is_read_too() {
        var link = found("Standup", "Standup", "Standup");
        var document = new Document(documents.write(link));
        var content = document.getString("content");
        document.append("baseLocal", content).append("baseRemote", content);
        assertThat(documents.read(document)).isEqualTo(link);
    }

    private static Link found(String local, String remote, String now) {
        var object =
                new RemoteObject(
                        "object",
                        "3",
                        "{}",
                        titled(now),
                        Standing.OURS,
                        Optional.of("mark"),
                        Optional.empty());
        return Link.found(KEY, new Bases(titled(local), titled(remote)), object);
    }

    private static ImportedEntry titled(String title) {
        var start = LocalDateTime.of(2026, 12, 8, 9, 0);
        return ImportedEntry.single(
                "standup@example.org",
                Details.titled(title),
                new Span.Timed(start, ZoneId.of("Europe/Paris"), new End.At(start.plusHours(1))));
    }
}
