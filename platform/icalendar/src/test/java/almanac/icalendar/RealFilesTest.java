package almanac.icalendar;

import static org.assertj.core.api.Assertions.assertThat;

import almanac.icalendar.ImportFile.Item.Readable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

@DisplayNameGeneration(ReplaceUnderscores.class)
class RealFilesTest {

    @TestFactory
    Stream<DynamicTest> every_event_of_a_real_file_is_read() {
        return SharedFiles.realCalendars().stream()
                .map(file ->
                        DynamicTest.dynamicTest(file.getFileName().toString(), () -> isRead(file)));
    }

    @Test
    void the_example_is_read_whole() throws IOException {
        isRead(SharedFiles.example("holidays.ics"));
    }

    private static void isRead(Path file) throws IOException {
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        var events =
                text.lines().filter(line -> line.strip().equalsIgnoreCase("BEGIN:VEVENT")).count();
        ImportFile read;
        try (var in = Files.newInputStream(file)) {
            read = new ICalendarReader(ZoneId.of("Europe/Berlin")).read(in);
        }

        assertThat(read.items())
                .isNotEmpty()
                .allSatisfy(item -> assertThat(item).isInstanceOf(Readable.class));
        var components =
                read.items().stream()
                        .mapToLong(item -> 1 + ((Readable) item).entry().overrides().size())
                        .sum();
        assertThat(components).isEqualTo(events);
    }
}
