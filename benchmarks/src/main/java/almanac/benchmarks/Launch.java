package almanac.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** How people start it. */
enum Launch {
    /**
     * {@code ./mvnw spring-boot:run}: files on the class path; Spring Boot's plugin asks for the
     * quick compiler only, app's pom for the rest.
     */
    README(
            "as spring-boot:run has it",
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xms128m",
            "--enable-native-access=ALL-UNNAMED") {
        @Override
        Prepared prepared() throws IOException, InterruptedException {
            return new Prepared(jarIn(extracted()), options());
        }
    },
    /** The Dockerfile: extracted, with an AOT cache of a start. */
    IMAGE("as the image has it", "--enable-native-access=ALL-UNNAMED") {
        @Override
        Prepared prepared() throws IOException, InterruptedException {
            var there = extracted();
            var jar = jarIn(there);
            var cache = there.resolve("almanac.aot");
            java(
                    there,
                    "-XX:AOTCacheOutput=" + cache,
                    "-Dspring.context.exit=onRefresh",
                    "-Dalmanac.data-dir=" + there.resolve("training"),
                    "--enable-native-access=ALL-UNNAMED",
                    "-jar",
                    jar.toString());
            var options = new ArrayList<>(options());
            options.add("-XX:AOTCache=" + cache);
            return new Prepared(jar, options);
        }
    },
    /** The packed jar as it is. */
    JAR("java -jar") {
        @Override
        Prepared prepared() {
            return new Prepared(Node.PACKED, options());
        }
    };

    private final String label;
    private final List<String> options;

    Launch(String label, String... options) {
        this.label = label;
        this.options = List.of(options);
    }

    /** As tables name it. */
    String label() {
        return label;
    }

    /** Of the JVM. */
    List<String> options() {
        return options;
    }

    /** Does what is done once, before the first start. */
    abstract Prepared prepared() throws IOException, InterruptedException;

    /**
     * What can be started any number of times.
     *
     * @param options of the JVM
     */
    record Prepared(Path jar, List<String> options) {

        /** Starts it on a data directory of its own. */
        Node start() throws IOException, InterruptedException {
            return Node.almanac(
                    Files.createTempDirectory("almanac-start"),
                    jar,
                    port -> new String[0],
                    options.toArray(String[]::new));
        }
    }

    private static Path extracted() throws IOException, InterruptedException {
        var directory = Files.createTempDirectory("almanac-extracted");
        var there = directory.resolve("almanac");
        java(
                directory,
                "-Djarmode=tools",
                "-jar",
                Node.PACKED.toString(),
                "extract",
                "--destination",
                there.toString());
        return there;
    }

    private static Path jarIn(Path directory) {
        return directory.resolve(Node.PACKED.getFileName());
    }

    private static void java(Path directory, String... arguments)
            throws IOException, InterruptedException {
        var log = directory.resolve("prepared.log");
        var process = Node.java(directory, List.of(arguments), log);
        if (process.waitFor() != 0) {
            throw new IOException("could not be prepared:\n" + Files.readString(log));
        }
    }
}
