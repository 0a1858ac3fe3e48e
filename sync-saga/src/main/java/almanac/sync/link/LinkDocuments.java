package almanac.sync.link;

import almanac.connection.MappingId;
import almanac.entry.EntryId;
import almanac.entry.ImportedEntry;
import almanac.entry.OccurrenceKey;
import almanac.sync.link.Link.Attempt;
import almanac.sync.provider.RemoteObject;
import almanac.sync.reconcile.Bases;
import almanac.sync.store.JsonText;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.bson.Document;

/**
 * Links as documents. A text that says the same as another one is left out: the base of the
 * provider's side where it is what the object says now, ours where it is that of the provider's.
 */
final class LinkDocuments {

    private final JsonText<ImportedEntry> contents;

    LinkDocuments(ObjectMapper mapper) {
        this.contents = new JsonText<>(mapper, ImportedEntry.class);
    }

    /** Names an object within a mapping, for the unique index. */
    static String remoteKey(MappingId mapping, String object) {
        return mapping.value() + "/" + object;
    }

    Document write(Link link) {
        var key = link.key();
        var document =
                new Document("_id", key.toString())
                        .append("mapping", key.mapping().value())
                        .append("entry", key.entry().value())
                        .append("part", key.part().slot())
                        .append("state", link.state().name())
                        .append("operation", link.operation())
                        .append("generation", link.generation())
                        .append("uid", uid(link))
                        .append("echo", link.echo())
                        .append("turns", link.turns().stream().map(Date::from).toList());
        link.lastFrom().ifPresent(from -> document.append("lastFrom", from.name()));
        link.leavesAt().ifPresent(at -> document.append("leavesAt", Date.from(at)));
        link.remote().ifPresent(remote -> append(document, key.mapping(), remote));
        append(document, link.bases(), link.remote().map(RemoteObject::content));
        link.attempt().ifPresent(attempt -> append(document, attempt));
        return document;
    }

    private void append(Document document, Attempt attempt) {
        switch (attempt) {
            case Attempt.Write(var sent) -> document.append("sent", contents.write(sent));
            case Attempt.Deletion() -> document.append("deleting", true);
        }
    }

    private void append(Document document, Bases bases, Optional<ImportedEntry> content) {
        if (!content.equals(Optional.of(bases.remote()))) {
            document.append("baseRemote", contents.write(bases.remote()));
        }
        if (!bases.local().equals(bases.remote())) {
            document.append("baseLocal", contents.write(bases.local()));
        }
    }

    /** As the provider says it, which is as we said it where it has not said anything yet. */
    private static String uid(Link link) {
        return link.remote().map(RemoteObject::content).orElse(link.bases().local()).uid();
    }

    private void append(Document document, MappingId mapping, RemoteObject remote) {
        document.append("remote", remoteKey(mapping, remote.id()))
                .append("object", remote.id())
                .append("version", remote.version())
                .append("handle", remote.handle())
                .append("standing", remote.standing().name())
                .append("content", contents.write(remote.content()));
        remote.operation().ifPresent(operation -> document.append("mark", operation));
        remote.updatedAt().ifPresent(at -> document.append("updatedAt", Date.from(at)));
    }

    Link read(Document document) {
        var remote = remote(document);
        return new Link(
                new Link.Key(
                        new MappingId(document.getLong("mapping")),
                        new EntryId(document.getLong("entry")),
                        new OccurrenceKey(document.getLong("part"))),
                Link.State.valueOf(document.getString("state")),
                document.getString("operation"),
                document.getInteger("generation"),
                remote,
                bases(document, remote.map(RemoteObject::content)),
                document.getBoolean("echo", false),
                instant(document, "leavesAt"),
                document.getList("turns", Date.class, List.of()).stream()
                        .map(Date::toInstant)
                        .toList(),
                Optional.ofNullable(document.getString("lastFrom")).map(Link.Origin::valueOf),
                attempt(document));
    }

    private Optional<Attempt> attempt(Document document) {
        return document.getBoolean("deleting", false)
                ? Optional.of(new Attempt.Deletion())
                : text(document, "sent").map(Attempt.Write::new);
    }

    private Bases bases(Document document, Optional<ImportedEntry> content) {
        var remote = text(document, "baseRemote").or(() -> content).orElseThrow();
        return new Bases(text(document, "baseLocal").orElse(remote), remote);
    }

    private Optional<ImportedEntry> text(Document document, String field) {
        return Optional.ofNullable(document.getString(field)).map(contents::read);
    }

    private Optional<RemoteObject> remote(Document document) {
        return Optional.ofNullable(document.getString("object"))
                .map(id ->
                        new RemoteObject(
                                id,
                                document.getString("version"),
                                document.getString("handle"),
                                contents.read(document.getString("content")),
                                RemoteObject.Standing.valueOf(document.getString("standing")),
                                Optional.ofNullable(document.getString("mark")),
                                instant(document, "updatedAt")));
    }

    private static Optional<Instant> instant(Document document, String field) {
        return Optional.ofNullable(document.getDate(field)).map(Date::toInstant);
    }
}
