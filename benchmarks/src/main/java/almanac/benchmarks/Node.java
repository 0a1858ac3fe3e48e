package almanac.benchmarks;

import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;

/** A server process of its own on a data directory of its own, measured from outside. */
final class Node implements AutoCloseable {

    /** The packaged app. */
    static final Path PACKED = Path.of("app/target/almanac-exec.jar").toAbsolutePath();

    private final Process process;
    final int port;
    final Duration started;

    private Node(Process process, int port, Duration started) {
        this.process = process;
        this.port = port;
        this.started = started;
    }

    /** The packaged app with default settings; started when it is ready. */
    static Node almanac(Path directory, String... jvmOptions)
            throws IOException, InterruptedException {
        return almanac(directory, port -> new String[0], jvmOptions);
    }

    /**
     * The same with other settings.
     *
     * @param settings by the port
     */
    static Node almanac(Path directory, IntFunction<String[]> settings, String... jvmOptions)
            throws IOException, InterruptedException {
        return almanac(directory, PACKED, settings, jvmOptions);
    }

    /** The same from another jar. */
    static Node almanac(
            Path directory, Path jar, IntFunction<String[]> settings, String... jvmOptions)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(List.of(jvmOptions));
        command.addAll(List.of("-jar", jar.toString()));
        var port = freePort();
        command.addAll(
                List.of(
                        "--server.port=" + port,
                        "--almanac.data-dir=" + directory.resolve("data")));
        command.addAll(List.of(settings.apply(port)));
        return start(directory, command, port, "/api/ready");
    }

    /** A bare insert over HTTP on the same kind of store. */
    static Node bareInsert(Path directory) throws IOException, InterruptedException {
        var port = freePort();
        return start(
                directory,
                List.of(
                        "-cp",
                        absoluteClassPath(),
                        BareInsertServer.class.getName(),
                        "" + port,
                        directory.resolve("bare").toString()),
                port,
                "/ready");
    }

    /** The child runs in another directory. */
    private static String absoluteClassPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Node start(Path directory, List<String> arguments, int port, String ready)
            throws IOException, InterruptedException {
        var begun = System.nanoTime();
        var process = java(directory, arguments, directory.resolve("log"));
        while (!answers(port, ready)) {
            if (!process.isAlive() || System.nanoTime() - begun > 60e9) {
                process.destroy();
                throw new IOException(
                        "did not start:\n" + Files.readString(directory.resolve("log")));
            }
            process.waitFor(Duration.ofMillis(10));
        }
        return new Node(process, port, Duration.ofNanos(System.nanoTime() - begun));
    }

    /** Runs this JDK's java in that directory. */
    static Process java(Path directory, List<String> arguments, Path log) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private static boolean answers(int port, String path) {
        try (var connection = new KeepAlive(port, "")) {
            return connection.get(path).status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Resident memory in MB, as Linux counts it. */
    long residentMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .findFirst()
                .orElseThrow();
    }

    /** Processor time so far. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElseThrow();
    }

    void await(Duration pause) throws InterruptedException {
        process.waitFor(pause);
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
