package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.entry.Details;
import almanac.entry.ImportedEntry;
import almanac.icalendar.ImportFile.Item.Readable;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.random.RandomGeneratorFactory;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is written is read as it was, whatever it says. */
@DisplayNameGeneration(ReplaceUnderscores.class)
class RoundTripTest {

    private static final int ENTRIES = 250;
    private static final Instant STAMP = Instant.parse("2026-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void a_random_entry_is_read_as_it_was_written(long seed) {
        var entries = new RandomEntries(RandomGeneratorFactory.of("L64X128MixRandom").create(seed));
        for (var number = 0; number < ENTRIES; number++) {
            var entry = entries.entry(number);
            var text = ICalendarWriter.object(entry, STAMP);
            var where = "seed %d, entry %d:\n%s".formatted(seed, number, text);

            var items = new ICalendarReader(ZoneId.of("Asia/Tokyo")).read(text).items();

            assertThat(items).as(where).singleElement().isInstanceOf(Readable.class);
            var read = ((Readable) items.getFirst()).entry();
            assertThat(sorted(read)).as(where).isEqualTo(sorted(entry));
            assertThat(ICalendarWriter.object(read, STAMP)).as(where).isEqualTo(text);
        }
    }

    @Test
    void control_characters_are_not_written() {
        var entry =
                new RandomEntries(RandomGeneratorFactory.of("L64X128MixRandom").create(5)).entry(1);
        var odd =
                ImportedEntry.single(
                        entry.uid(), Details.titled("a\u0000b\u001bc\td\u007f\ne"), entry.span());

        assertThat(ICalendarWriter.object(odd, STAMP)).contains("SUMMARY:abc\td\\ne\r\n");
    }

    /** The order of exceptions says nothing. */
    private static ImportedEntry sorted(ImportedEntry entry) {
        return entry.withExceptions(
                entry.exclusions().stream().sorted().toList(),
                entry.overrides().stream()
                        .sorted(Comparator.comparing(ImportedEntry.ImportedOverride::originalStart))
                        .toList());
    }
}
