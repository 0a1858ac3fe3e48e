package almanac.benchmarks;

import almanac.embedded.EmbeddedMongo;
import com.mongodb.client.MongoClients;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.bson.Document;

/** The least that a durable create over HTTP can be: parse the JSON, insert it, answer. */
final class BareInsertServer {

    private BareInsertServer() {}

    public static void main(String[] arguments) throws IOException {
        var directory = Files.createDirectories(Path.of(arguments[1]));
        var store = EmbeddedMongo.open(directory.resolve("store"));
        var collection =
                MongoClients.create(store.settings().build())
                        .getDatabase("bare")
                        .getCollection("bare");
        var next = new AtomicLong();
        var server =
                HttpServer.create(
                        new InetSocketAddress("127.0.0.1", Integer.parseInt(arguments[0])), 128);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(
                "/",
                exchange -> {
                    if (exchange.getRequestMethod().equals("POST")) {
                        var text =
                                new String(
                                        exchange.getRequestBody().readAllBytes(),
                                        StandardCharsets.UTF_8);
                        collection.insertOne(
                                Document.parse(text).append("_id", next.incrementAndGet()));
                    }
                    var answer = "{}".getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                });
        server.start();
    }
}
