package almanac.message;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayNameGeneration;
import org.junit.jupiter.api.DisplayNameGenerator.ReplaceUnderscores;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What is stored can be read for ever: a golden file for each stored name, as the store has it. A
 * file is never edited; a fact that changes its form gets a new revision, an upcaster and a new
 * file. Fields that came later have a file of their own, {@code name+what.json}.
 */
@DisplayNameGeneration(ReplaceUnderscores.class)
class GoldenFactsTest {

    private static final ObjectMapper JSON =
            new ObjectMapper()
                    .registerModules(new Jdk8Module(), new JavaTimeModule())
                    .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                    .disable(DeserializationFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE);

    @Test
    void every_stored_name_has_a_golden_file_and_no_file_is_left_over() throws Exception {
        try (var files = Files.list(facts())) {
            var names = files.map(GoldenFactsTest::nameOf).toList();
            assertThat(new TreeSet<>(names)).isEqualTo(new TreeSet<>(FactNames.ALL.keySet()));
        }
    }

    @TestFactory
    Stream<DynamicTest> what_was_stored_is_read_and_written_back_the_same() throws Exception {
        try (var files = Files.list(facts())) {
            return files
                    .map(file ->
                            DynamicTest.dynamicTest(
                                    file.getFileName().toString(), () -> survives(file)))
                    .toList()
                    .stream();
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replaceFirst("(\\+.*)?\\.json$", "");
    }

    private static void survives(Path file) throws IOException {
        var golden = JSON.readTree(Files.readString(file));

        var fact = JSON.treeToValue(golden, FactNames.ALL.get(nameOf(file)));

        assertThat(JSON.readTree(JSON.writeValueAsString(fact))).isEqualTo(golden);
    }

    private static Path facts() throws URISyntaxException {
        return Path.of(GoldenFactsTest.class.getResource("/facts").toURI());
    }
}
